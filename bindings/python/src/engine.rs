//! Loaded knowledge.

use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use pyo3::prelude::*;
use shindan::pack::Trust;
use shindan::{Error, KnowledgeBase, protocol};

use crate::errors::{Fault, working};
use crate::scanner::Scanner;

/// Loaded knowledge. Calls that are under way while it is closed end as if it were open.
#[pyclass(frozen, module = "shindan._native")]
#[derive(Debug)]
pub(crate) struct Engine(RwLock<Option<KnowledgeBase>>);

impl Engine {
    fn new(knowledge: KnowledgeBase) -> Self {
        Self(RwLock::new(Some(knowledge)))
    }

    fn knowledge(&self) -> Result<KnowledgeBase, Fault> {
        let open = self.0.read().unwrap_or_else(PoisonError::into_inner);
        open.clone().ok_or_else(|| Fault::closed("this knowledge"))
    }
}

#[pymethods]
impl Engine {
    /// Opens the bytes of a compiled pack; with keys, only one that one of them has signed.
    #[staticmethod]
    fn from_bytes(
        py: Python<'_>,
        pack: Vec<u8>,
        keys: Option<Vec<String>>,
        signature: Option<String>,
    ) -> PyResult<Self> {
        working(py, || match trust(keys)? {
            Some(trust) => Ok(KnowledgeBase::from_trusted_pack(pack, &trust, signature.as_deref())?),
            None => Ok(KnowledgeBase::from_pack(pack)?),
        })
        .map(Self::new)
    }

    /// Opens the file of a compiled pack, of which only what is asked for is read. A signature stands behind it or beside it.
    #[staticmethod]
    fn from_path(py: Python<'_>, path: PathBuf, keys: Option<Vec<String>>) -> PyResult<Self> {
        working(py, || match trust(keys)? {
            Some(trust) => Ok(shindan::fs::open_trusted_pack(path, &trust)?),
            None => Ok(shindan::fs::open_pack(path)?),
        })
        .map(Self::new)
    }

    /// Carries out an operation of the protocol.
    fn call(&self, py: Python<'_>, operation: &str, input: &str) -> PyResult<String> {
        working(py, || Ok(protocol::call(&self.knowledge()?, operation, input)?))
    }

    /// The packs of both.
    fn join(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        working(py, || Ok(self.knowledge()?.join(&other.knowledge()?)?)).map(Self::new)
    }

    /// Holds the whole pack against its hashes and rules.
    fn verify(&self, py: Python<'_>) -> PyResult<()> {
        working(py, || Ok(self.knowledge()?.verify()?))
    }

    fn scanner(&self, py: Python<'_>) -> PyResult<Scanner> {
        working(py, || Ok(Scanner::new(self.knowledge()?)))
    }

    fn close(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).take();
    }

    #[getter]
    fn closed(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}

fn trust(keys: Option<Vec<String>>) -> Result<Option<Trust>, Error> {
    keys.map(|keys| Trust::new().keys(keys)).transpose()
}
