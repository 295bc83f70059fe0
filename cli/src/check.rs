//! `check`: every problem in the files of packs.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use shindan::render::{self, DiagnosticStyle};
use shindan::{Code, Diagnostic, KnowledgeBase, Limits, Severity, Source, fs};

use crate::args::{Check, CheckFormat, Common};
use crate::exit::Exit;
use crate::failure::{Failure, no_such};
use crate::knowledge;
use crate::output::{self, Screen};

/// From this many files on, a check is long enough to say that it is going on.
const MANY_FILES: usize = 500;

/// The files of one pack and what was found in them.
pub(crate) struct Checked {
    /// Stands before the names of the files.
    prefix: String,
    sources: Vec<Source>,
    diagnostics: Vec<Diagnostic>,
    more: usize,
    pub(crate) knowledge: Option<KnowledgeBase>,
}

pub(crate) fn run(args: &Check, common: &Common) -> Result<Exit, Failure> {
    if let Some(code) = &args.explain {
        return explain(code, args.format);
    }
    let mut limits = Limits::default();
    if args.format != CheckFormat::Text {
        // A program counts for itself.
        limits.diagnostics = usize::MAX;
    }
    let checked = match folders(args, common)?.as_slice() {
        [] => vec![check_sources("built-in/caora/".to_owned(), knowledge::built_in(), Vec::new(), &limits)],
        dirs => dirs.iter().map(|dir| check_dir(dir, &limits)).collect::<Result<Vec<_>, _>>()?,
    };
    let clash = clash(&checked);
    report(&checked, clash.as_ref(), args.format, args.deny_warnings, Screen::new(common.width))?;
    let count = |severity| checked.iter().flat_map(|c| &c.diagnostics).filter(|d| d.severity == severity).count();
    let loads = checked.iter().all(|c| c.knowledge.is_some()) && clash.is_none();
    let refused = args.deny_warnings && count(Severity::Warning) > 0;
    Ok(if loads && !refused { Exit::Ok } else { Exit::Problems })
}

/// Prints what was found. Packs that do not go together are no problem of one file, for which the forms of builds have no place.
pub(crate) fn report(
    checked: &[Checked],
    clash: Option<&Failure>,
    format: CheckFormat,
    deny_warnings: bool,
    screen: Screen,
) -> Result<(), Failure> {
    let all: Vec<Diagnostic> = checked.iter().flat_map(Checked::named).collect();
    let alone = clash.filter(|_| all.iter().all(|d| d.severity != Severity::Error));
    match (format, alone) {
        (CheckFormat::Text, _) => show(checked, clash, screen),
        (CheckFormat::Json, Some(failure)) => output::json(&failure.value()),
        (CheckFormat::Json, None) => output::json(&json!({ "diagnostics": all })),
        (_, Some(failure)) => Err(failure.clone()),
        (CheckFormat::Sarif, None) => output::print(&render::diagnostics_sarif(&all)),
        (CheckFormat::Github, None) if all.is_empty() => Ok(()),
        (CheckFormat::Github, None) => output::print(&render::diagnostics_github(&all)),
        (CheckFormat::Junit, None) => {
            let files: Vec<String> = checked.iter().flat_map(Checked::files).collect();
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            output::print(&render::diagnostics_junit(&files, &all, deny_warnings))
        }
    }
}

/// Which folders are checked; none is the built-in pack.
fn folders(args: &Check, common: &Common) -> Result<Vec<PathBuf>, Failure> {
    let asked = if args.dirs.is_empty() { &common.knowledge } else { &args.dirs };
    if !asked.is_empty() {
        return knowledge::folders(asked);
    }
    if Path::new("pack.yaml").exists() {
        return Ok(vec![PathBuf::from(".")]);
    }
    let here = Path::new("knowledge");
    if here.is_dir() { knowledge::packs_in(here) } else { Ok(Vec::new()) }
}

pub(crate) fn check_dir(dir: &Path, limits: &Limits) -> Result<Checked, Failure> {
    if dir.is_file() {
        let message = format!(
            "{0} is a file, and folders of YAML are checked; `shindan verify {0}` looks at a compiled pack",
            dir.display()
        );
        return Err(Failure::unreadable(message));
    }
    let (sources, unreadable) = fs::read_dir(dir, limits)?;
    let prefix = match dir.to_string_lossy().replace('\\', "/") {
        here if here == "." => String::new(),
        other => format!("{}/", other.trim_end_matches('/')),
    };
    Ok(check_sources(prefix, sources, unreadable, limits))
}

