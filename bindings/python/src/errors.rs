//! Errors and panics of the engine as the exception of Python.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use shindan::Error;

/// What went wrong: one word for programs, a sentence for people.
#[derive(Debug)]
pub(crate) struct Fault {
    kind: String,
    message: String,
}

impl Fault {
    pub(crate) fn closed(what: &str) -> Self {
        Self { kind: "closed".to_owned(), message: format!("{what} was closed; open it again") }
    }

    pub(crate) fn unwritten(error: &dyn std::fmt::Display) -> Self {
        Self { kind: "internal".to_owned(), message: format!("the matches cannot be written as JSON: {error}") }
    }

    /// The exception.
    pub(crate) fn raised(self, py: Python<'_>) -> PyErr {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        match CLASS.import(py, "shindan._error", "Error") {
            Ok(class) => PyErr::from_type(class.clone(), (self.kind, self.message)),
            Err(error) => error,
        }
    }
}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        Self { kind: error.kind().name().to_owned(), message: error.detail().to_owned() }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

/// Works while other threads of Python run; a panic becomes an exception.
pub(crate) fn working<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T, Fault> + Send) -> PyResult<T> {
    py.detach(|| {
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
            let message = "the engine failed; this is a fault of shindan, please report it with what was asked";
            Err(Fault { kind: "internal".to_owned(), message: message.to_owned() })
        })
    })
    .map_err(|fault| fault.raised(py))
}
