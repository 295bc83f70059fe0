//! A scan of a text that comes in pieces.

use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use shindan::KnowledgeBase;
use shindan::query::{ScanHit, Stream};

use crate::errors::{Fault, working};

/// A scan that goes on.
#[pyclass(frozen, module = "shindan._native")]
#[derive(Debug)]
pub(crate) struct Scanner {
    knowledge: KnowledgeBase,
    stream: Mutex<Option<Stream>>,
}

impl Scanner {
    pub(crate) fn new(knowledge: KnowledgeBase) -> Self {
        let stream = Mutex::new(Some(knowledge.scanner().stream()));
        Self { knowledge, stream }
    }

    fn scanned(&self, work: impl FnOnce(&mut Option<Stream>, &mut Vec<ScanHit>)) -> Result<String, Fault> {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        if stream.is_none() {
            return Err(Fault::closed("this scan"));
        }
        let mut hits = Vec::new();
        work(&mut stream, &mut hits);
        match self.knowledge.damage() {
            Some(error) => Err(error.into()),
            None => serde_json::to_string(&hits).map_err(|error| Fault::unwritten(&error)),
        }
    }
}

#[pymethods]
impl Scanner {
    /// The matches that are complete with this piece of UTF-8, as a JSON list.
    fn push(&self, py: Python<'_>, piece: &[u8]) -> PyResult<String> {
        working(py, || {
            self.scanned(|stream, hits| {
                if let Some(stream) = stream {
                    stream.push(piece, |hit| hits.push(hit));
                }
            })
        })
    }

    /// What is left at the end.
    fn finish(&self, py: Python<'_>) -> PyResult<String> {
        working(py, || {
            self.scanned(|stream, hits| {
                if let Some(stream) = stream.take() {
                    stream.finish(|hit| hits.push(hit));
                }
            })
        })
    }

    fn close(&self) {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
