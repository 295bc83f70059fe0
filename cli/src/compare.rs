//! `diff` and `release`: two versions of a pack, what changed between them, and whether the newer one may be released.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Serialize;
use shindan::release::{Comparison, Effect, Finding, Recorded};
use shindan::{KnowledgeBase, Limits, Session, Source, render};

use crate::args::{Changes, Common, Diff, Release, ReleaseCommand};
use crate::eval;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Screen};
use crate::{knowledge, snapshot};

/// What `diff --format json` prints.
#[derive(Serialize)]
struct Difference<'a> {
    #[serde(flatten)]
    comparison: &'a Comparison,
    bump: shindan::release::Bump,
    least_version: semver::Version,
    effect: &'a Effect,
}

/// What `release check --format json` prints.
#[derive(Serialize)]
struct Checked<'a> {
    old: &'a shindan::query::PackRef,
    new: &'a shindan::query::PackRef,
    bump: shindan::release::Bump,
    least_version: semver::Version,
    findings: &'a [Finding],
}

pub(crate) fn diff(args: &Diff, common: &Common) -> Result<Exit, Failure> {
    let (old, new) = (load(&args.old)?, load(&args.new)?);
    let comparison = Comparison::new(&old, &new)?;
    let recorded = recorded(args, &new)?;
    let effect = Effect::new(&old, &new, &recorded)?;
    let lang = knowledge::language(&new, common);
    let text = match args.format {
        Changes::Json => {
            let (bump, least_version) = (comparison.bump(), comparison.least_version());
            output::json(&Difference { comparison: &comparison, bump, least_version, effect: &effect })?;
            return Ok(Exit::Ok);
        }
        Changes::Text => render::changes(&comparison, Some(&effect), lang, &Screen::new(common.width).style()),
        Changes::Markdown => render::changes_markdown(&comparison, Some(&effect), lang),
        Changes::Html => render::changes_html(&comparison, Some(&effect), lang),
    };
    output::print(text.trim_end())?;
    Ok(Exit::Ok)
}

pub(crate) fn release(args: &Release, common: &Common) -> Result<Exit, Failure> {
    match &args.command {
        ReleaseCommand::Check { sides, change_log, snapshots, format } => {
            let (old, new) = (load(&sides.base)?, load(&sides.dir)?);
            let comparison = Comparison::new(&old, &new)?;
            let text = change_log_of(change_log.as_deref(), &sides.dir)?;
            let engine = semver::Version::parse(env!("CARGO_PKG_VERSION"))
                .map_err(|error| Failure::unreadable(format!("the engine's version cannot be read: {error}")))?;
            let mut findings = comparison.check(&text, &engine);
            let kept = kept_pages(snapshots.as_deref(), &sides.dir)?;
            // Pages of a large pack take a while.
            if kept.is_some() || comparison.has_same_version() {
                let was = comparison.has_same_version().then(|| render::snapshots(&old)).transpose()?;
                findings.extend(comparison.check_pages(was.as_ref(), &render::snapshots(&new)?, kept.as_ref()));
            }
            let least_version = comparison.least_version();
            if *format == crate::args::Format::Json {
                let (old, new, bump) = (&comparison.old, &comparison.new, comparison.bump());
                output::json(&Checked { old, new, bump, least_version, findings: &findings })?;
            } else {
                for finding in &findings {
                    output::print(&format!("error: {}", finding.message))?;
                }
                let count = match findings.len() {
                    0 => "may be released".to_owned(),
                    1 => "1 problem".to_owned(),
                    n => format!("{n} problems"),
                };
                let (old, new) = (&comparison.old, &comparison.new);
                output::print(&format!(
                    "{} {} after {}: {count} (at least {least_version})",
                    new.id, new.version, old.version
                ))?;
            }
            Ok(if findings.is_empty() { Exit::Ok } else { Exit::Problems })
        }
        ReleaseCommand::Notes { sides } => {
            let (old, new) = (load(&sides.base)?, load(&sides.dir)?);
            let comparison = Comparison::new(&old, &new)?;
            output::print(render::release_notes(&comparison, knowledge::language(&new, common)).trim_end())?;
            Ok(Exit::Ok)
        }
    }
}

