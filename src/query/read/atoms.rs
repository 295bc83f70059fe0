//! A text to its atoms: the smallest runs that a code may be put together from, and what stands between them.

use unicode_normalization::UnicodeNormalization;

use super::dictation::{self, Spoken};

/// What stands between an atom and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing.
    None,
    /// A hyphen, prolonged sound mark or underscore, which keeps a word together.
    Mark,
    /// White space, a line end or brackets.
    Gap,
    /// Anything else: no code goes on across it.
    Break,
}

/// A run of letters and digits, or one spoken symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// First byte in the text.
    pub(super) start: usize,
    /// First byte after it.
    pub(super) end: usize,
    /// The run in normal width, upper case.
    pub(super) key: String,
    /// What the run stands for where it was dictated.
    pub(super) spoken: Option<String>,
    /// What stands before it.
    pub(super) joint: Joint,
}

impl Atom {
    /// How many characters of a code it stands for.
    pub(super) fn length(&self) -> usize {
        self.spoken.as_deref().unwrap_or(&self.key).len()
    }

    pub(super) fn is_symbol(&self) -> bool {
        self.spoken.is_some() || self.key.len() == 1
    }
}

/// Most characters of one run that are looked at: no code is longer.
const LONGEST_RUN: usize = 64;

/// Collects atoms while the text goes by.
#[derive(Debug, Default)]
struct Collector {
    atoms: Vec<Atom>,
    joint: Option<Joint>,
    run: Option<(usize, String)>,
    /// Where `double` or `triple` was said, and how often the next symbol stands.
    times: Option<(usize, usize)>,
}

impl Collector {
    fn gap(&mut self, joint: Joint) {
        let rank = |joint: Joint| match joint {
            Joint::None => 0u8,
            Joint::Gap => 1,
            // A hyphen with white space around it keeps a word together less than one without.
            Joint::Mark => 2,
            Joint::Break => 3,
        };
        let now = self.joint.unwrap_or(Joint::None);
        let mixed = matches!((now, joint), (Joint::Mark, Joint::Gap) | (Joint::Gap, Joint::Mark));
        self.joint = Some(if mixed {
            Joint::Gap
        } else if rank(joint) > rank(now) {
            joint
        } else {
            now
        });
    }

    fn joint(&mut self) -> Joint {
        let joint = if self.atoms.is_empty() { Joint::Break } else { self.joint.unwrap_or(Joint::None) };
        self.joint = None;
        joint
    }

    fn finish_run(&mut self, end: usize) {
        let Some((start, run)) = self.run.take() else { return };
        let key = run.trim_end_matches('.');
        let end = end.saturating_sub(run.len().saturating_sub(key.len()));
        let trailing_stop = key.len() < run.len();
        match dictation::latin(key) {
            Some(Spoken::Times(times)) => self.times = Some((start, times)),
            Some(Spoken::Mark) => self.push(start, end, key.to_owned(), Some(String::new())),
            Some(Spoken::Symbol(symbol)) => self.push(start, end, key.to_owned(), Some(symbol.to_string())),
            None => self.push(start, end, key.to_owned(), None),
        }
        if trailing_stop {
            self.gap(Joint::Break);
        }
    }

    fn push(&mut self, start: usize, end: usize, key: String, spoken: Option<String>) {
        let joint = self.joint();
        let single = || (key.chars().count() == 1).then(|| key.clone());
        let (start, spoken) = match self.times.take() {
            Some((said, times)) => (said, spoken.or_else(single).map(|s| s.repeat(times))),
            None => (start, spoken),
        };
        self.atoms.push(Atom { start, end, key, spoken, joint });
    }
}

