//! The engine for JavaScript. What a page calls stands in `js/`; this is what it loads.
//!
//! Everything goes through [`shindan::protocol`], so that it gives the same bytes as every other binding. Nothing here reads a
//! file, opens a connection or keeps anything: the page hands the bytes of a pack in.
#![forbid(unsafe_code)]

use shindan::pack::Trust;
use shindan::query::{ScanHit, Stream};
use shindan::{Error, KnowledgeBase, protocol};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The version of the engine.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Loaded knowledge.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(KnowledgeBase);

#[wasm_bindgen]
impl Engine {
    /// Opens a compiled pack.
    ///
    /// # Errors
    ///
    /// An error of the protocol, as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: Vec<u8>) -> Result<Self, JsValue> {
        KnowledgeBase::from_pack(pack).map(Self).map_err(|error| thrown(&error))
    }

    /// Opens a compiled pack that one of `keys` has signed: the line of a public key each. The signature stands behind the pack, or is given.
    ///
    /// # Errors
    ///
    /// An error of the protocol, as JSON.
    pub fn trusted(pack: Vec<u8>, keys: Vec<String>, signature: Option<String>) -> Result<Self, JsValue> {
        let open = || KnowledgeBase::from_trusted_pack(pack, &Trust::new().keys(keys)?, signature.as_deref());
        open().map(Self).map_err(|error| thrown(&error))
    }

    /// The same with the packs of another one, too.
    ///
    /// # Errors
    ///
    /// An error of the protocol, as JSON.
    pub fn join(&self, other: &Self) -> Result<Self, JsValue> {
        self.0.join(&other.0).map(Self).map_err(|error| thrown(&error))
    }

    /// Carries out an operation of the protocol.
    ///
    /// # Errors
    ///
    /// An error of the protocol, as JSON.
    pub fn call(&self, operation: &str, input: &str) -> Result<String, JsValue> {
        protocol::call(&self.0, operation, input).map_err(|error| thrown(&error))
    }

    /// A scanner of a text that comes in pieces.
    #[must_use]
    pub fn scanner(&self) -> Scanner {
        Scanner { knowledge: self.0.clone(), stream: Some(self.0.scanner().stream()) }
    }
}

/// A scan that goes on.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Scanner {
    knowledge: KnowledgeBase,
    stream: Option<Stream>,
}

#[wasm_bindgen]
impl Scanner {
    /// The matches of the next piece of the text, in UTF-8, as a JSON list; a match that may still grow comes with a later piece.
    ///
    /// # Errors
    ///
    /// An error of the protocol, as JSON, once the pack turns out to be damaged.
    pub fn push(&mut self, bytes: &[u8]) -> Result<String, JsValue> {
        let mut hits = Vec::new();
        if let Some(stream) = &mut self.stream {
            stream.push(bytes, |hit| hits.push(hit));
        }
        self.scanned(&hits)
    }

    /// What is left at the end.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn finish(&mut self) -> Result<String, JsValue> {
        let mut hits = Vec::new();
        if let Some(stream) = self.stream.take() {
            stream.finish(|hit| hits.push(hit));
        }
        self.scanned(&hits)
    }

    fn scanned(&self, hits: &[ScanHit]) -> Result<String, JsValue> {
        match self.knowledge.damage() {
            Some(error) => Err(thrown(error)),
            None => Ok(serde_json::to_string(hits).unwrap_or_default()),
        }
    }
}

fn thrown(error: &Error) -> JsValue {
    JsValue::from_str(&protocol::error(error))
}
