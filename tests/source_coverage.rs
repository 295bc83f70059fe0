//! The pack against the table it was made from: nothing printed is missing, nothing corrected is unrecorded.
//!
//! The source stands beside the repository and is not part of it. What is needed of it is committed as hashes
//! (`tests/source/rows.json`); where the source can be read, that extract and every sentence are compared with it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::LazyLock;

use shindan::model::{ErratumKind, Match};
use shindan::query::{Answer, ChangeKind, Level, Reason};

mod source;

use source::cells::normalise;
use source::extract::{Extract, RowFacts, Source, UPDATE};
use source::knowledge::{explain, model, rule_of};
use source::printed::Shown;
use source::table::{CELLS, SEPARATE};

static SOURCE: LazyLock<Option<Source>> = LazyLock::new(Source::find);

static EXTRACT: LazyLock<Extract> = LazyLock::new(|| Extract::current(SOURCE.as_ref()));

/// Says something whether or not the test passes: the harness keeps back what a test prints, but not this.
fn say(line: &str) {
    std::io::stderr().write_all(format!("source_coverage: {line}\n").as_bytes()).unwrap();
}

/// The source, for a test that cannot do without; what it would have compared is said where it is not there.
fn source_for(compared: &str) -> Option<&'static Source> {
    if SOURCE.is_none() {
        say(&format!("not compared, for want of the source: {compared}"));
    }
    SOURCE.as_ref()
}

#[test]
fn the_committed_extract_is_that_of_the_source() {
    let Some(source) = source_for("the committed extract") else { return };
    let (fresh, committed) = (source.extract.to_json(), EXTRACT.to_json());
    let stale: Vec<&str> = fresh.lines().zip(committed.lines()).filter(|(a, b)| a != b).map(|(a, _)| a).collect();
    assert!(fresh == committed, "rows.json is not the extract of the source; mend it with: {UPDATE}\nnow: {stale:#?}");
}

/// The reading notes list the rows as well, independently of how the cells are read here.
#[test]
fn the_reading_agrees_with_the_row_table_of_the_notes() {
    let Some(source) = source_for("the row table of the notes") else { return };
    let rows: Vec<&RowFacts> = EXTRACT.rows.iter().collect();
    let lines = source.notes.lines().map(|line| line.trim_matches('|').split('|').collect::<Vec<_>>());
    let lines: Vec<_> =
        lines.filter(|cells| cells.len() == 9 && cells[0].starts_with('r') && cells[0] != "row").collect();
    assert_eq!(lines.len(), rows.len());
    let list = |cell: &str| -> Vec<String> {
        let words = cell.split([' ', '<', '>']).filter(|word| !["", "-", "—", "br"].contains(word));
        words.map(str::to_owned).collect()
    };
    for (row, cells) in rows.iter().zip(&lines) {
        let read = (&*row.row, row.page.to_string(), &row.codes, &row.inferred, &row.details);
        let noted = (cells[0], cells[1].to_owned(), &list(cells[3]), &list(cells[4]), &list(cells[5]));
        assert_eq!(read, noted);
        for (cell, noted) in [("heading", cells[6]), ("error_type", cells[7])] {
            let printed = !noted.starts_with("(空欄") && noted != "-";
            let noted: Vec<&str> = printed.then_some(noted).into_iter().collect();
            assert_eq!(source.sentences[&row.row][cell], noted, "{} {cell}", row.row);
        }
    }
}

/// No cell of the file is left unread, whichever way its row slipped.
#[test]
fn every_cell_of_the_source_is_read_as_part_of_a_row() {
    let Some(source) = source_for("the cells of the file") else { return };
    assert!(source.unread.is_empty(), "TABLE does not say what these are: {:#?}", source.unread);
}

/// The details of a row; a row without any is asked for by its code alone.
fn details(row: &RowFacts) -> Vec<Option<&str>> {
    if row.details.is_empty() { vec![None] } else { row.details.iter().map(|d| Some(d.as_str())).collect() }
}

/// What a person types.
fn input(code: &str, detail: Option<&str>) -> String {
    detail.map_or_else(|| code.to_owned(), |detail| format!("{code} {detail}"))
}

/// Two codes that stay two, though one row could be read as being of either.
fn separate(row: &RowFacts, code: &str) -> bool {
    let apart = |a: &str, b: &str| SEPARATE.iter().any(|(x, y, _)| (*x, *y) == (a, b) || (*y, *x) == (a, b));
    row.codes.iter().any(|own| apart(own, code))
}