fn check_sources(prefix: String, sources: Vec<Source>, unreadable: Vec<Diagnostic>, limits: &Limits) -> Checked {
    let spinner = (sources.len() >= MANY_FILES).then(|| spinner(&prefix, sources.len()));
    let report = shindan::check(&sources, limits);
    if let Some(spinner) = spinner {
        spinner.finish_and_clear();
    }
    let knowledge = if unreadable.is_empty() { report.knowledge } else { None };
    let mut diagnostics = unreadable;
    diagnostics.extend(report.diagnostics);
    Checked { prefix, sources, diagnostics, more: report.more, knowledge }
}

/// Drawn on standard error, and only if that is a terminal.
fn spinner(prefix: &str, files: usize) -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message(format!("checking {files} files of {prefix}"));
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        spinner.set_style(style);
    }
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}

/// Packs that load one by one and not together.
fn clash(checked: &[Checked]) -> Option<Failure> {
    let mut loaded = checked.iter().filter_map(|c| c.knowledge.as_ref());
    let first = loaded.next()?.clone();
    loaded.try_fold(first, |all, next| all.join(next)).err().map(Failure::from)
}

impl Checked {
    /// A diagnostic with the path of its file as the caller would open it.
    fn name(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let mut diagnostic = diagnostic.clone();
        diagnostic.file = format!("{}{}", self.prefix, diagnostic.file);
        for label in &mut diagnostic.labels {
            label.file = format!("{}{}", self.prefix, label.file);
        }
        diagnostic
    }

    /// The names of its files as the caller would open them.
    fn files(&self) -> impl Iterator<Item = String> {
        self.sources.iter().map(|source| format!("{}{}", self.prefix, source.name))
    }

    fn named(&self) -> Vec<Diagnostic> {
        self.diagnostics.iter().map(|d| self.name(d)).collect()
    }
}

fn show(checked: &[Checked], clash: Option<&Failure>, screen: Screen) -> Result<(), Failure> {
    let style = if screen.ansi { DiagnosticStyle::Ansi } else { DiagnosticStyle::Plain };
    for pack in checked {
        for diagnostic in &pack.diagnostics {
            let text = pack.sources.iter().find(|s| s.name == diagnostic.file).map_or("", |s| s.text.as_str());
            output::print(&render::diagnostic(&pack.name(diagnostic), text, style))?;
            output::print("")?;
        }
        if pack.more > 0 {
            output::print(&format!("and {} more problems in {}", pack.more, pack.prefix))?;
            output::print("")?;
        }
    }
    if let Some(failure) = clash {
        output::print(&format!("error: {}", failure.message))?;
        output::print("")?;
    }
    output::print(&summary(checked, clash.is_some()))
}

fn summary(checked: &[Checked], clash: bool) -> String {
    let all = || checked.iter().flat_map(|c| &c.diagnostics);
    let errors = all().filter(|d| d.severity == Severity::Error).count().saturating_add(usize::from(clash));
    let warnings = all().filter(|d| d.severity == Severity::Warning).count();
    let files: usize = checked.iter().map(|c| c.sources.len()).sum();
    let places: Vec<String> = checked.iter().map(|c| c.prefix.trim_end_matches('/').to_owned()).collect();
    format!(
        "{}, {} in {} ({})",
        count(errors, "error"),
        count(warnings, "warning"),
        count(files, "file"),
        places.iter().map(|p| if p.is_empty() { "." } else { p }).collect::<Vec<_>>().join(", ")
    )
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What a diagnostic's code means.
fn explain(typed: &str, format: CheckFormat) -> Result<Exit, Failure> {
    let code = Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(typed) || code.name() == typed);
    let Some(code) = code else {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        return Err(Failure::usage("unknown_diagnostic", no_such("diagnostic", typed, &known)));
    };
    match format {
        CheckFormat::Json => output::json(&json!({
            "code": code, "name": code.name(), "severity": code.severity(), "why": code.why(),
        }))?,
        _ => output::print(&format!("{code} {} ({})\n{}", code.name(), code.severity(), code.why()))?,
    }
    Ok(Exit::Ok)
}
