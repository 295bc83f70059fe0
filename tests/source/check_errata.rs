//! Every doubt about the print is in the knowledge: corrected and recorded, or shown as a doubt, or marked unreadable.

use std::collections::{BTreeMap, BTreeSet};

use shindan::model::{Erratum, ErratumKind};

use super::extract::{ErratumFacts, hash};
use super::knowledge::{Noted, errata, explain, explain_in, files, printed_strings, review_notes, strings};
use crate::{EXTRACT, answers, say};

/// Addresses and paths that nobody can read: they are never repaired by guess.
const ILLEGIBLE: &[(&str, &str)] = &[
    ("E16", "an address; two ids in it are too short"),
    ("E44", "the same address, with other misreadings"),
    ("E59", "the folder of a file that is deleted"),
    ("E60", "the name of that file"),
];

/// Kinds of doubt that are never corrected, however sure.
const NOT_CORRECTED: [&str; 3] = ["variant", "domain-doubt", "source-typo?"];

/// From this confidence on, in hundredths, a misprint is corrected.
const SURE: u8 = 80;

/// Errata recorded with another confidence than the list's.
const OTHER_CONFIDENCE: &[(&str, u8, &str)] =
    &[("E60", 95, "the list's 40 is for the suspected name, which is not used; that the print is wrong is 95")];

/// How a doubt has to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Record {
    Corrected,
    /// A cell was lost, doubled or shifted.
    Layout,
    Illegible,
    ReviewNote,
}

fn hundredths(fact: &ErratumFacts) -> u8 {
    format!("{:.0}", fact.confidence * 100.0).parse().unwrap()
}

fn due(fact: &ErratumFacts) -> Record {
    if ILLEGIBLE.iter().any(|(id, _)| *id == fact.id) {
        Record::Illegible
    } else if hundredths(fact) < SURE || NOT_CORRECTED.contains(&fact.kind.as_str()) {
        Record::ReviewNote
    } else if fact.kind == "layout" {
        Record::Layout
    } else {
        Record::Corrected
    }
}

#[test]
fn every_erratum_is_recorded_as_its_certainty_asks() {
    let (errata, notes) = (errata(), review_notes());
    let mut counts: BTreeMap<Record, usize> = BTreeMap::new();
    for fact in &EXTRACT.errata {
        let id = &fact.id;
        let due = due(fact);
        *counts.entry(due).or_default() += 1;
        let recorded: Vec<&Noted<Erratum>> = errata.iter().filter(|e| e.note.id == *id).collect();
        let noted: Vec<_> = notes.iter().filter(|n| n.note.id == *id).collect();
        if due == Record::ReviewNote {
            assert!(recorded.is_empty(), "{id} is not sure enough for an erratum, or none by its kind: {}", fact.kind);
            assert!(noted.iter().any(|n| n.rows.contains(&fact.row)), "{id} has no review note on {}", fact.row);
            continue;
        }
        assert!(noted.is_empty(), "{id} is an erratum and a review note");
        assert!(recorded.iter().any(|e| e.rows.contains(&fact.row)), "{id} is no erratum about {}", fact.row);
        // Rows that share a cell share its errata, and may stand in different rules.
        for erratum in recorded {
            check_erratum(fact, due, erratum);
        }
    }
    let count = |record: Record| counts.get(&record).copied().unwrap_or_default();
    say(&format!(
        "{} errata: {} corrected, {} of layout, {} illegible, {} as review notes",
        EXTRACT.errata.len(),
        count(Record::Corrected),
        count(Record::Layout),
        count(Record::Illegible),
        count(Record::ReviewNote)
    ));
}

fn check_erratum(fact: &ErratumFacts, due: Record, recorded: &Noted<Erratum>) {
    let (erratum, id) = (recorded.note, format!("{} in {}", fact.id, recorded.file));
    let kind = match due {
        Record::Illegible => ErratumKind::Illegible,
        Record::Layout => ErratumKind::Layout,
        _ => ErratumKind::Misprint,
    };
    assert_eq!(erratum.kind, kind, "{id}");
    let corrected = erratum.corrected.as_deref().map(hash);
    let suspected = fact.suspected.clone().filter(|_| due != Record::Illegible);
    assert_eq!(corrected, suspected, "{id} is corrected to {:?}", erratum.corrected);
    assert!(fact.has_suspected || suspected.is_none(), "{id}");
    // Where a cell is lost nothing is printed, and the list describes the place in words.
    let nothing = due == Record::Layout && erratum.printed.is_empty();
    assert!(nothing || hash(&erratum.printed) == fact.printed, "{id} says that {} was printed", erratum.printed);
    let other = OTHER_CONFIDENCE.iter().find(|(other, ..)| *other == fact.id).map(|(_, confidence, _)| *confidence);
    assert_eq!(erratum.confidence, other.unwrap_or_else(|| hundredths(fact)), "{id}");
}