/// The answer to an input that must find this row for sure, and it alone.
fn exact(row: &RowFacts, input: &str, changes: &[ChangeKind]) -> Answer {
    let found = explain(input);
    assert_eq!(found.matched.level, Level::Exact, "{input}");
    let kinds: Vec<ChangeKind> = found.matched.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, changes, "{input}");
    let [answer] = &found.answers[..] else { panic!("{input} has {} answers", found.answers.len()) };
    assert_eq!(answer.rule, rule_of(&row.row).0.id, "{input}");
    assert_eq!(answer.rows, std::slice::from_ref(&row.row), "{input}");
    assert_eq!((&*answer.source.document, answer.source.page), ("caora-qa", row.page), "{input}");
    answer.clone()
}

/// The answers to every printed pair of a row, or to the inferred ones where the table prints no code.
fn answers(row: &RowFacts) -> Vec<(String, Answer)> {
    let (rule, matches) = rule_of(&row.row);
    let mut answers = Vec::new();
    for code in row.codes.iter().chain(row.inferred.iter().filter(|code| !separate(row, code))) {
        for detail in details(row) {
            let mut changes = Vec::new();
            let read_as = |m: &&Match| m.printed_as.iter().any(|printed| Some(printed.as_str()) == detail);
            let misprint = matches.iter().find(|m| read_as(m));
            changes.extend(misprint.map(|_| ChangeKind::Misprint));
            changes.extend(row.inferred.contains(code).then_some(ChangeKind::Inferred));
            let input = input(code, detail);
            let answer = exact(row, &input, &changes);
            let written = misprint.map_or(detail, |m| m.detail.as_deref());
            assert_eq!(answer.details, written.into_iter().collect::<Vec<_>>(), "{input} in {}", rule.id);
            answers.push((input, answer));
        }
    }
    answers
}

#[test]
fn every_row_and_code_and_detail_of_the_table_is_in_the_knowledge() {
    let rows: BTreeSet<&str> = EXTRACT.rows.iter().map(|row| row.row.as_str()).collect();
    let matches = model().rules.iter().flat_map(|rule| &rule.matches);
    let known: BTreeSet<&str> =
        matches.map(|m| m.row.as_deref().unwrap_or_else(|| panic!("{m:?} has no row"))).collect();
    assert_eq!(known, rows);
    assert_eq!(rows.len(), EXTRACT.rows.len());

    let mut codes = BTreeSet::new();
    let (mut pairs, mut printed_details) = (0, BTreeSet::new());
    for row in &EXTRACT.rows {
        let (rule, matches) = rule_of(&row.row);
        assert_eq!(rule.source.page, row.page, "{}", row.row);
        let entry =
            |m: &Match| model().codes.codes.iter().find(|c| c.code == m.code || c.aliases.contains(&m.code)).unwrap();
        for m in &matches {
            let entry = entry(m);
            let known: BTreeSet<&String> = std::iter::once(&entry.code).chain(&entry.aliases).collect();
            let printed: BTreeSet<&String> =
                row.codes.iter().chain(row.inferred.iter().filter(|code| !separate(row, code))).collect();
            assert_eq!(known, printed, "{}", row.row);
            let inferred: Vec<String> = m.inferred.iter().flat_map(|inferred| inferred.codes.clone()).collect();
            let expected: Vec<String> = row.inferred.iter().filter(|code| !separate(row, code)).cloned().collect();
            assert_eq!(inferred, expected, "{}", row.row);
        }
        // A misprinted detail stands beside the corrected one, every other one stands as printed.
        let written = |m: &&Match| {
            if m.printed_as.is_empty() { m.detail.clone().into_iter().collect() } else { m.printed_as.clone() }
        };
        let written: BTreeSet<String> = matches.iter().flat_map(written).collect();
        assert_eq!(written, row.details.iter().cloned().collect(), "{}", row.row);
        pairs += row.codes.len().max(1) * row.details.len().max(1);
        printed_details.extend(row.details.iter());
        codes.extend(row.codes.iter().map(String::as_str));
    }
    let entries = model().codes.codes.iter();
    let known: BTreeSet<&str> =
        entries.flat_map(|e| std::iter::once(&e.code).chain(&e.aliases)).map(String::as_str).collect();
    assert_eq!(known, codes);
    let (rows, codes, details) = (rows.len(), codes.len(), printed_details.len());
    say(&format!("{rows} rows, {codes} codes, {details} different detail codes, {pairs} pairs"));
}

