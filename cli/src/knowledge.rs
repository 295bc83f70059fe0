//! Which packs are asked, and the names that they know.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use shindan::learn::Overlay;
use shindan::{KnowledgeBase, Limits, Source, Start, fs};

use crate::args::Common;
use crate::failure::{Failure, no_such};
use crate::output;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../knowledge/caora");

/// The files of the built-in pack.
pub(crate) fn built_in() -> Vec<Source> {
    fn collect(dir: &Dir<'_>, sources: &mut Vec<Source>) {
        for file in dir.files() {
            let name = file.path().to_string_lossy().replace('\\', "/");
            // The questions by which a pack is evaluated are no part of it.
            let is_part = name.ends_with(".yaml") && !name.starts_with("eval/");
            if let (true, Some(text)) = (is_part, file.contents_utf8()) {
                sources.push(Source::new(name, text));
            }
        }
        for dir in dir.dirs() {
            collect(dir, sources);
        }
    }
    let mut sources = Vec::new();
    collect(&BUILT_IN, &mut sources);
    sources
}

/// The packs that were asked for, joined, with the learned numbers that were asked for.
pub(crate) fn load(common: &Common) -> Result<KnowledgeBase, Failure> {
    let mut knowledge = load_words(common)?;
    for path in &common.overlay {
        let unreadable = |e| Failure::unreadable(format!("the overlay {} cannot be read: {e}", path.display()));
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        let named =
            |failure: Failure| Failure { message: format!("{}: {}", path.display(), failure.message), ..failure };
        let overlay = Overlay::from_json(&text).map_err(|e| named(e.into()))?;
        let loaded = knowledge.pack(&overlay.pack.id).map(|pack| pack.manifest().version.clone());
        knowledge = knowledge.with_overlay(&text).map_err(|e| named(e.into()))?;
        if let Some(version) = loaded.filter(|version| *version != overlay.pack.version) {
            let learned = &overlay.pack.version;
            output::note(&format!("{}: learned on version {learned} of the pack; this is {version}", path.display()));
        }
    }
    Ok(knowledge)
}

/// The packs that were asked for, joined; the built-in one if none was.
pub(crate) fn load_words(common: &Common) -> Result<KnowledgeBase, Failure> {
    let limits = Limits::default();
    let dirs = folders(&common.knowledge)?;
    let Some((first, rest)) = dirs.split_first() else { return Ok(shindan::load(&built_in(), &limits)?) };
    let mut knowledge = load_pack(first, &limits)?;
    for path in rest {
        knowledge = knowledge.join(&load_pack(path, &limits)?)?;
    }
    Ok(knowledge)
}

/// The pack in a folder, or the compiled one in a file.
pub(crate) fn load_pack(path: &Path, limits: &Limits) -> Result<KnowledgeBase, Failure> {
    if path.is_file() { open_pack(path) } else { load_dir(path, limits) }
}

/// The compiled pack in a file.
fn open_pack(path: &Path) -> Result<KnowledgeBase, Failure> {
    let named = |failure: Failure| Failure { message: format!("{}: {}", path.display(), failure.message), ..failure };
    fs::open_pack(path).map_err(|error| match error.kind() {
        // This one names the file.
        shindan::ErrorKind::Unreadable => error.into(),
        _ => named(error.into()),
    })
}

/// The pack in a folder; a message of what is wrong in it names the folder.
pub(crate) fn load_dir(dir: &Path, limits: &Limits) -> Result<KnowledgeBase, Failure> {
    fs::load_dir(dir, limits).map_err(|error| {
        let shown = if error.diagnostic().is_some() { format!("{error:#}") } else { String::new() };
        let mut failure = Failure::from(error);
        if !shown.is_empty() {
            failure.message = format!(
                "the knowledge in {0} does not load; `shindan check {0}` shows every problem\n{shown}",
                dir.display()
            );
        }
        failure
    })
}

/// The folders and files of packs among `dirs`: a folder that holds packs stands for them.
pub(crate) fn folders(dirs: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut packs = Vec::new();
    for dir in dirs.iter().filter(|dir| !dir.as_os_str().is_empty()) {
        let inside = if dir.is_file() || dir.join("pack.yaml").exists() { Vec::new() } else { packs_in(dir)? };
        if inside.is_empty() { packs.push(dir.clone()) } else { packs.extend(inside) }
    }
    Ok(packs)
}

/// The folders in `dir` that hold a pack, by name.
pub(crate) fn packs_in(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |e| Failure::unreadable(format!("the folder {} cannot be read: {e}", dir.display()));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.join("pack.yaml").exists() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The language of labels: the one asked for, else the first of the first pack.
pub(crate) fn language<'a>(knowledge: &'a KnowledgeBase, common: &'a Common) -> &'a str {
    let first = || knowledge.packs().first().and_then(|pack| pack.manifest().languages.first());
    common.lang.as_deref().or_else(|| first().map(String::as_str)).unwrap_or("en")
}

/// Refuses a language or role that no pack has: an answer in another one would be a surprise.
pub(crate) fn check_names(knowledge: &KnowledgeBase, common: &Common) -> Result<(), Failure> {
    let packs = || knowledge.packs().iter().map(|pack| pack.manifest());
    if let Some(lang) = common.lang.as_deref() {
        let base = lang.split('-').next().unwrap_or(lang);
        let known: Vec<&str> = unique(packs().flat_map(|pack| &pack.languages).map(String::as_str));
        if !known.iter().any(|k| *k == lang || *k == base) {
            return Err(Failure::usage("unknown_language", no_such("language", lang, &known)));
        }
    }
    if let Some(role) = common.role.as_deref() {
        check_role(knowledge, role)?;
    }
    Ok(())
}

/// Refuses a role that no pack has.
pub(crate) fn check_role(knowledge: &KnowledgeBase, role: &str) -> Result<(), Failure> {
    let roles = knowledge.packs().iter().flat_map(|pack| &pack.manifest().roles).map(|role| role.id.as_str());
    let known = unique(roles);
    if known.contains(&role) { Ok(()) } else { Err(Failure::usage("unknown_role", no_such("role", role, &known))) }
}

/// Refuses facts that the pack which is asked does not declare: they would be left out silently.
pub(crate) fn check_facts(knowledge: &KnowledgeBase, text: &str, facts: &[(String, String)]) -> Result<(), Failure> {
    if facts.is_empty() {
        return Ok(());
    }
    let start = facts.iter().fold(Start::new(text), |start, (name, value)| start.fact(name, value));
    knowledge.start(start)?;
    Ok(())
}

fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    names.for_each(|name| {
        if !seen.contains(&name) {
            seen.push(name);
        }
    });
    seen
}
