//! What changes require of a release: a table of edits, each with its kinds and the version that it asks for.
#![cfg(feature = "fs")]

use std::collections::BTreeSet;

use serde::Deserialize;
use shindan::release::{Bump, Comparison, Effect, FindingKind, Kind, Recorded};
use shindan::{KnowledgeBase, Limits, Source, Start};

mod common;

use common::CAORA;

const DIR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/release");

/// An edit of one file, and what it requires.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    change: String,
    #[serde(flatten)]
    edit: Edit,
    #[serde(default)]
    also: Option<Edit>,
    #[serde(default)]
    and: Option<Edit>,
    kinds: Vec<String>,
    bump: String,
    #[serde(default)]
    acknowledge: bool,
}

#[derive(Debug, Deserialize)]
struct Edit {
    file: String,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: String,
    #[serde(default)]
    new: Option<String>,
    #[serde(default)]
    gone: bool,
    #[serde(default)]
    rename: Option<String>,
    #[serde(default, rename = "move")]
    moved: Option<Move>,
}

/// Lines that stand elsewhere.
#[derive(Debug, Deserialize)]
struct Move {
    from: String,
    until: String,
    before: String,
}

impl Edit {
    fn apply(&self, files: &mut Vec<Source>) {
        if let Some(text) = &self.new {
            files.push(Source::new(self.file.as_str(), text.as_str()));
            return;
        }
        if self.gone {
            files.retain(|file| file.name != self.file);
            return;
        }
        let file = files.iter_mut().find(|file| file.name == self.file).unwrap();
        if let Some(from) = &self.from {
            assert!(file.text.contains(from.as_str()), "{from} is not in {}", self.file);
            file.text = file.text.replacen(from.as_str(), &self.to, 1);
        }
        if let Some(moved) = &self.moved {
            let at =
                |text: &str, part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {}", self.file));
            let (start, end) = (at(&file.text, &moved.from), at(&file.text, &moved.until));
            let part: String = file.text.drain(start..end).collect();
            let place = at(&file.text, &moved.before);
            file.text.insert_str(place, &part);
        }
        if let Some(name) = &self.rename {
            file.name.clone_from(name);
        }
    }
}

fn files() -> Vec<Source> {
    shindan::fs::read_dir(format!("{DIR}/base").as_ref(), &Limits::default()).unwrap().0
}

fn load(files: &[Source]) -> KnowledgeBase {
    shindan::load(files, &Limits::default()).unwrap_or_else(|error| panic!("{error:#}"))
}

fn rows() -> Vec<Row> {
    serde_yaml::from_str(&std::fs::read_to_string(format!("{DIR}/kinds.yaml")).unwrap()).unwrap()
}

fn edited(row: &Row) -> KnowledgeBase {
    let mut files = files();
    for edit in std::iter::once(&row.edit).chain(&row.also).chain(&row.and) {
        edit.apply(&mut files);
    }
    load(&files)
}

fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn every_kind_of_change_requires_what_the_table_says() {
    let old = load(&files());
    let rows = rows();
    for kind in Kind::ALL {
        // `other` is what a field that a later format adds would be until it is given a kind of its own.
        let is_met = rows.iter().any(|row| row.kinds.contains(&name(kind)));
        assert!(is_met || *kind == Kind::Other, "no fixture of {}", name(kind));
    }
    for row in &rows {
        let comparison = Comparison::new(&old, &edited(row)).unwrap();
        let mut kinds: Vec<String> = comparison.changes.iter().map(|change| name(change.kind)).collect();
        kinds.sort();
        let mut wanted = row.kinds.clone();
        wanted.sort();
        assert_eq!(kinds, wanted, "{}: {:#?}", row.change, comparison.changes);
        assert_eq!(name(comparison.bump()), row.bump, "{}", row.change);
        let asks = comparison.changes.iter().any(|change| change.kind.needs_acknowledgement());
        assert_eq!(asks, row.acknowledge, "{}", row.change);
    }
}

/// A comparison and its reverse speak of the same places.
#[test]
fn what_one_way_is_new_is_gone_the_other_way() {
    let old = load(&files());
    for row in rows() {
        let new = edited(&row);
        let there = Comparison::new(&old, &new).unwrap();
        let back = Comparison::new(&new, &old).unwrap();
        let places =
            |changes: &Comparison| changes.changes.iter().map(|change| change.at.clone()).collect::<BTreeSet<_>>();
        assert_eq!(there.changes.is_empty(), back.changes.is_empty(), "{}", row.change);
        if there.changes.iter().all(|change| !matches!(change.kind, Kind::RuleRenamed | Kind::CodeMoved)) {
            assert_eq!(places(&there), places(&back), "{}", row.change);
        }
    }
}