#[test]
fn every_row_is_found_by_what_is_printed_and_by_what_is_inferred() {
    for row in &EXTRACT.rows {
        assert!(!answers(row).is_empty(), "{} is found by nothing", row.row);
        let (rule, matches) = rule_of(&row.row);
        for code in &row.codes {
            // The detail as the pack writes it, where that is not how it is printed.
            for m in matches.iter().filter(|m| !m.printed_as.is_empty()) {
                exact(row, &input(code, m.detail.as_deref()), &[]);
            }
            for pattern in row.details.iter().filter(|detail| detail.starts_with("xx")) {
                let instance = input(code, Some(&format!("12345{}", pattern.trim_start_matches('x'))));
                let found = explain(&instance);
                assert_eq!(found.matched.level, Level::Wildcard, "{instance}");
                assert_eq!(found.matched.changes[0].kind, ChangeKind::Pattern, "{instance}");
                let rules: Vec<&str> = found.answers.iter().map(|answer| answer.rule.as_str()).collect();
                assert_eq!(rules, [rule.id.as_str()], "{instance}");
                assert_eq!(found.answers[0].rows, std::slice::from_ref(&row.row), "{instance}");
            }
        }
        for code in row.inferred.iter().filter(|code| separate(row, code)) {
            for detail in details(row) {
                let input = input(code, detail);
                // FUJ905 has 0x81000008 as well, but in a row of its own.
                let found = explain(&input);
                assert_eq!(found.matched.reason, Reason::PairNotInTable, "{input}");
                assert_eq!(found.matched.level, Level::DetailOnly, "{input}");
                assert!(found.answers.iter().any(|answer| answer.rule == rule.id), "{input}");
            }
        }
    }
}

/// A blank, lost or dashed cell is told apart from one that says something.
#[test]
fn every_cell_that_holds_nothing_is_said_to_be_absent() {
    for row in &EXTRACT.rows {
        for (input, answer) in answers(row) {
            let absent = serde_json::to_value(&answer.absent).unwrap();
            let absent: BTreeMap<String, String> = serde_json::from_value(absent).unwrap();
            let supplied = |cell: &str| {
                let layout = answer.notes.iter().filter(|note| note.kind == Some(ErratumKind::Layout));
                layout.filter(|note| note.corrected.is_some()).any(|note| note.concerns.iter().any(|c| c == cell))
            };
            let expected = row.absent.iter().filter(|(cell, _)| !supplied(cell));
            assert_eq!(absent, expected.map(|(k, v)| (k.clone(), v.clone())).collect(), "{input}");
        }
    }
}

#[test]
fn every_printed_sentence_stands_in_the_answer_to_its_row() {
    let Some(source) = source_for("the sentences as text") else { return };
    let mut missing = BTreeSet::new();
    let (mut compared, mut different) = (0, BTreeSet::new());
    for row in &EXTRACT.rows {
        for (input, answer) in answers(row) {
            for cell in CELLS {
                let shown = Shown::new(&answer, cell);
                for sentence in &source.sentences[&row.row][cell] {
                    compared += 1;
                    different.insert(normalise(sentence));
                    if !shown.has(sentence) {
                        missing.insert(format!("{input} ({}, {}): {cell}: {sentence}", row.row, answer.rule));
                    }
                }
            }
        }
    }
    say(&format!("{compared} sentences compared with answers as text, {} of them different", different.len()));
    assert!(missing.is_empty(), "{} sentences are missing:\n{missing:#?}", missing.len());
}

/// Needs no source: it runs everywhere.
#[test]
fn every_hash_of_a_sentence_is_that_of_a_part_of_the_answer_to_its_row() {
    let mut missing = BTreeSet::new();
    let (mut compared, mut different) = (0, BTreeSet::new());
    for row in &EXTRACT.rows {
        for (input, answer) in answers(row) {
            for (cell, wanted) in &row.cells {
                let found = Shown::new(&answer, cell).hashes(wanted);
                for sentence in wanted.iter().filter(|sentence| !found.contains(sentence)) {
                    missing.insert(format!("{input} ({}, {}): {cell}: {sentence:?}", row.row, answer.rule));
                }
                compared += wanted.len();
                different.extend(wanted.clone());
            }
        }
    }
    say(&format!("{compared} sentences compared with answers by hash, {} of them different", different.len()));
    assert!(missing.is_empty(), "{} sentences are missing:\n{missing:#?}", missing.len());
}
