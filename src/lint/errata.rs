//! Recorded misprints and doubts: SD0310 references, SD0506 what was printed stands somewhere, SD0507 certainty.

use super::base::View;
use super::names::Names;
use super::texts::TextAt;
use super::{At, FileId, Finding};
use crate::Code;
use crate::model::{Codes, Erratum, ErratumKind, ReviewNote};

/// Below this a misprint is a doubt: the print stands, with a review note.
const SURE: u8 = 80;

/// A printed form this short may well stand in a text by itself.
const SHORT: usize = 3;

/// What opens the mark of an unreadable place, up to the erratum's id.
const MARK: &str = "{illegible:";

/// Fields of a rule and of its rows that an erratum can be about; heading and message are those of its codes.
pub(super) const RULE_FIELDS: [&str; 30] = [
    "id",
    "status",
    "superseded_by",
    "matches",
    "applies_to",
    "retry_risk",
    "symptoms",
    "cautions",
    "explanation",
    "causes",
    "checks",
    "remediation",
    "consequences",
    "hand_over",
    "tree",
    "absent",
    "errata",
    "review_notes",
    "translations",
    "source",
    "examples",
    "code",
    "detail",
    "printed_as",
    "row",
    "error_type",
    "facts",
    "inferred",
    "heading",
    "message",
];

/// Fields of a code that an erratum can be about.
const CODE_FIELDS: [&str; 3] = ["heading", "message", "code"];

/// The errata and notes of one file.
struct Notes<'a> {
    file: FileId,
    errata: &'a [Erratum],
    review_notes: &'a [ReviewNote],
}

pub(super) fn codes(codes: &Codes, texts: &[TextAt<'_>], found: &mut Vec<Finding>) {
    let notes = Notes { file: FileId::Codes, errata: &codes.errata, review_notes: &codes.review_notes };
    let fields = Names::new(Code::UnknownErratum, "field", "the fields of a code", CODE_FIELDS);
    notes.check(&fields, texts, found);
    let errata = Names::new(Code::UnknownErratum, "erratum", "`errata`", codes.errata.iter().map(|e| e.id.as_str()));
    let ids = codes.review_notes.iter().map(|note| note.id.as_str());
    let review_notes = Names::new(Code::UnknownErratum, "review note", "`review_notes`", ids);
    for (i, entry) in codes.codes.iter().enumerate() {
        for (field, names, ids) in
            [("errata", &errata, &entry.errata), ("review_notes", &review_notes, &entry.review_notes)]
        {
            for (j, id) in ids.iter().enumerate() {
                found.extend(names.unknown(id, At::new(FileId::Codes, format!("/codes/{i}/{field}/{j}"))));
            }
        }
    }
}

pub(super) fn rule(view: &View<'_>, texts: &[TextAt<'_>], found: &mut Vec<Finding>) {
    let rule = view.rule;
    let notes = Notes { file: view.file, errata: &rule.errata, review_notes: &rule.review_notes };
    let items = view.items.iter().filter_map(|item| item.id).chain(RULE_FIELDS);
    let concerned = Names::new(Code::UnknownErratum, "item or field", "the items of this rule", items);
    notes.check(&concerned, texts, found);
    let errata = rule.errata.iter().map(|erratum| erratum.id.as_str());
    let ids = errata.chain(rule.review_notes.iter().map(|note| note.id.as_str()));
    let ids = Names::new(Code::UnknownErratum, "erratum or review note", "`errata` or `review_notes`", ids);
    for (i, row) in rule.matches.iter().enumerate() {
        if let Some(inferred) = &row.inferred {
            found.extend(ids.unknown(&inferred.note, view.at(format!("/matches/{i}/inferred/note"))));
        }
    }
}

impl Notes<'_> {
    fn check(&self, concerned: &Names<'_>, texts: &[TextAt<'_>], found: &mut Vec<Finding>) {
        let errata = self.errata.iter().enumerate().map(|(i, erratum)| (format!("/errata/{i}"), &erratum.concerns));
        let notes =
            self.review_notes.iter().enumerate().map(|(i, note)| (format!("/review_notes/{i}"), &note.concerns));
        for (pointer, concerns) in errata.chain(notes) {
            for (i, name) in concerns.iter().enumerate() {
                found.extend(concerned.unknown(name, At::new(self.file, format!("{pointer}/concerns/{i}"))));
            }
        }
        for (i, erratum) in self.errata.iter().enumerate() {
            found.extend(self.erratum(i, erratum));
        }
        for text in texts {
            self.marks(text, found);
        }
    }

    /// What an erratum of its kind must have.
    fn erratum(&self, index: usize, erratum: &Erratum) -> Vec<Finding> {
        let at = |field: &str| At::new(self.file, format!("/errata/{index}{field}"));
        let id = &erratum.id;
        let mut found = Vec::new();
        match (erratum.kind, &erratum.corrected) {
            (ErratumKind::Illegible, Some(_)) => {
                let message = format!("the illegible erratum `{id}` has a `corrected`");
                found.push(Finding::new(Code::IllegibleUnrecorded, at("/corrected"), message).help(format!(
                    "take `corrected:` out and write `{MARK}{id}}}` in the text; what is legible is a misprint"
                )));
            }
            (ErratumKind::Misprint | ErratumKind::Variant, None) => {
                let message = format!("the erratum `{id}` does not say what stands in the text instead");
                found.push(
                    Finding::new(Code::IllegibleUnrecorded, at("/kind"), message)
                        .help("add `corrected:`; a doubt that changes nothing is a review note"),
                );
            }
            _ => {}
        }
        if erratum.kind == ErratumKind::Misprint && erratum.confidence < SURE {
            let message = format!("the misprint `{id}` was corrected at a confidence of {}", erratum.confidence);
            let help =
                format!("correct from {SURE} on; below it let the text stand as printed and write a review note");
            found.push(Finding::new(Code::LowConfidence, at("/confidence"), message).help(help));
        }
        found
    }

    /// Unreadable places are marked, and what was printed there stands in their erratum alone.
    fn marks(&self, text: &TextAt<'_>, found: &mut Vec<Finding>) {
        let illegible = || self.errata.iter().filter(|erratum| erratum.kind == ErratumKind::Illegible);
        for (language, words) in text.words() {
            let at = At::new(self.file, format!("{}/{language}", text.pointer));
            for mark in words.split(MARK).skip(1) {
                let id = mark.split('}').next().unwrap_or_default();
                if !illegible().any(|erratum| erratum.id == id) {
                    let message = format!("no illegible erratum `{id}` says what was printed here");
                    found.push(
                        Finding::new(Code::IllegibleUnrecorded, at.clone(), message)
                            .help(format!("add an erratum `{id}` with `kind: illegible` and what was `printed`")),
                    );
                }
            }
            if text.pointer.starts_with("/errata/") {
                continue;
            }
            for erratum in illegible().filter(|e| e.printed.chars().count() > SHORT && words.contains(&e.printed)) {
                let message =
                    format!("the text has the unreadable `{}` of the erratum `{}`", erratum.printed, erratum.id);
                found.push(
                    Finding::new(Code::IllegibleUnrecorded, at.clone(), message)
                        .help(format!("write `{MARK}{}}}` in its place, so that nobody copies it", erratum.id)),
                );
            }
        }
    }
}
