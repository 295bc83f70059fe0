//! What went wrong, for a person and for a program.

use serde_json::json;
use shindan::ErrorKind;

use crate::exit::Exit;

/// Why a command cannot go on.
#[derive(Debug)]
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
        let (exit, kind) = match error.kind() {
            ErrorKind::InvalidKnowledge => (Exit::Unreadable, "invalid_knowledge"),
            ErrorKind::Unreadable => (Exit::Unreadable, "unreadable"),
            ErrorKind::BadSession => (Exit::Unreadable, "bad_session"),
            ErrorKind::BadModel => (Exit::Unreadable, "bad_model"),
            ErrorKind::BadRecords => (Exit::Unreadable, "bad_records"),
            ErrorKind::NotPack => (Exit::Unreadable, "not_pack"),
            ErrorKind::UnknownPackFormat => (Exit::Unreadable, "unknown_pack_format"),
            ErrorKind::DamagedPack => (Exit::Unreadable, "damaged_pack"),
            ErrorKind::UntrustedPack => (Exit::Unreadable, "untrusted_pack"),
            ErrorKind::OlderPack => (Exit::Unreadable, "older_pack"),
            ErrorKind::BadKey => (Exit::Usage, "bad_key"),
            ErrorKind::BadOverlay => (Exit::Unreadable, "bad_overlay"),
            ErrorKind::NoOutcome => (Exit::Usage, "no_outcome"),
            ErrorKind::NotResumeCode => (Exit::Usage, "not_resume_code"),
            ErrorKind::MistypedResumeCode => (Exit::Usage, "mistyped_resume_code"),
            ErrorKind::NewerResumeCode => (Exit::Usage, "newer_resume_code"),
            ErrorKind::UnknownRule => (Exit::Usage, "unknown_rule"),
            ErrorKind::UnknownRole => (Exit::Usage, "unknown_role"),
            ErrorKind::UnknownFact => (Exit::Usage, "unknown_fact"),
            ErrorKind::CannotStart => (Exit::NotSure, "cannot_start"),
            ErrorKind::IllegalReply => (Exit::Usage, "illegal_reply"),
            ErrorKind::NothingToTakeBack => (Exit::Usage, "nothing_to_take_back"),
            _ => (Exit::Usage, "other"),
        };
        // The detail alone: its kind is what every message of that kind begins with.
        let text = error.to_string();
        let prefix = format!("{}: ", error.kind());
        let message = text.strip_prefix(&prefix).unwrap_or(&text).to_owned();
        Self::new(exit, kind, message)
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
