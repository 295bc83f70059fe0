//! A text to the words in it that could be codes.

/// A run of letters, digits and the marks that codes hold, with its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

/// The runs of ASCII letters, digits, `-` and `.` of `text`; marks at either end belong to the sentence around them.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    text.split(move |c| !inside(c)).filter_map(move |run| {
        let word = run.trim_matches(['-', '.']);
        // `split` gives slices of `text`, so the distance of their addresses is the offset.
        let start = (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        (!word.is_empty()).then_some(Token { text: word, start })
    })
}
