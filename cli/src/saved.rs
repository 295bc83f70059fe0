//! A session in a file: read with care, written whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use shindan::Session;
use shindan::diagnose::Event;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::input;

/// Where a session is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nowhere: the caller keeps it.
    Nowhere,
    /// It came from standard input and goes to standard output.
    Piped,
    /// In a file.
    File(PathBuf),
}

impl Place {
    pub(crate) fn new(session: Option<&Path>) -> Self {
        match session {
            None => Self::Nowhere,
            Some(path) if path.as_os_str() == "-" => Self::Piped,
            Some(path) => Self::File(path.to_owned()),
        }
    }

    /// The session that is kept there, if there is one yet.
    pub(crate) fn read(&self) -> Result<Option<Session>, Failure> {
        match self {
            Self::Nowhere => Ok(None),
            Self::Piped => parse(&input::standard_input()?, "standard input").map(Some),
            Self::File(path) => match std::fs::read_to_string(path) {
                Ok(text) => parse(&text, &path.display().to_string()).map(Some),
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(e) => Err(Failure::unreadable(format!("the session {} cannot be read: {e}", path.display()))),
            },
        }
    }

    /// Keeps the session.
    pub(crate) fn write(&self, session: &Session) -> Result<(), Failure> {
        let Self::File(path) = self else { return Ok(()) };
        let text = serde_json::to_string_pretty(session)
            .map_err(|e| Failure::unreadable(format!("the session cannot be written as JSON: {e}")))?;
        write_whole(path, &format!("{text}\n"))
    }
}

/// A session, or what `--format json` printed with one in it.
fn parse(text: &str, from: &str) -> Result<Session, Failure> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        Printed { session: Session },
        Bare(Session),
    }
    let bad = || {
        let message = format!("{from} holds no session of shindan; give --session another file, or move this one away");
        Failure::new(Exit::Unreadable, "bad_session", message)
    };
    let mut session = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(Kept::Printed { session } | Kept::Bare(session)) => session,
        Err(_) => return Err(bad()),
    };
    // The file may come from somebody else, and what it holds is shown on a terminal.
    session.start.text = input::printable(&session.start.text);
    for event in &mut session.events {
        if let Event::Code { text } = event {
            *text = input::printable(text);
        }
    }
    Ok(session)
}

/// Writes a file beside its place and moves it there, so that whatever happens either the old or the new text is there.
pub(crate) fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    write(path, text.as_bytes(), &mut tempfile::Builder::new())
}

/// The same for what is made to be given away: everybody may read it, as far as the folder's owner lets them.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    write(path, bytes, &mut builder)
}

fn write(path: &Path, bytes: &[u8], builder: &mut tempfile::Builder<'_, '_>) -> Result<(), Failure> {
    // The place itself, where the path is a link to it.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut write = || -> std::io::Result<()> {
        let mut file = builder.prefix(".shindan-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        Ok(())
    };
    write().map_err(|e| Failure::unreadable(format!("{} cannot be written: {e}", path.display())))
}
