//! A text to its atoms: the smallest runs that a code may be put together from, and what stands between them.

use super::class::{Class, class};
use super::dictation::{self, Spoken};
use crate::kb::keys;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Atom {
    /// First byte in the text.
    pub(super) start: usize,
    /// First byte after it.
    pub(super) end: usize,
    /// What stands before it.
    pub(super) joint: Joint,
    /// Whether it was dictated.
    pub(super) is_spoken: bool,
    /// First byte of what it stands for, in [`Atoms::key`].
    pub(super) from: usize,
    /// First byte after that.
    pub(super) to: usize,
    /// What was counted in front of it.
    before: Counts,
    /// The same, and what it is itself.
    after: Counts,
}

/// What atoms are, counted from the start of the text: of any row of them it is told in a few subtractions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Gaps between them.
    pub(super) gaps: u32,
    /// Those that stand for one symbol, or were dictated.
    pub(super) symbols: u32,
    /// Those that were dictated.
    pub(super) spoken: u32,
    /// Digits in what they stand for.
    pub(super) digits: u32,
}

impl Counts {
    /// Of the atoms from `first` to `last`.
    pub(super) fn between(first: &Atom, last: &Atom) -> Self {
        let (from, to) = (first.before, last.after);
        Self {
            gaps: to.gaps.saturating_sub(first.after.gaps),
            symbols: to.symbols.saturating_sub(from.symbols),
            spoken: to.spoken.saturating_sub(from.spoken),
            digits: to.digits.saturating_sub(from.digits),
        }
    }

    /// The same and one more atom, behind `joint`.
    fn and(self, joint: Joint, said: &str, is_spoken: bool) -> Self {
        let digits = said.bytes().filter(u8::is_ascii_digit).count();
        Self {
            gaps: self.gaps.saturating_add(u32::from(joint == Joint::Gap)),
            symbols: self.symbols.saturating_add(u32::from(is_spoken || said.len() == 1)),
            spoken: self.spoken.saturating_add(u32::from(is_spoken)),
            digits: self.digits.saturating_add(u32::try_from(digits).unwrap_or(u32::MAX)),
        }
    }
}

impl Atom {
    /// How many characters of a code it stands for.
    pub(super) fn length(&self) -> usize {
        self.to.saturating_sub(self.from)
    }

    /// Whether it was dictated and stands for nothing: a hyphen, or a particle.
    pub(super) fn is_mark(&self) -> bool {
        self.is_spoken && self.length() == 0
    }
}

/// The atoms of a text, and what they stand for: neighbours stand next to each other there, too.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    pub(super) list: Vec<Atom>,
    /// Letters, digits and full stops in normal width, upper case.
    pub(super) key: String,
    /// The same as a skeleton (see [`keys::skeleton`]), at the same places.
    pub(super) skeleton: String,
}

/// Most characters of one run that are looked at: no code is longer.
const LONGEST_RUN: usize = 64;

/// Collects atoms while the text goes by.
#[derive(Debug, Default)]
struct Collector {
    atoms: Atoms,
    joint: Option<Joint>,
    /// Where the run begins, in the text and in the key.
    run: Option<(usize, usize)>,
    /// Where `double` or `triple` was said, and how often the next symbol stands.
    times: Option<(usize, usize)>,
    counts: Counts,
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
        let joint = if self.atoms.list.is_empty() { Joint::Break } else { self.joint.unwrap_or(Joint::None) };
        self.joint = None;
        joint
    }

    /// Takes a character of a run, of which `room` more have to have a place.
    fn run(&mut self, at: usize, c: char, room: usize) {
        let (_, from) = *self.run.get_or_insert((at, self.atoms.key.len()));
        if self.atoms.key.len().saturating_sub(from).saturating_add(room) < LONGEST_RUN {
            self.atoms.key.push(c);
        }
    }

    fn finish_run(&mut self, end: usize) {
        let Some((start, from)) = self.run.take() else { return };
        let spoken = self.atoms.key.get(from..).and_then(dictation::latin);
        if let Some(spoken) = spoken {
            self.atoms.key.truncate(from);
            match spoken {
                Spoken::Times(times) => return self.times = Some((start, times)),
                Spoken::Mark => {}
                Spoken::Symbol(symbol) => self.atoms.key.push(symbol),
            }
        }
        self.push(start, end, from, spoken.is_some());
    }

    /// Takes an atom that stands for the end of the key.
    fn push(&mut self, start: usize, end: usize, from: usize, mut is_spoken: bool) {
        let joint = self.joint();
        let mut first = start;
        if let Some((said, times)) = self.times.take() {
            first = said;
            if let Some(symbol) = self.atoms.key.get(from..).and_then(only) {
                is_spoken = true;
                self.atoms.key.extend(std::iter::repeat_n(symbol, times.saturating_sub(1)));
            }
        }
        let said = self.atoms.key.get(from..).unwrap_or_default();
        self.atoms.skeleton.extend(said.chars().map(keys::plain));
        let before = self.counts;
        self.counts = before.and(joint, said, is_spoken);
        let (to, after) = (self.atoms.key.len(), self.counts);
        self.atoms.list.push(Atom { start: first, end, joint, is_spoken, from, to, before, after });
    }
}

/// The character of a text that has one.
fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The atoms of `text`, in order.
pub(super) fn atoms(text: &str) -> Atoms {
    let mut collector = Collector::default();
    let mut skip_to = 0usize;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let next = || text.get(at.saturating_add(c.len_utf8())..).and_then(|rest| rest.chars().next());
        match class(c) {
            Class::Code(folded) => collector.run(at, folded, 0),
            // What follows it has to have a place, too.
            Class::Stop if collector.run.is_some() && next().is_some_and(|n| matches!(class(n), Class::Code(_))) => {
                collector.run(at, '.', 1);
            }
            other => {
                collector.finish_run(at);
                let spoken = || dictation::kana(text.get(at..).unwrap_or_default());
                match other {
                    // A prolonged sound mark is a hyphen that was converted, unless it ends a kana word.
                    Class::Mark => collector.gap(Joint::Mark),
                    Class::Gap => collector.gap(Joint::Gap),
                    _ => match spoken() {
                        Some((spoken, length)) => {
                            skip_to = at.saturating_add(length);
                            let from = collector.atoms.key.len();
                            if let Spoken::Symbol(symbol) = spoken {
                                collector.atoms.key.push(symbol);
                            }
                            collector.push(at, skip_to, from, true);
                        }
                        None => collector.gap(Joint::Break),
                    },
                }
            }
        }
    }
    collector.finish_run(text.len());
    collector.atoms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(String, Joint)> {
        let atoms = atoms(text);
        atoms.list.iter().map(|a| (atoms.key[a.from..a.to].to_owned(), a.joint)).collect()
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
            for atom in atoms(text).list {
                assert!(text.is_char_boundary(atom.start) && text.is_char_boundary(atom.end), "{text}: {atom:?}");
                assert!(atom.start < atom.end, "{text}: {atom:?}");
                let _ = &text[atom.start..atom.end];
            }
        }
    }
}
