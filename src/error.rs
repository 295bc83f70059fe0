//! What can go wrong for a host.

use std::fmt;

use crate::Diagnostic;

/// The kind of an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The knowledge does not load; [`Error::diagnostic`] says where.
    #[error("the knowledge does not load")]
    InvalidKnowledge,
    /// A file or folder cannot be read.
    #[error("a file cannot be read")]
    Unreadable,
    /// The rule or code that was named does not exist.
    #[error("there is no such rule")]
    UnknownRule,
    /// The role that was named is not one of the pack's.
    #[error("there is no such role")]
    UnknownRole,
    /// A fact or its value is not one that the pack declares.
    #[error("there is no such fact")]
    UnknownFact,
    /// A diagnosis cannot start from what was given.
    #[error("the diagnosis cannot start")]
    CannotStart,
    /// The reply is not one that the current turn offers.
    #[error("the reply is not offered")]
    IllegalReply,
    /// There is no answer to take back.
    #[error("there is nothing to take back")]
    NothingToTakeBack,
    /// The session belongs to a pack that is not loaded, or is damaged.
    #[error("the session cannot be resumed")]
    BadSession,
    /// The causes and steps that were given cannot be planned.
    #[error("the model cannot be planned")]
    BadModel,
    /// A model has no such step, or a step no such outcome.
    #[error("there is no such step")]
    UnknownStep,
    /// The session is not finished, so it has no outcome to record.
    #[error("the session has no outcome")]
    NoOutcome,
    /// Outcome records contradict each other, or are too many.
    #[error("the records cannot be used")]
    BadRecords,
    /// The overlay is damaged, or does not fit the loaded pack.
    #[error("the overlay cannot be applied")]
    BadOverlay,
    /// The text is no resume code.
    #[error("this is no resume code")]
    NotResumeCode,
    /// The resume code was mistyped: its checksum does not fit.
    #[error("the resume code has a typing error")]
    MistypedResumeCode,
    /// The bytes are no compiled pack.
    #[error("this is no compiled pack")]
    NotPack,
    /// The compiled pack has a format, or asks for an engine, that this engine is not.
    #[error("the pack is not for this engine")]
    UnknownPackFormat,
    /// The compiled pack is cut off, or does not hold what its hashes say.
    #[error("the pack is damaged")]
    DamagedPack,
    /// The compiled pack is not signed by an accepted key, or its signature does not fit.
    #[error("the pack is not trusted")]
    UntrustedPack,
    /// The compiled pack is older than what the device had.
    #[error("the pack is too old")]
    OlderPack,
    /// The compiled pack is another one than the store keeps.
    #[error("this is another pack")]
    OtherPack,
    /// The compiled pack did not do what it was tried with.
    #[error("the pack failed its trial")]
    FailedTrial,
    /// Another program, or another part of this one, keeps packs in the same folder.
    #[error("the folder is in use")]
    StoreInUse,
    /// A file or folder cannot be written.
    #[error("a file cannot be written")]
    Unwritable,
    /// The text is no public key.
    #[error("this is no public key")]
    BadKey,
    /// The resume code was made by a newer version of the engine.
    #[error("the resume code is newer than this version")]
    NewerResumeCode,
    /// The protocol has no such operation.
    #[error("there is no such operation")]
    UnknownOperation,
    /// What an operation of the protocol was given is not what it takes.
    #[error("the request cannot be read")]
    BadRequest,
    /// The reply has to be confirmed.
    #[error("the reply is not confirmed")]
    NotConfirmed,
}

impl ErrorKind {
    /// Its name in the protocol, such as `unknown_rule`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidKnowledge => "invalid_knowledge",
            Self::Unreadable => "unreadable",
            Self::UnknownRule => "unknown_rule",
            Self::UnknownRole => "unknown_role",
            Self::UnknownFact => "unknown_fact",
            Self::CannotStart => "cannot_start",
            Self::IllegalReply => "illegal_reply",
            Self::NothingToTakeBack => "nothing_to_take_back",
            Self::BadSession => "bad_session",
            Self::BadModel => "bad_model",
            Self::UnknownStep => "unknown_step",
            Self::NoOutcome => "no_outcome",
            Self::BadRecords => "bad_records",
            Self::BadOverlay => "bad_overlay",
            Self::NotResumeCode => "not_resume_code",
            Self::MistypedResumeCode => "mistyped_resume_code",
            Self::NotPack => "not_pack",
            Self::UnknownPackFormat => "unknown_pack_format",
            Self::DamagedPack => "damaged_pack",
            Self::UntrustedPack => "untrusted_pack",
            Self::OlderPack => "older_pack",
            Self::BadKey => "bad_key",
            Self::NewerResumeCode => "newer_resume_code",
            Self::OtherPack => "other_pack",
            Self::FailedTrial => "failed_trial",
            Self::StoreInUse => "store_in_use",
            Self::Unwritable => "unwritable",
            Self::UnknownOperation => "unknown_operation",
            Self::BadRequest => "bad_request",
            Self::NotConfirmed => "not_confirmed",
        }
    }
}

/// An error with its kind, one line of detail and, for knowledge files, the place.
///
/// `{}` is one line; `{:#}` adds the source window (feature `render`).
#[derive(Clone)]
pub struct Error(Box<Repr>);

#[derive(Clone)]
struct Repr {
    kind: ErrorKind,
    detail: String,
    diagnostic: Option<Diagnostic>,
    /// The source that the diagnostic points into; only shown, so unread without `render`.
    #[cfg_attr(not(feature = "render"), allow(dead_code))]
    text: Option<String>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Repr { kind, detail: detail.into(), diagnostic: None, text: None }))
    }

    #[cfg(feature = "authoring")]
    pub(crate) fn with_diagnostic(mut self, diagnostic: Option<Diagnostic>, text: Option<String>) -> Self {
        self.0.diagnostic = diagnostic;
        self.0.text = text;
        self
    }

    /// What is wrong in this case, without what its kind says of all of them.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The problem in the knowledge file, if that is what it is about.
    #[must_use]
    pub fn diagnostic(&self) -> Option<&Diagnostic> {
        self.0.diagnostic.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "render")]
        if f.alternate()
            && let (Some(diagnostic), Some(text)) = (&self.0.diagnostic, &self.0.text)
        {
            return f.write_str(&crate::render::diagnostic(diagnostic, text, crate::render::DiagnosticStyle::Plain));
        }
        write!(f, "{}: {}", self.0.kind, self.0.detail)
    }
}

/// People meet errors through `unwrap`, so this shows the place too.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:#}")
    }
}

impl std::error::Error for Error {}
