//! A scan of a text that comes in pieces.

use std::sync::{Mutex, PoisonError};

use shindan::KnowledgeBase;
use shindan::query::{ScanHit, Stream};

use crate::answer::Fault;

/// A scan that goes on. Threads wait for each other.
#[derive(Debug)]
pub(crate) struct Scan {
    knowledge: KnowledgeBase,
    stream: Mutex<Option<Stream>>,
}

impl Scan {
    pub(crate) fn new(knowledge: &KnowledgeBase) -> Self {
        Self { knowledge: knowledge.clone(), stream: Mutex::new(Some(knowledge.scanner().stream())) }
    }

    pub(crate) fn push(&self, piece: &[u8]) -> Result<String, Fault> {
        let mut hits = Vec::new();
        match &mut *self.stream.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(stream) => stream.push(piece, |hit| hits.push(hit)),
            None => return Err(Fault::closed("this scan")),
        }
        self.written(&hits)
    }

    pub(crate) fn finish(&self) -> Result<String, Fault> {
        let mut hits = Vec::new();
        match self.stream.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(stream) => stream.finish(|hit| hits.push(hit)),
            None => return Err(Fault::closed("this scan")),
        }
        self.written(&hits)
    }

    fn written(&self, hits: &[ScanHit]) -> Result<String, Fault> {
        match self.knowledge.damage() {
            Some(error) => Err(error.into()),
            None => serde_json::to_string(hits)
                .map_err(|error| Fault::new("internal", &format!("the matches cannot be written as JSON: {error}"))),
        }
    }
}
