//! How text is drawn: its width, and whether a terminal colours it.

/// Width and colour of rendered text.
///
/// ```
/// use shindan::render::Style;
///
/// let style = Style::plain().with_width(80).with_ansi(true);
/// assert_eq!(style.width, 80);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Style {
    /// Columns of the terminal; 0 leaves every paragraph on one line.
    pub width: usize,
    /// Whether ANSI escapes mark headings, warnings and asides.
    pub ansi: bool,
}

impl Style {
    /// Text alone, not wrapped.
    #[must_use]
    pub const fn plain() -> Self {
        Self { width: 0, ansi: false }
    }

    /// Wraps at this many columns; 0 does not wrap.
    #[must_use]
    pub const fn with_width(self, width: usize) -> Self {
        Self { width, ..self }
    }

    /// Turns ANSI escapes on or off.
    #[must_use]
    pub const fn with_ansi(self, ansi: bool) -> Self {
        Self { ansi, ..self }
    }
}

/// What a piece of text is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tone {
    /// Text to read.
    #[default]
    Plain,
    /// A heading.
    Strong,
    /// An aside: small print.
    Dim,
    /// A warning.
    Warn,
    /// What cannot be undone.
    Danger,
    /// The fault is gone.
    Good,
}

impl Tone {
    /// The parameters of its escape sequence; none is drawn as it is.
    fn sgr(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Dim => Some("2"),
            Self::Warn => Some("33"),
            Self::Danger => Some("1;31"),
            Self::Good => Some("32"),
        }
    }

    /// Adds `text` in this tone to `out`.
    pub(super) fn write(self, out: &mut String, text: &str, ansi: bool) {
        match self.sgr().filter(|_| ansi && !text.is_empty()) {
            Some(sgr) => {
                out.push_str("\u{1b}[");
                out.push_str(sgr);
                out.push('m');
                out.push_str(text);
                out.push_str("\u{1b}[0m");
            }
            None => out.push_str(text),
        }
    }
}

/// A piece of text in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) tone: Tone,
    pub(super) text: String,
}

impl Span {
    pub(super) fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into() }
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::new(Tone::Plain, text)
    }

    pub(super) fn dim(text: impl Into<String>) -> Self {
        Self::new(Tone::Dim, text)
    }

    pub(super) fn strong(text: impl Into<String>) -> Self {
        Self::new(Tone::Strong, text)
    }
}

/// Whether a character must not reach a terminal or a page: controls, and marks that turn the direction of reading.
pub(super) fn is_unsafe(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}