/// The atoms of `text`, in order.
pub(super) fn atoms(text: &str) -> Vec<Atom> {
    let mut collector = Collector::default();
    let mut skip_to = 0usize;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let next = || text.get(at.saturating_add(c.len_utf8())..).and_then(|rest| rest.chars().next());
        match class(c) {
            Class::Code(folded) => match &mut collector.run {
                Some((_, run)) if run.len() < LONGEST_RUN => run.push_str(&folded),
                Some(_) => {}
                None => collector.run = Some((at, folded)),
            },
            Class::Stop if collector.run.is_some() && next().is_some_and(|n| matches!(class(n), Class::Code(_))) => {
                if let Some((_, run)) = &mut collector.run {
                    run.push('.');
                }
            }
            other => {
                collector.finish_run(at);
                let rest = text.get(at..).unwrap_or_default();
                match (other, dictation::kana(rest)) {
                    // A prolonged sound mark is a hyphen that was converted, unless it ends a kana word.
                    (Class::Mark, _) => collector.gap(Joint::Mark),
                    (Class::Gap, _) => collector.gap(Joint::Gap),
                    (_, Some((spoken, length))) => {
                        skip_to = at.saturating_add(length);
                        let word = rest.get(..length).unwrap_or_default().to_owned();
                        let symbol = match spoken {
                            Spoken::Symbol(symbol) => symbol.to_string(),
                            Spoken::Mark | Spoken::Times(_) => String::new(),
                        };
                        collector.push(at, skip_to, word, Some(symbol));
                    }
                    _ => collector.gap(Joint::Break),
                }
            }
        }
    }
    collector.finish_run(text.len());
    collector.atoms
}

enum Class {
    /// A letter or digit, folded.
    Code(String),
    /// A full stop, which holds `5.1.1` together.
    Stop,
    /// A hyphen, prolonged sound mark or underscore.
    Mark,
    /// White space or a bracket.
    Gap,
    Other,
}

fn class(c: char) -> Class {
    if c.is_ascii_alphanumeric() {
        return Class::Code(c.to_ascii_uppercase().to_string());
    }
    match c {
        '.' | '．' => Class::Stop,
        // The multiplication sign is how a photograph of `0x` is often read.
        '×' | '✕' => Class::Code("X".to_owned()),
        '-'
        | '_'
        | '~'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{FF0D}'
        | '\u{FF3F}'
        | 'ー'
        | 'ｰ'
        | '〜'
        | '～'
        | '\u{AD}' => Class::Mark,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '（' | '）' | '［' | '］' | '【' | '】' | '「' | '」'
        | '『' | '』' | '〔' | '〕' | '｛' | '｝' | '＜' | '＞' | '\'' | '"' | '“' | '”' | '|' => {
            Class::Gap
        }
        c if c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}') => Class::Gap,
        // Full width, and the letters that chat programs use for emphasis. Not `①`: that is a list, not a code.
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' | '\u{1D400}'..='\u{1D7FF}' => {
            let folded: String = c.nfkc().flat_map(char::to_uppercase).filter(char::is_ascii_alphanumeric).collect();
            if folded.is_empty() { Class::Other } else { Class::Code(folded) }
        }
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(String, Joint)> {
        atoms(text).into_iter().map(|a| (a.spoken.unwrap_or(a.key), a.joint)).collect()
    }

    #[test]
    fn a_text_falls_into_runs_and_spoken_symbols() {
        let two = |a: &str, b: &str, joint| vec![(a.to_owned(), Joint::Break), (b.to_owned(), joint)];
        assert_eq!(keys("【ＦＵＪ９０５】 0x1"), two("FUJ905", "0X1", Joint::Gap));
        assert_eq!(keys("c02ー11"), two("C02", "11", Joint::Mark));
        assert_eq!(keys("550 5.1.1."), two("550", "5.1.1", Joint::Gap));
        assert_eq!(keys("double five"), vec![("55".to_owned(), Joint::Break)]);
        assert_eq!(keys("ゼロエックス").len(), 2);
        assert_eq!(keys("エラー011"), vec![("011".to_owned(), Joint::Break)]);
    }

    #[test]
    fn atoms_lie_in_the_text() {
        for text in ["a.b", "ー", "1ー2", "０×１", "a..", "ゼロ", "x-ray", "⑨㌔", "：", "１．"] {
            for atom in atoms(text) {
                assert!(text.is_char_boundary(atom.start) && text.is_char_boundary(atom.end), "{text}: {atom:?}");
                assert!(atom.start < atom.end, "{text}: {atom:?}");
                let _ = &text[atom.start..atom.end];
            }
        }
    }
}