/// What is recorded beyond the list are wordings that differ by row, and nothing else is passed off as one of the list.
#[test]
fn every_other_erratum_is_a_variant_of_a_shared_text() {
    let mut variants = 0;
    for erratum in errata() {
        let (id, file) = (&erratum.note.id, erratum.file);
        if EXTRACT.errata.iter().any(|fact| fact.id == *id) {
            continue;
        }
        assert!(id.starts_with('V'), "{file} has the erratum {id}, which is not in the list");
        assert_eq!((erratum.note.kind, erratum.note.confidence), (ErratumKind::Variant, 100), "{file} {id}");
        assert!(!erratum.note.concerns.is_empty(), "{file} {id} concerns nothing");
        variants += 1;
    }
    for note in review_notes().iter().filter(|note| numbered(&note.note.id)) {
        assert!(EXTRACT.errata.iter().any(|fact| fact.id == note.note.id), "{} {}", note.file, note.note.id);
    }
    say(&format!("{variants} variants of shared texts beyond the list"));
}

/// An id such as E17.
fn numbered(id: &str) -> bool {
    id.strip_prefix('E').is_some_and(|number| number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// A hash tells only that the printed form stands somewhere; it must not stand where the corrected one belongs.
#[test]
fn no_misprint_stands_uncorrected() {
    for row in &EXTRACT.rows {
        for (input, answer) in answers(row) {
            let texts = printed_strings(&serde_json::to_value(&answer).unwrap());
            for note in answer.notes.iter().filter(|note| note.kind == Some(ErratumKind::Misprint)) {
                let printed = note.printed.as_deref().unwrap();
                let left = texts.iter().find(|text| text.contains(printed));
                assert!(left.is_none(), "{input} shows what {} corrects: {left:?}", note.id);
            }
        }
    }
}

/// What makes a text something to open or to type: an address, a path (of whatever the print has for a backslash), a
/// settings file.
const TYPED: [&str; 8] = ["://", "http", "www.", ".com", "\\", "¥", "￥", ".ini"];

#[test]
fn no_text_holds_an_address_or_a_path_to_type() {
    let printed = illegible();
    assert_eq!(printed.len(), ILLEGIBLE.len());
    for (file, mut value) in files() {
        // What was printed stands in the erratum, where nobody is told to open it.
        for erratum in value.get_mut("errata").and_then(|e| e.as_array_mut()).into_iter().flatten() {
            erratum.as_object_mut().unwrap().remove("printed");
        }
        for text in strings(&value) {
            no_address(&text, &printed, &file);
        }
    }
}

#[test]
fn no_answer_holds_an_address_or_a_path_to_type() {
    let printed = illegible();
    for row in &EXTRACT.rows {
        for (input, _) in answers(row) {
            for found in [explain(&input), explain_in(&input, "en")] {
                let mut value = serde_json::to_value(&found).unwrap();
                for answer in value["answers"].as_array_mut().unwrap() {
                    for note in answer["notes"].as_array_mut().unwrap() {
                        note.as_object_mut().unwrap().remove("printed");
                    }
                }
                for text in strings(&value) {
                    no_address(&text, &printed, &input);
                }
            }
        }
    }
}

/// What was printed where nobody can read it.
fn illegible() -> BTreeSet<&'static str> {
    let errata = errata().into_iter().map(|erratum| erratum.note);
    errata.filter(|e| e.kind == ErratumKind::Illegible).map(|e| e.printed.as_str()).collect()
}

fn no_address(text: &str, printed: &BTreeSet<&str>, place: &str) {
    let typed = TYPED.iter().find(|part| text.to_lowercase().contains(&part.to_lowercase()));
    assert!(typed.is_none(), "{place} holds {typed:?}: {text}");
    let copied = printed.iter().find(|form| text.contains(**form));
    assert!(copied.is_none(), "{place} holds the unreadable {copied:?}: {text}");
}
