//! Whether a printed sentence stands in an answer, once what the answer itself records about misprints is counted in.

use std::collections::BTreeSet;

use shindan::model::ErratumKind;
use shindan::query::Answer;

use super::cells::normalise;
use super::extract::{Sentence, hash};
use super::knowledge::{printed_strings, strings};

/// One change that an erratum makes to a printed text.
struct Change {
    printed: String,
    shown: String,
    /// The row words it differently; both forms are right.
    variant: bool,
}

/// The strings in which a cell's sentences may stand: its own field where it has one, else whatever is marked as
/// printed. The editor's words may quote the print, and do not count.
fn strings_for(answer: &Answer, cell: &str) -> Vec<String> {
    let mut answer = serde_json::to_value(answer).unwrap();
    let fields = ["heading", "message", "error_type"];
    if fields.contains(&cell) {
        return printed_strings(&answer[cell]);
    }
    for field in fields {
        answer[field].take();
    }
    let noted = answer["notes"].as_array().unwrap().iter().flat_map(|note| strings(&note["printed"]));
    printed_strings(&answer).into_iter().chain(noted).collect()
}

/// What one answer says of one cell of its row.
pub(crate) struct Shown {
    strings: Vec<String>,
    changes: Vec<Change>,
}

impl Shown {
    pub(crate) fn new(answer: &Answer, cell: &str) -> Self {
        let changes = answer.notes.iter().filter_map(|note| {
            let kind = note.kind?;
            let printed = note.printed.clone().filter(|printed| !printed.is_empty())?;
            let shown = match kind {
                ErratumKind::Illegible => format!("［印字判読不能・{}］", note.id),
                _ => note.corrected.clone()?,
            };
            Some(Change { printed, shown, variant: kind == ErratumKind::Variant })
        });
        let changes = changes.collect();
        Self { strings: strings_for(answer, cell).iter().map(|text| normalise(text)).collect(), changes }
    }

    /// Whether a printed sentence stands in one of the strings, with its misprints corrected. A variant may stand in
    /// either wording, and a doubled sentence as what an erratum says was printed.
    pub(crate) fn has(&self, sentence: &str) -> bool {
        let forward = |change: &Change, text: &str| text.replace(&change.printed, &change.shown);
        let forms = self.forms(sentence, forward);
        forms.iter().map(|form| normalise(form)).any(|form| self.strings.iter().any(|text| text.contains(&form)))
    }

    /// The same for a sentence of which only hash and length are known: the other way round, from what is shown to
    /// what was printed, and then every part of that length.
    pub(crate) fn hashes(&self, wanted: &[Sentence]) -> BTreeSet<Sentence> {
        let backward =
            |change: &Change, text: &str| text.replace(&normalise(&change.shown), &normalise(&change.printed));
        // What an erratum put right in one text may stand in another by itself.
        let changed = self.strings.iter().flat_map(|text| self.forms(text, backward));
        let texts: BTreeSet<String> = changed.chain(self.strings.iter().cloned()).collect();
        let lengths: BTreeSet<usize> = wanted.iter().map(|sentence| sentence.chars).collect();
        let mut seen = BTreeSet::new();
        for text in texts {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for &chars in lengths.iter().filter(|&&chars| chars < starts.len()) {
                for at in 0..starts.len() - chars {
                    let part = &text[starts[at]..starts[at + chars]];
                    seen.insert(Sentence { sha256: hash(part), chars });
                }
            }
        }
        wanted.iter().filter(|sentence| seen.contains(sentence)).cloned().collect()
    }

    /// A text with every misprint changed; with each variant changed as well, and with all of them.
    fn forms(&self, text: &str, change: impl Fn(&Change, &str) -> String) -> Vec<String> {
        let all = |text: &str, variant: bool| {
            self.changes.iter().filter(|c| c.variant == variant).fold(text.to_owned(), |text, c| change(c, &text))
        };
        let base = all(text, false);
        let mut forms: Vec<String> = self.changes.iter().filter(|c| c.variant).map(|c| change(c, &base)).collect();
        forms.push(all(&base, true));
        forms.push(base);
        forms
    }
}
