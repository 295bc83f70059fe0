//! The facts of the source that are committed: which row has which codes, and the sentences of its cells as hashes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::cells::{Grid, normalise, sentences};
use super::table::{CELLS, INFERRED, TABLE};

/// Writes the committed extract anew.
pub(crate) const UPDATE: &str = "UPDATE=1 cargo test -p shindan --features fs --test source_coverage";

/// The source table, in the folder of the source.
const TABLE_FILE: &str = "000_53d39d5711225720.txt";

/// What the committed file says.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Extract {
    pub(crate) rows: Vec<RowFacts>,
    pub(crate) errata: Vec<ErratumFacts>,
}

/// One row of the table.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RowFacts {
    pub(crate) row: String,
    pub(crate) page: u32,
    pub(crate) codes: Vec<String>,
    pub(crate) inferred: Vec<String>,
    pub(crate) details: Vec<String>,
    /// Cells that hold nothing, and why.
    pub(crate) absent: BTreeMap<String, String>,
    pub(crate) cells: BTreeMap<String, Vec<Sentence>>,
}

/// A sentence that can be recognised but not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Sentence {
    pub(crate) sha256: String,
    pub(crate) chars: usize,
}

/// One line of the errata list. `printed` and `suspected` are hashes: they are compared where the source is not there.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ErratumFacts {
    pub(crate) id: String,
    pub(crate) row: String,
    pub(crate) field: String,
    pub(crate) kind: String,
    pub(crate) confidence: f64,
    pub(crate) has_suspected: bool,
    pub(crate) printed: String,
    pub(crate) suspected: Option<String>,
}

/// The source itself, where it can be read.
pub(crate) struct Source {
    pub(crate) extract: Extract,
    /// The printed sentences by row and cell, with their spaces.
    pub(crate) sentences: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Cells that say something and are no part of a row, by line and column.
    pub(crate) unread: Vec<(usize, usize)>,
    /// The reader's notes on the source.
    pub(crate) notes: String,
}

/// The first 16 hexadecimal digits of a text's SHA-256.
pub(crate) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Sentence {
    pub(crate) fn of(text: &str) -> Self {
        let text = normalise(text);
        Self { sha256: hash(&text), chars: text.chars().count() }
    }
}

impl Extract {
    /// The extract in the repository, written anew first if that is asked for.
    pub(crate) fn current(source: Option<&Source>) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/source/rows.json");
        if std::env::var_os("UPDATE").is_some() {
            let source = source.unwrap_or_else(|| panic!("there is no source to make the extract of"));
            std::fs::write(&file, source.extract.to_json()).unwrap();
        }
        let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{e}\nwrite it with: {UPDATE}"));
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}\nwrite it anew with: {UPDATE}"))
    }

    /// One line for each row and each erratum, so that a change shows which one it is about.
    pub(crate) fn to_json(&self) -> String {
        let lines = |items: Vec<String>| items.join(",\n    ");
        let rows = lines(self.rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect());
        let errata = lines(self.errata.iter().map(|erratum| serde_json::to_string(erratum).unwrap()).collect());
        format!("{{\n  \"rows\": [\n    {rows}\n  ],\n  \"errata\": [\n    {errata}\n  ]\n}}\n")
    }
}

impl Source {
    /// The source, or nothing where it is not beside the repository; then a line on stderr says so.
    pub(crate) fn find() -> Option<Self> {
        let named = std::env::var_os("SHINDAN_SOURCE").map(PathBuf::from);
        let folder = named.clone().unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/source"));
        if !folder.join(TABLE_FILE).exists() {
            assert!(named.is_none(), "SHINDAN_SOURCE does not name a folder with {TABLE_FILE}");
            crate::say("the source is not there; running from tests/source/rows.json alone");
            return None;
        }
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        Some(Self::read(&read(TABLE_FILE), &read("errata.json"), read("reading-notes.md")))
    }

    fn read(table: &str, errata: &str, notes: String) -> Self {
        let grid = Grid::new(table);
        let places = Places::new();
        let mut rows = Vec::new();
        let mut all = BTreeMap::new();
        for row in places.rows() {
            let texts: BTreeMap<String, Vec<String>> =
                CELLS.iter().map(|cell| ((*cell).to_owned(), sentences(places.text(&grid, row, cell)))).collect();
            rows.push(places.facts(&grid, row, &texts));
            all.insert(row.to_owned(), texts);
        }
        let errata: Vec<Value> = serde_json::from_str(errata).unwrap();
        let extract = Extract { rows, errata: errata.iter().map(ErratumFacts::new).collect() };
        Self { extract, sentences: all, unread: places.unread(&grid), notes }
    }
}

