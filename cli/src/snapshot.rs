//! `snapshot`: every answer and tree as plain files that reviewers read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use shindan::{Limits, render};

use crate::args::Snapshot;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{knowledge, output, saved};

/// What the pages are called.
const ENDING: &str = "txt";

pub(crate) fn run(args: &Snapshot) -> Result<Exit, Failure> {
    let knowledge = knowledge::load_pack(&args.dir, &Limits::default())?;
    let pages = render::snapshots(&knowledge)?;
    let kept = kept(&args.output)?;
    let changed: Vec<&String> =
        pages.iter().filter(|(name, page)| kept.get(*name) != Some(page)).map(|(name, _)| name).collect();
    let orphans: Vec<&String> = kept.keys().filter(|name| !pages.contains_key(*name)).collect();
    for name in &changed {
        output::print(&format!("{}  {name}", if kept.contains_key(*name) { "changed" } else { "new    " }))?;
    }
    for name in &orphans {
        output::print(&format!("orphan   {name}"))?;
    }
    let summary = format!("{} pages, {} changed or new, {} orphans", pages.len(), changed.len(), orphans.len());
    if args.check {
        output::print(&summary)?;
        let is_settled = changed.is_empty() && orphans.is_empty();
        return Ok(if is_settled { Exit::Ok } else { Exit::Problems });
    }
    for name in changed {
        let path = args.output.join(name);
        let folder = path.parent().unwrap_or(&args.output);
        let failed = |e: &std::io::Error| Failure::unreadable(format!("{}: {e}", folder.display()));
        std::fs::create_dir_all(folder).map_err(|e| failed(&e))?;
        saved::write_whole(&path, pages.get(name).map(String::as_str).unwrap_or_default())?;
    }
    for name in orphans {
        let path = args.output.join(name);
        std::fs::remove_file(&path).map_err(|e| Failure::unreadable(format!("{}: {e}", path.display())))?;
    }
    output::print(&summary)?;
    Ok(Exit::Ok)
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
