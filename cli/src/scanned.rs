//! What a scan found, on paper: matches as they come, and the summary.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use shindan::query::ScanHit;

use crate::args::ScanFormat;
use crate::failure::Failure;
use crate::input::printable;

/// Most different matches that the summary tells apart; the others are counted together.
const MOST_KINDS: usize = 10_000;

/// A match as programs get it.
#[derive(Serialize)]
struct Found<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(flatten)]
    hit: &'a ScanHit,
}

/// What is counted together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Kind {
    pack: String,
    code: Option<String>,
    detail: Option<String>,
    rule: Option<String>,
}

/// Where a match stands.
#[derive(Debug, Clone, Serialize)]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    line: u64,
}

/// How often, first and last.
#[derive(Debug, Serialize)]
struct Tally<'a> {
    #[serde(flatten)]
    kind: &'a Kind,
    count: u64,
    first: &'a Place,
    last: &'a Place,
}

/// Prints matches and the summary.
pub(crate) struct Report {
    format: ScanFormat,
    /// Whether the summary alone is printed.
    only_summary: bool,
    /// Matches so far.
    count: u64,
    kinds: BTreeMap<Kind, (u64, Place, Place)>,
    /// Matches of kinds beyond [`MOST_KINDS`].
    more: u64,
    /// Whether something stands above what comes next: a header, or a value of the list.
    begun: bool,
    /// Whoever reads has seen enough.
    is_closed: bool,
}

impl Report {
    pub(crate) fn new(format: ScanFormat, only_summary: bool) -> Self {
        let kinds = BTreeMap::new();
        Self { format, only_summary, count: 0, kinds, more: 0, begun: false, is_closed: false }
    }

    pub(crate) fn is_json(&self) -> bool {
        self.format == ScanFormat::Json
    }

