//! The outcome of a finished session, appended to a file that others may append to at the same time.

use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::SystemTime;

use shindan::ErrorKind;
use shindan::learn::Closing;

use crate::diagnose::Case;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::prompt::{self, Choice};

impl Case<'_> {
    /// Whether the session has ended.
    pub(crate) fn has_ended(&self) -> Result<bool, Failure> {
        Ok(self.turn()?.turn.end.is_some())
    }

    /// Appends the outcome, if one is wanted; with what it was, where somebody said so.
    pub(crate) fn record(&self, cause: Option<String>, given_up: bool) -> Result<(), Failure> {
        let Some(path) = self.record else { return Ok(()) };
        let mut closing = Closing::new(id(), today());
        closing.cause = cause;
        closing.given_up = given_up;
        match self.knowledge.outcome(&self.session, &closing) {
            Ok(record) => append(path, &record.to_line()),
            // Without a rule there is nothing to learn.
            Err(error) if error.kind() == ErrorKind::NoOutcome => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Asks what it was; nobody has to know.
    pub(crate) fn ask_cause(&self) -> Result<Option<String>, Failure> {
        if self.record.is_none() {
            return Ok(None);
        }
        let left = self.knowledge.causes_left(&self.session)?;
        let unknown = Choice { key: "0".to_owned(), text: self.words.cause_unknown.to_owned(), value: None };
        let known = left.into_iter().zip(1usize..).map(|(left, n)| Choice {
            key: n.to_string(),
            text: left.text.map_or_else(|| self.words.cause_other.to_owned(), |text| text.text.trim().to_owned()),
            value: Some(left.cause),
        });
        let choices: Vec<Choice<Option<String>>> = std::iter::once(unknown).chain(known).collect();
        if choices.len() < 3 {
            return Ok(None);
        }
        match prompt::choose(self.words.which_cause, self.words.pick_help, &choices, 0) {
            // Whoever does not want to answer has answered.
            Err(failure) if failure.exit == Exit::Interrupted => Ok(None),
            other => other,
        }
    }
}

/// Appends one line in one write, under a lock, so that writers do not mix and a crash leaves whole lines before it.
pub(crate) fn append(path: &Path, line: &str) -> Result<(), Failure> {
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        file.lock()?;
        // A line that a crash cut off keeps its end to itself.
        let before = if ends_in_line(&mut file)? { "" } else { "\n" };
        file.write_all(format!("{before}{line}\n").as_bytes())?;
        file.sync_data()?;
        file.unlock()
    };
    write().map_err(|e| Failure::unreadable(format!("the record cannot be appended to {}: {e}", path.display())))
}

fn ends_in_line(file: &mut File) -> std::io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// A number that no other record has; it says nothing about where it comes from.
fn id() -> String {
    let random = RandomState::new();
    let half = |n: u8| random.hash_one((n, SystemTime::now(), std::process::id()));
    format!("{:016x}{:016x}", half(0), half(1))
}

/// The day, in UTC.
fn today() -> String {
    humantime::format_rfc3339_seconds(SystemTime::now()).to_string().chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_cut_off_stays_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.jsonl");
        append(&path, "one").unwrap();
        std::fs::write(&path, "one\ntw").unwrap();
        append(&path, "three").unwrap();
        append(&path, "four").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one\ntw\nthree\nfour\n");
        assert!(append(dir.path(), "x").unwrap_err().message.contains("cannot be appended"));
        assert_ne!(id(), id());
        assert_eq!((today().len(), id().len()), (10, 32));
    }

    #[test]
    fn lines_of_several_writers_stay_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.jsonl");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let path = &path;
                scope.spawn(move || {
                    (0..1000).for_each(|n| append(path, &format!("{writer} {n} {}", "x".repeat(700))).unwrap());
                });
            }
        });
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), 4000);
        assert!(lines.iter().all(|line| line.ends_with(&"x".repeat(700)) && line.split(' ').count() == 3));
    }
}