#[test]
fn a_release_is_refused_until_its_version_and_its_change_log_say_enough() {
    let old = load(&files());
    let engine = semver::Version::new(0, 1, 0);
    for row in rows() {
        let new = edited(&row);
        let comparison = Comparison::new(&old, &new).unwrap();
        let kinds =
            |findings: &[shindan::release::Finding]| findings.iter().map(|one| one.kind).collect::<BTreeSet<_>>();
        let found = comparison.check("", &engine);
        assert_eq!(
            kinds(&found).contains(&FindingKind::VersionTooLow),
            row.bump != "none",
            "{}: {found:#?}",
            row.change
        );
        assert_eq!(kinds(&found).contains(&FindingKind::NotAcknowledged), row.acknowledge, "{}", row.change);
        // The same with the least version, and with everything acknowledged.
        let mut files = files();
        for edit in std::iter::once(&row.edit).chain(&row.also).chain(&row.and) {
            edit.apply(&mut files);
        }
        let least = comparison.least_version();
        let manifest = files.iter_mut().find(|file| file.name == "pack.yaml").unwrap();
        manifest.text = manifest.text.replace("1.2.0", &least.to_string());
        let new = load(&files);
        let comparison = Comparison::new(&old, &new).unwrap();
        let notes = shindan::render::release_notes(&comparison, "en");
        let unticked = comparison.check(&notes, &engine);
        assert_eq!(kinds(&unticked).contains(&FindingKind::NotAcknowledged), row.acknowledge, "{}", row.change);
        let ticked = comparison.check(&notes.replace("- [ ]", "- [x]"), &engine);
        let left: BTreeSet<FindingKind> = kinds(&ticked);
        let wanted =
            if row.change == "a rule is gone" { BTreeSet::from([FindingKind::NotDeprecated]) } else { BTreeSet::new() };
        assert_eq!(left, wanted, "{}: {ticked:#?}", row.change);
    }
}

#[test]
fn an_engine_that_the_manifest_excludes_is_named() {
    let pack = load(&files());
    let findings = Comparison::new(&pack, &pack).unwrap().check("", &semver::Version::new(2, 0, 0));
    assert_eq!(findings.iter().map(|one| one.kind).collect::<Vec<_>>(), [FindingKind::EngineExcluded]);
}

#[test]
fn versions_go_as_far_as_their_bump() {
    for (from, bump, least) in [
        ("1.2.3", Bump::None, "1.2.3"),
        ("1.2.3", Bump::Patch, "1.2.4"),
        ("1.2.3", Bump::Minor, "1.3.0"),
        ("1.2.3", Bump::Major, "2.0.0"),
        ("0.2.3", Bump::Patch, "0.2.4"),
        ("0.2.3", Bump::Minor, "0.2.4"),
        ("0.2.3", Bump::Major, "0.3.0"),
        ("1.2.3-rc.1", Bump::Patch, "1.2.3"),
        ("1.3.0-rc.1", Bump::Minor, "1.3.0"),
        ("1.2.3-rc.1", Bump::Minor, "1.3.0"),
        ("2.0.0-rc.1", Bump::Major, "2.0.0"),
    ] {
        let from = semver::Version::parse(from).unwrap();
        assert_eq!(bump.after(&from).to_string(), least, "{from} {bump:?}");
    }
}

/// The same knowledge ends everywhere as it did, and nothing of it changed.
#[test]
fn a_pack_beside_itself_changes_nothing() {
    let sessions = ["001", "FUJ905 0x02000001"].map(|text| (text.to_owned(), CAORA.start(Start::new(text)).unwrap()));
    let recorded = Recorded { queries: vec!["顔が写らない".to_owned()], sessions: sessions.to_vec() };
    let effect = Effect::new(&CAORA, &CAORA, &recorded).unwrap();
    assert!(effect.replayed > 60 && effect.elsewhere.is_empty() && effect.reworded == 0, "{effect:?}");
}

#[test]
fn what_ends_elsewhere_is_shown_side_by_side() {
    let old = load(&files());
    let row = rows().into_iter().find(|row| row.change == "a code is answered by another rule").unwrap();
    let new = edited(&row);
    let session = old.start(Start::new("E3").role("owner")).unwrap();
    let recorded =
        Recorded { queries: vec!["it beeps three times".to_owned()], sessions: vec![("one".to_owned(), session)] };
    let effect = Effect::new(&old, &new, &recorded).unwrap();
    let comparison = Comparison::new(&old, &new).unwrap();
    let style = shindan::render::Style::plain();
    let mut pages = String::new();
    for lang in ["en", "ja"] {
        pages.push_str(&shindan::render::changes(&comparison, Some(&effect), lang, &style));
        pages.push_str("\n----\n");
        pages.push_str(&shindan::render::changes_markdown(&comparison, Some(&effect), lang));
        pages.push_str("\n----\n");
    }
    pages.push_str(&shindan::render::changes_html(&comparison, Some(&effect), "en"));
    insta::assert_snapshot!(pages);
}

/// docs/compatibility.md holds the table of kinds; `UPDATE=1` writes it.
#[test]
fn the_compatibility_table_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/compatibility.md");
    let mut table = String::from("| kind | what changed | at least | to acknowledge |\n|---|---|---|---|\n");
    for kind in Kind::ALL {
        let asks = if kind.needs_acknowledgement() { "yes" } else { "" };
        let (bump, meaning) = (name(kind.bump()), kind.meaning("en"));
        table.push_str(&format!("| `{}` | {meaning} | {bump} | {asks} |\n", name(kind)));
    }
    let text = std::fs::read_to_string(path).unwrap();
    let (head, rest) = text.split_once("<!-- table -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- end of table -->").unwrap();
    let wanted = format!("{head}<!-- table -->\n{table}<!-- end of table -->{tail}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), wanted, "run with UPDATE=1");
}
