//! Directories of YAML to sources.

use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind};
use crate::load::{self, Report, Source};
use crate::{Code, Diagnostic, KnowledgeBase, Limits, Span};

/// Most files read from one directory.
const MOST_FILES: usize = 200_000;

/// Loads the pack in the directory `dir`: `pack.yaml`, `codes.yaml`, `rules/*.yaml` and, if
/// there is one, `search.yaml`.
///
/// # Errors
///
/// [`ErrorKind::Unreadable`] if a file or folder cannot be read, [`ErrorKind::InvalidKnowledge`] with the first
/// problem otherwise.
pub fn load_dir(dir: impl AsRef<Path>, limits: &Limits) -> Result<KnowledgeBase, Error> {
    let (sources, unreadable) = read_dir(dir.as_ref(), limits)?;
    match unreadable.into_iter().next() {
        Some(diagnostic) => Err(Error::new(ErrorKind::Unreadable, diagnostic.to_string())),
        None => load::load(&sources, limits),
    }
}

/// Checks the pack in the directory `dir` and returns every problem, files that cannot be read among them, with the
/// sources that were read.
///
/// # Errors
///
/// [`ErrorKind::Unreadable`] if the directory itself cannot be read.
pub fn check_dir(dir: impl AsRef<Path>, limits: &Limits) -> Result<(Report, Vec<Source>), Error> {
    let (sources, unreadable) = read_dir(dir.as_ref(), limits)?;
    let mut report = load::check(&sources, limits);
    if !unreadable.is_empty() {
        report.diagnostics.splice(0..0, unreadable);
        report.knowledge = None;
    }
    Ok((report, sources))
}

/// The files of a pack, by name; a file that is not UTF-8 or too large becomes a diagnostic.
///
/// # Errors
///
/// [`ErrorKind::Unreadable`] if the directory itself cannot be read.
pub fn read_dir(dir: &Path, limits: &Limits) -> Result<(Vec<Source>, Vec<Diagnostic>), Error> {
    let mut sources = Vec::new();
    let mut problems = Vec::new();
    for path in yaml_files(dir)? {
        let name = path
            .strip_prefix(dir)
            .unwrap_or(&path)
            .components()
            .map(|c| c.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        match read_file(&path, limits) {
            Ok(text) => sources.push(Source::new(name, text)),
            Err((code, message, help)) => {
                problems.push(Diagnostic::new(code, &name, "", Span::default(), message).help(help))
            }
        }
    }
    Ok((sources, problems))
}

/// `pack.yaml`, `codes.yaml`, `search.yaml` and the rules, sorted, so that every platform reads them in the same order.
fn yaml_files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable =
        |path: &Path, error: std::io::Error| Error::new(ErrorKind::Unreadable, format!("{}: {error}", path.display()));
    let mut files = Vec::new();
    for folder in [dir.to_path_buf(), dir.join("rules")] {
        if folder != dir && !folder.exists() {
            continue;
        }
        for entry in std::fs::read_dir(&folder).map_err(|e| unreadable(&folder, e))? {
            let path = entry.map_err(|e| unreadable(&folder, e))?.path();
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let yaml = name.ends_with(".yaml") || name.ends_with(".yml");
            let wanted = if folder == dir {
                matches!(name.as_str(), "pack.yaml" | "codes.yaml" | "search.yaml")
            } else {
                yaml && !name.starts_with('.')
            };
            if wanted && files.len() < MOST_FILES {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

type Refusal = (Code, String, &'static str);

fn read_file(path: &Path, limits: &Limits) -> Result<String, Refusal> {
    let unreadable = |e: std::io::Error| {
        (Code::Unreadable, format!("the file cannot be read: {e}"), "check that it exists and that you may read it")
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > limits.file_bytes as u64 {
        return Err((
            Code::TooLarge,
            format!("the file has {size} bytes, {} are accepted", limits.file_bytes),
            "split it: one rule, one file",
        ));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line =
            error.as_bytes().get(..at).map_or(1, |b| b.iter().filter(|c| **c == b'\n').count().saturating_add(1));
        (
            Code::NotUtf8,
            format!("the file is not UTF-8 (line {line})"),
            "save it as UTF-8; in a Japanese editor it may now be Shift_JIS",
        )
    })
}
