//! What went wrong, for a person and for a program.

use serde_json::json;
use shindan::ErrorKind;

use crate::exit::Exit;

/// Why a command cannot go on.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) exit: Exit,
    /// The kind, one word for programs.
    pub(crate) kind: &'static str,
    /// What is wrong and what to type instead, in lower case.
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(exit: Exit, kind: &'static str, message: impl Into<String>) -> Self {
        Self { exit, kind, message: message.into() }
    }

    /// The command line asks for something that there is not.
    pub(crate) fn usage(kind: &'static str, message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, kind, message)
    }

    /// Something cannot be read or written.
    pub(crate) fn unreadable(message: impl Into<String>) -> Self {
        Self::new(Exit::Unreadable, "unreadable", message)
    }

    /// The protocol value for it.
    pub(crate) fn value(&self) -> serde_json::Value {
        json!({ "error": { "kind": self.kind, "message": self.message } })
    }
}

impl From<shindan::Error> for Failure {
    fn from(error: shindan::Error) -> Self {
        let exit = match error.kind() {
            ErrorKind::InvalidKnowledge
            | ErrorKind::Unreadable
            | ErrorKind::BadSession
            | ErrorKind::BadModel
            | ErrorKind::BadRecords
            | ErrorKind::NotPack
            | ErrorKind::UnknownPackFormat
            | ErrorKind::DamagedPack
            | ErrorKind::UntrustedPack
            | ErrorKind::OlderPack
            | ErrorKind::OtherPack
            | ErrorKind::FailedTrial
            | ErrorKind::StoreInUse
            | ErrorKind::Unwritable
            | ErrorKind::BadOverlay => Exit::Unreadable,
            ErrorKind::CannotStart => Exit::NotSure,
            _ => Exit::Usage,
        };
        Self::new(exit, error.kind().name(), error.detail())
    }
}

/// The name among `known` that `typed` most likely stands for.
pub(crate) fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let scored = known.into_iter().map(|name| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name));
    let best = scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, name)| name)
}

/// `there is no …`, with the nearest name and all of them.
pub(crate) fn no_such(what: &str, typed: &str, known: &[&str]) -> String {
    let meant = nearest(typed, known.iter().copied()).map(|name| format!("; did you mean `{name}`?"));
    format!("there is no {what} `{typed}`{}\n  known: {}", meant.unwrap_or_default(), known.join(", "))
}