impl ErratumFacts {
    fn new(entry: &Value) -> Self {
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        let suspected = entry["suspected"].as_str().map(hash);
        Self {
            id: text("id"),
            row: text("row"),
            field: text("field"),
            kind: text("kind"),
            confidence: entry["confidence"].as_f64().unwrap(),
            has_suspected: suspected.is_some(),
            printed: hash(entry["as_printed"].as_str().unwrap()),
            suspected,
        }
    }
}

/// [`TABLE`], taken apart.
struct Places {
    columns: Vec<&'static str>,
    rows: Vec<Vec<&'static str>>,
}

impl Places {
    fn new() -> Self {
        let mut lines = TABLE.lines().filter(|line| !line.is_empty()).map(|line| line.split('#').next().unwrap());
        let mut next = || lines.next().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let columns = next().unwrap();
        let rows: Vec<_> = std::iter::from_fn(next).collect();
        assert!(rows.iter().all(|row| row.len() == columns.len()), "a line of TABLE has a cell too few or too many");
        Self { columns, rows }
    }

    fn rows(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.rows.iter().map(|row| row[0])
    }

    /// What TABLE says of a row's cell.
    fn place(&self, row: &str, cell: &str) -> &'static str {
        let column = self.columns.iter().position(|name| *name == cell).unwrap();
        self.rows.iter().find(|cells| cells[0] == row).unwrap_or_else(|| panic!("TABLE has no row {row}"))[column]
    }

    /// Cells of the table's body, of which each page's first lines are the heading, that no row reads.
    fn unread(&self, grid: &Grid) -> Vec<(usize, usize)> {
        let columns = |row: &[&str]| row[2..].iter().filter_map(|p| p.split('+').next()?.parse().ok()).collect();
        let read = |line: usize| -> Vec<usize> {
            let row = self.rows.iter().find(|row| row[1] == line.to_string());
            row.map(|row| columns(row)).unwrap_or_default()
        };
        let said = grid.filled().filter(|(line, _)| !grid.is_heading(*line));
        said.filter(|(line, column)| !read(*line).contains(column)).collect()
    }

    fn line(&self, row: &str) -> usize {
        self.place(row, "line").parse().unwrap()
    }

    /// The text of a cell, wherever it stands.
    fn text<'g>(&self, grid: &'g Grid, row: &str, cell: &str) -> &'g str {
        match self.place(row, cell) {
            "lost" | "-" => "",
            place if place.starts_with('r') => self.text(grid, place, cell),
            column => grid.cell(self.line(row), column.parse().unwrap()),
        }
    }

    fn codes(&self, grid: &Grid, row: &str) -> Vec<String> {
        let place = self.place(row, "code");
        if place.starts_with('r') {
            return self.codes(grid, place);
        }
        let mut codes = Vec::new();
        for part in place.split('+') {
            match part {
                "-" => {}
                "msg" => {
                    let message = self.text(grid, row, "message");
                    let shown = message.split('【').next_back().and_then(|rest| rest.split('：').next());
                    codes.push(shown.unwrap().trim().to_owned());
                }
                column => {
                    let cell = grid.cell(self.line(row), column.parse().unwrap());
                    codes.extend(cell.split_whitespace().map(str::to_owned));
                }
            }
        }
        codes
    }

    fn facts(&self, grid: &Grid, row: &str, texts: &BTreeMap<String, Vec<String>>) -> RowFacts {
        let codes = self.codes(grid, row);
        let inferred = INFERRED.iter().filter(|(rows, ..)| rows.contains(&row)).map(|(_, code, _)| (*code).to_owned());
        // A remark below the list of details is none of them.
        let details = self.text(grid, row, "detail").split_whitespace().filter(|d| *d != "-" && !d.starts_with('※'));
        let mut absent = BTreeMap::new();
        for cell in std::iter::once("detail").chain(CELLS) {
            let why = match (self.place(row, cell), self.text(grid, row, cell)) {
                ("lost", _) => "lost",
                (_, "") => "blank",
                (_, "-") => "dash",
                _ => continue,
            };
            absent.insert(cell.to_owned(), why.to_owned());
        }
        let cells = texts.iter().map(|(cell, texts)| (cell.clone(), texts.iter().map(|t| Sentence::of(t)).collect()));
        RowFacts {
            row: row.to_owned(),
            page: u32::try_from(grid.page(self.line(row))).unwrap(),
            codes,
            inferred: inferred.collect(),
            details: details.map(str::to_owned).collect(),
            absent,
            cells: cells.collect(),
        }
    }
}
