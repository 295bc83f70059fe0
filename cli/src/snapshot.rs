//! `snapshot`: every answer and tree as plain files that reviewers read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use shindan::{KnowledgeBase, Limits, render};

use crate::args::Snapshot;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{knowledge, output, saved};

/// What the pages are called.
const ENDING: &str = "txt";

pub(crate) fn run(args: &Snapshot) -> Result<Exit, Failure> {
    let knowledge = knowledge::load_pack(&args.dir, &Limits::default())?;
    let pages = pages(&knowledge)?;
    let kept = kept(&args.output)?;
    let read = |name: &str| std::fs::read_to_string(args.output.join(name)).ok().map(|text| text.replace("\r\n", "\n"));
    let changed: Vec<&String> =
        pages.iter().filter(|(name, page)| read(name).as_ref() != Some(page)).map(|(name, _)| name).collect();
    let orphans: Vec<&String> = kept.iter().filter(|name| !pages.contains_key(*name)).collect();
    for name in &changed {
        output::print(&format!("{}  {name}", if kept.contains(*name) { "changed" } else { "new    " }))?;
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

/// The pages by name: for everybody, and for each role.
fn pages(knowledge: &KnowledgeBase) -> Result<BTreeMap<String, String>, Failure> {
    let mut pages = BTreeMap::new();
    for pack in knowledge.packs() {
        let manifest = pack.manifest();
        for lang in &manifest.languages {
            let names = render::Names::new(knowledge, lang);
            let roles = std::iter::once(None).chain(manifest.roles.iter().map(|role| Some(role.id.as_str())));
            for role in roles {
                for rule in &pack.model()?.rules {
                    let page = render::snapshot(knowledge, &rule.id, role, &names)?;
                    pages.insert(format!("{}/{}.{lang}.{ENDING}", role.unwrap_or("everybody"), rule.id), page);
                }
            }
        }
    }
    Ok(pages)
}

/// The pages that stand in a folder, by name; nothing else in it is looked at.
fn kept(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut kept = BTreeSet::new();
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
                kept.insert(name);
            }
        }
    }
    Ok(kept)
}