/// One side: a folder, a compiled pack, or `REVISION:FOLDER` of a git repository.
fn load(side: &str) -> Result<KnowledgeBase, Failure> {
    let path = Path::new(side);
    match side.split_once(':') {
        Some((revision, folder)) if !path.exists() => at_revision(revision, folder),
        _ => knowledge::load_pack(path, &Limits::default()),
    }
}

/// The pack that a folder held in a revision.
fn at_revision(revision: &str, folder: &str) -> Result<KnowledgeBase, Failure> {
    let folder = folder.trim_end_matches('/');
    let listed = git(&["ls-tree", "-r", "--name-only", "-z", "--full-tree", revision, "--", &format!("{folder}/")])?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let mut sources = Vec::new();
    for path in listed.split('\0') {
        let Some(name) = path.strip_prefix(folder).map(|name| name.trim_start_matches('/')) else { continue };
        let is_part = name.ends_with(".yaml") && (!name.contains('/') || name.starts_with("rules/"));
        if is_part {
            let text = git(&["show", &format!("{revision}:{path}")])?;
            let text = String::from_utf8(text)
                .map_err(|_| Failure::unreadable(format!("{revision}:{path} is not UTF-8; save it as UTF-8")))?;
            sources.push(Source::new(name, text));
        }
    }
    if sources.is_empty() {
        let message = format!(
            "the revision {revision} holds no pack in {folder}; write REVISION:FOLDER as the repository has it"
        );
        return Err(Failure::unreadable(message));
    }
    Ok(shindan::load(&sources, &Limits::default())?)
}

fn git(arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let run = Command::new("git").args(arguments).output();
    let done = run.map_err(|e| Failure::unreadable(format!("git cannot be run: {e}; a revision needs git")))?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let said = String::from_utf8_lossy(&done.stderr);
    Err(Failure::unreadable(format!("git {}: {}", arguments.join(" "), said.trim())))
}

/// The questions of the newer side and the sessions that were given.
fn recorded(args: &Diff, new: &KnowledgeBase) -> Result<Recorded, Failure> {
    let dir = Path::new(&args.new);
    let queries = if dir.join("eval").is_dir() { eval::texts(dir, new)? } else { Vec::new() };
    let mut sessions = Vec::new();
    for path in &args.sessions {
        let unreadable = |e: &dyn std::fmt::Display| Failure::unreadable(format!("{}: {e}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|e| unreadable(&e))?;
        let session: Session = serde_json::from_str(&text).map_err(|e| unreadable(&e))?;
        sessions.push((path.display().to_string(), session));
    }
    Ok(Recorded { queries, sessions })
}

/// The change log that was named, or the one beside the pack; none says nothing.
fn change_log_of(named: Option<&Path>, dir: &str) -> Result<String, Failure> {
    let beside: PathBuf = Path::new(dir).join("CHANGELOG.md");
    let path = match named {
        Some(path) => path,
        None if beside.exists() => &beside,
        None => return Ok(String::new()),
    };
    std::fs::read_to_string(path)
        .map_err(|e| Failure::unreadable(format!("the change log {} cannot be read: {e}", path.display())))
}

/// The pages in the folder that was named, or in the one beside the pack, if there is one.
fn kept_pages(named: Option<&Path>, dir: &str) -> Result<Option<BTreeMap<String, String>>, Failure> {
    let beside = Path::new(dir).join("snapshots");
    match named {
        // Where one is named that is not there, every page is missing.
        Some(folder) => snapshot::kept(folder).map(Some),
        None if beside.is_dir() => snapshot::kept(&beside).map(Some),
        None => Ok(None),
    }
}
