//! `snapshot`: every answer and tree as plain files that reviewers read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;
use shindan::{Limits, render};

use crate::args::{Format, Snapshot};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{knowledge, output, saved};

/// What the pages are called.
const ENDING: &str = "txt";

/// What `--format json` prints: the names of pages.
#[derive(Debug, Serialize)]
struct Report<'a> {
    pages: usize,
    new: Vec<&'a String>,
    changed: Vec<&'a String>,
    orphans: Vec<&'a String>,
}

pub(crate) fn run(args: &Snapshot) -> Result<Exit, Failure> {
    let knowledge = knowledge::load_pack(&args.dir, &Limits::default())?;
    let pages = render::snapshots(&knowledge)?;
    let kept = kept(&args.output)?;
    let (changed, new) = pages
        .iter()
        .filter(|(name, page)| kept.get(*name) != Some(page))
        .map(|(name, _)| name)
        .partition(|name| kept.contains_key(*name));
    let orphans = kept.keys().filter(|name| !pages.contains_key(*name)).collect();
    let report = Report { pages: pages.len(), new, changed, orphans };
    if !args.check {
        write(&args.output, &pages, &report)?;
    }
    match args.format {
        Format::Json => output::json(&serde_json::json!({ "snapshots": report }))?,
        Format::Text => print(&report)?,
    }
    let is_settled = report.new.is_empty() && report.changed.is_empty() && report.orphans.is_empty();
    Ok(if args.check && !is_settled { Exit::Problems } else { Exit::Ok })
}

fn write(folder: &Path, pages: &BTreeMap<String, String>, report: &Report<'_>) -> Result<(), Failure> {
    for name in report.new.iter().chain(&report.changed) {
        let path = folder.join(name);
        let inner = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(inner).map_err(|e| Failure::unreadable(format!("{}: {e}", inner.display())))?;
        saved::write_whole(&path, pages.get(*name).map(String::as_str).unwrap_or_default())?;
    }
    for name in &report.orphans {
        let path = folder.join(name);
        std::fs::remove_file(&path).map_err(|e| Failure::unreadable(format!("{}: {e}", path.display())))?;
    }
    Ok(())
}

fn print(report: &Report<'_>) -> Result<(), Failure> {
    let Report { pages, new, changed, orphans } = report;
    for (word, names) in [("new    ", new), ("changed", changed), ("orphan ", orphans)] {
        for name in names {
            output::print(&format!("{word}  {name}"))?;
        }
    }
    output::print(&format!("{pages} pages: {} new, {} changed, {} orphans", new.len(), changed.len(), orphans.len()))
}

/// The pages that stand in a folder, by name, whatever their line ends; nothing else in it is looked at.
pub(crate) fn kept(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut kept = BTreeMap::new();
    let unreadable = |path: &Path, e: &std::io::Error| Failure::unreadable(format!("{}: {e}", path.display()));
    if !folder.exists() {
        return Ok(kept);
    }
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let inner = entry.map_err(|e| unreadable(folder, &e))?.path();
        if !inner.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&inner).map_err(|e| unreadable(&inner, &e))? {
            let path: PathBuf = entry.map_err(|e| unreadable(&inner, &e))?.path();
            let parts = [inner.file_name(), path.file_name()];
            let name = parts.into_iter().flatten().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            if path.extension().is_some_and(|ending| ending == ENDING) {
                let text = std::fs::read(&path).map_err(|e| unreadable(&path, &e))?;
                // One that is no text is no page as it has to be.
                kept.insert(name, String::from_utf8_lossy(&text).replace("\r\n", "\n"));
            }
        }
    }
    Ok(kept)
}