    /// Whether nobody reads any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.is_closed
    }

    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    pub(crate) fn begin(&mut self) -> Result<(), Failure> {
        if self.is_json() { self.write(b"{\"matches\":[") } else { Ok(()) }
    }

    /// Matches of a file, in order.
    pub(crate) fn hits(&mut self, file: Option<&str>, hits: &[ScanHit]) -> Result<(), Failure> {
        if hits.is_empty() {
            return Ok(());
        }
        hits.iter().for_each(|hit| self.tally(file, hit));
        if self.only_summary {
            return Ok(());
        }
        let mut out = Vec::new();
        match self.format {
            ScanFormat::Text => hits.iter().for_each(|hit| text(&mut out, file, hit)),
            ScanFormat::Jsonl | ScanFormat::Json => {
                let values = hits.iter().map(|hit| Found { file, hit });
                self.values(&mut out, values)?;
            }
            ScanFormat::Csv => {
                let columns = ["file", "line", "start", "end", "code", "detail", "rule", "level", "pack", "text"];
                let row = |hit: &ScanHit| {
                    let names = [&hit.code, &hit.detail, &hit.rule].map(|name| name.clone().unwrap_or_default());
                    let [code, detail, rule] = names;
                    let [line, start, end] = [hit.line, hit.start, hit.end].map(|number| number.to_string());
                    let around = hit.text.clone().unwrap_or_default();
                    [
                        file.unwrap_or_default().to_owned(),
                        line,
                        start,
                        end,
                        code,
                        detail,
                        rule,
                        level(hit),
                        hit.pack.clone(),
                        around,
                    ]
                };
                self.table(&mut out, columns, hits.iter().map(row))?;
            }
        }
        self.write(&out)
    }

    /// The summary, and what went wrong, as far as standard output has to say it.
    pub(crate) fn end(&mut self, failure: Option<&Failure>) -> Result<(), Failure> {
        let kinds = std::mem::take(&mut self.kinds);
        let mut tallies: Vec<Tally<'_>> =
            kinds.iter().map(|(kind, (count, first, last))| Tally { kind, count: *count, first, last }).collect();
        // The most frequent first; as the kinds are in order, so are those of one count.
        tallies.sort_by_key(|tally| std::cmp::Reverse(tally.count));
        let mut out = Vec::new();
        match self.format {
            ScanFormat::Text => self.text_summary(&mut out, &tallies),
            ScanFormat::Json => {
                out.extend_from_slice(b"],\"summary\":");
                serde_json::to_writer(&mut out, &tallies).map_err(unwritable)?;
                out.extend_from_slice(format!(",\"not_in_summary\":{}", self.more).as_bytes());
                if let Some(failure) = failure {
                    let value = failure.value();
                    let error = value.get("error").unwrap_or(&value);
                    out.extend_from_slice(format!(",\"error\":{error}").as_bytes());
                }
                out.extend_from_slice(b"}\n");
            }
            ScanFormat::Jsonl if self.only_summary => self.values(&mut out, tallies.iter())?,
            ScanFormat::Csv if self.only_summary => {
                let columns =
                    ["pack", "code", "detail", "rule", "count", "first_file", "first_line", "last_file", "last_line"];
                let row = |tally: &Tally<'_>| {
                    let kind = tally.kind;
                    let [code, detail, rule] =
                        [&kind.code, &kind.detail, &kind.rule].map(|name| name.clone().unwrap_or_default());
                    let [first, last] = [tally.first, tally.last].map(|place| place.file.clone().unwrap_or_default());
                    let [from, to] = [tally.first, tally.last].map(|place| place.line.to_string());
                    [kind.pack.clone(), code, detail, rule, tally.count.to_string(), first, from, last, to]
                };
                self.table(&mut out, columns, tallies.iter().map(row))?;
            }
            ScanFormat::Jsonl | ScanFormat::Csv => {}
        }
        self.write(&out)
    }

    fn tally(&mut self, file: Option<&str>, hit: &ScanHit) {
        self.count = self.count.saturating_add(1);
        let place = Place { file: file.map(str::to_owned), line: hit.line };
        let kind =
            Kind { pack: hit.pack.clone(), code: hit.code.clone(), detail: hit.detail.clone(), rule: hit.rule.clone() };
        if let Some((count, _, last)) = self.kinds.get_mut(&kind) {
            *count = count.saturating_add(1);
            *last = place;
        } else if self.kinds.len() < MOST_KINDS {
            self.kinds.insert(kind, (1, place.clone(), place));
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    fn text_summary(&self, out: &mut Vec<u8>, tallies: &[Tally<'_>]) {
        if !self.only_summary && self.count > 0 {
            out.push(b'\n');
        }
        let widest = tallies.first().map_or(0, |tally| tally.count.to_string().len());
        for tally in tallies {
            let kind = tally.kind;
            let name = name(kind.code.as_deref(), kind.detail.as_deref());
            let rule = rule(kind.rule.as_deref());
            let (first, last) = (shown(tally.first), shown(tally.last));
            let places = if tally.count == 1 { first } else { format!("{first} … {last}") };
            let line = format!("{:>widest$} × {name}  {rule}  {places}\n", tally.count);
            out.extend_from_slice(line.as_bytes());
        }
        if self.more > 0 {
            out.extend_from_slice(format!("{:>widest$} × others\n", self.more).as_bytes());
        }
        let matches = match self.count {
            0 => "no match".to_owned(),
            1 => "1 match".to_owned(),
            count => format!("{count} matches"),
        };
        out.extend_from_slice(format!("{matches}\n").as_bytes());
    }

    /// Values one to a line, or with commas between them.
    fn values<T: Serialize>(&mut self, out: &mut Vec<u8>, values: impl Iterator<Item = T>) -> Result<(), Failure> {
        for value in values {
            if self.is_json() && self.begun {
                out.push(b',');
            }
            self.begun = true;
            serde_json::to_writer(&mut *out, &value).map_err(unwritable)?;
            if !self.is_json() {
                out.push(b'\n');
            }
        }
        Ok(())
    }

    /// Rows of a table, with the header above the first.
    fn table<const N: usize>(
        &mut self,
        out: &mut Vec<u8>,
        columns: [&str; N],
        rows: impl Iterator<Item = [String; N]>,
    ) -> Result<(), Failure> {
        let mut table = csv::Writer::from_writer(out);
        if !std::mem::replace(&mut self.begun, true) {
            table.write_record(columns).map_err(unwritable)?;
        }
        for row in rows {
            table.write_record(row.map(safe)).map_err(unwritable)?;
        }
        table.flush().map_err(unwritable)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            // Somebody who stops reading, as `head` does, has seen enough: that is no error.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => self.is_closed = true,
            Err(e) => return Err(unwritable(e)),
            Ok(()) => {}
        }
        Ok(())
    }
}

fn text(out: &mut Vec<u8>, file: Option<&str>, hit: &ScanHit) {
    let place = shown(&Place { file: file.map(str::to_owned), line: hit.line });
    let name = name(hit.code.as_deref(), hit.detail.as_deref());
    let line = format!("{place}: {name}  {}  {}\n", rule(hit.rule.as_deref()), level(hit));
    out.extend_from_slice(line.as_bytes());
    if let Some(text) = &hit.text {
        out.extend_from_slice(format!("    {}\n", printable(text).trim()).as_bytes());
    }
}

fn shown(place: &Place) -> String {
    match &place.file {
        Some(file) => format!("{}:{}", printable(file), place.line),
        None => format!("line {}", place.line),
    }
}

fn name(code: Option<&str>, detail: Option<&str>) -> String {
    code.into_iter().chain(detail).collect::<Vec<_>>().join(" ")
}

fn rule(rule: Option<&str>) -> &str {
    rule.unwrap_or("(no single rule)")
}

/// The level as the protocol writes it.
fn level(hit: &ScanHit) -> String {
    serde_json::to_value(hit.level).ok().and_then(|level| level.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
fn safe(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

fn unwritable(error: impl std::fmt::Display) -> Failure {
    Failure::unreadable(format!("standard output cannot be written: {error}"))
}
