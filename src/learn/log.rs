//! Files of records to records: each once, whatever the order of the files.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::record::OutcomeRecord;
use crate::error::{Error, ErrorKind};

/// Longest line that is read, in bytes: a session has at most 2,000 events.
const LINE: usize = 1024 * 1024;
/// Most records learned from at once.
const RECORDS: usize = 1_000_000;

/// A file of records: its name, and what it holds.
#[derive(Debug, Clone, Copy)]
pub struct Log<'a> {
    /// The file's name, as messages show it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl<'a> Log<'a> {
    /// A file of the given name and bytes.
    #[must_use]
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes }
    }
}

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Origin {
    pub(super) file: String,
    pub(super) line: usize,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Why something was not learned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// The line is no record, as after a crash.
    Damaged,
    /// The record is of another pack.
    OtherPack,
    /// The pack no longer has the rule, the cause or the step that fixed it.
    Gone,
    /// The pack no longer has a step of its path; the rest counts.
    StepGone,
    /// What it says can happen under no cause of the rule.
    Contradiction,
}

/// A line that was not learned from, or not whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// Why.
    pub why: Why,
    /// What it is about: the pack, the rule or the step, or what is wrong with the line.
    pub what: String,
}

impl LeftOut {
    pub(super) fn new(origin: &Origin, why: Why, what: impl Into<String>) -> Self {
        Self { file: origin.file.clone(), line: origin.line, why, what: what.into() }
    }
}

/// The records of all files, each once.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// By id, so that no order of files matters.
    pub(super) by_id: BTreeMap<String, (OutcomeRecord, Origin)>,
    pub(super) damaged: Vec<LeftOut>,
    repeated: usize,
}

impl Records {
    /// Reads files of one JSON object a line. Lines that are damaged are left out and named; empty ones are passed over.
    ///
    /// ```
    /// use shindan::learn::{Log, Records};
    ///
    /// let records = Records::read(&[Log::new("desk.jsonl", b"{\"format\": \"shind")])?;
    /// assert_eq!((records.len(), records.damaged()[0].line), (0, 1));
    /// # Ok::<(), shindan::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadRecords`] if two different records have the same id, or there are more than a million.
    pub fn read(logs: &[Log<'_>]) -> Result<Self, Error> {
        let mut records = Self::default();
        for log in logs {
            let bytes = log.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(log.bytes);
            for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1usize..) {
                records.take(line.trim_ascii(), Origin { file: log.name.to_owned(), line: number })?;
            }
        }
        records.damaged.sort();
        records.damaged.dedup();
        Ok(records)
    }

    fn take(&mut self, line: &[u8], origin: Origin) -> Result<(), Error> {
        if line.is_empty() {
            return Ok(());
        }
        let record = match parse(line) {
            Ok(record) => record,
            Err(what) => {
                self.damaged.push(LeftOut::new(&origin, Why::Damaged, what));
                return Ok(());
            }
        };
        let is_full = self.by_id.len() >= RECORDS;
        match self.by_id.get_mut(&record.id) {
            None if is_full => {
                let message = format!("there are more than {RECORDS} records; learn from the newer files alone");
                Err(Error::new(ErrorKind::BadRecords, message))
            }
            None => {
                self.by_id.insert(record.id.clone(), (record, origin));
                Ok(())
            }
            Some((known, first)) if *known == record => {
                self.repeated = self.repeated.saturating_add(1);
                // The first place by name, so that the order of files changes no message.
                if origin < *first {
                    *first = origin;
                }
                Ok(())
            }
            Some((_, first)) => {
                let (a, b) = if *first < origin { (&*first, &origin) } else { (&origin, &*first) };
                let message = format!("{a} and {b} differ and have the same id `{}`; take one of them out", record.id);
                Err(Error::new(ErrorKind::BadRecords, message))
            }
        }
    }

    /// How many different records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// How many records stood in the files again.
    #[must_use]
    pub fn repeated(&self) -> usize {
        self.repeated
    }

    /// The lines that are no records.
    #[must_use]
    pub fn damaged(&self) -> &[LeftOut] {
        &self.damaged
    }

    /// The ids of the packs that the records are of.
    #[must_use]
    pub fn packs(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.by_id.values().map(|(record, _)| record.pack.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

fn parse(line: &[u8]) -> Result<OutcomeRecord, String> {
    if line.len() > LINE {
        return Err(format!("it has {} bytes; at most {LINE} are read", line.len()));
    }
    let record: OutcomeRecord = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    record.problem().map_or(Ok(record), Err)
}
