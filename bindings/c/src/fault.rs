//! Why a call gives no answer: a status and the JSON of the error.

use serde_json::json;

/// What an entry returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It was done.
    Ok = 0,
    /// The engine refused.
    Error = 1,
    /// The call itself is wrong.
    Misuse = 2,
    /// The engine failed.
    Failed = 3,
}

impl Status {
    /// Its number in the header.
    pub(crate) fn number(self) -> i32 {
        self as i32
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) status: Status,
    /// `{"error": {"kind", "message"}}`.
    pub(crate) json: String,
}

impl Fault {
    fn new(status: Status, kind: &str, message: &str) -> Self {
        Self { status, json: json!({ "error": { "kind": kind, "message": message } }).to_string() }
    }

    /// An argument that cannot be one.
    pub(crate) fn argument(name: &str, problem: &str) -> Self {
        Self::new(Status::Misuse, "bad_argument", &format!("`{name}` {problem}"))
    }

    /// A handle that is closed, of another kind or made up.
    pub(crate) fn handle(kind: &str) -> Self {
        let message = format!("there is no {kind} with this handle; it was closed, is of another kind, or never was");
        Self::new(Status::Misuse, "no_such_handle", &message)
    }

    /// Something that this library was built without.
    #[cfg(not(all(feature = "authoring", feature = "encodings")))]
    pub(crate) fn not_built(what: &str, feature: &str) -> Self {
        let message = format!("this library was built without {what}; build it with the feature `{feature}`");
        Self::new(Status::Misuse, "not_built", &message)
    }

    /// A panic.
    pub(crate) fn failed(message: &str) -> Self {
        Self::new(Status::Failed, "internal", message)
    }
}

impl From<shindan::Error> for Fault {
    fn from(error: shindan::Error) -> Self {
        Self { status: Status::Error, json: shindan::protocol::error(&error) }
    }
}
