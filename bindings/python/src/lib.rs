//! The engine for Python. What a program imports stands in `python/shindan/`; this is what it loads.
//!
//! Everything goes through [`shindan::protocol`], so that it gives the same bytes as every other binding. While the engine works,
//! other threads of Python run.
#![forbid(unsafe_code)]

mod engine;
mod errors;
mod scanner;

use pyo3::prelude::*;

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("version", env!("CARGO_PKG_VERSION"))?;
    module.add("operations", shindan::protocol::OPERATIONS)?;
    module.add_class::<engine::Engine>()?;
    module.add_class::<scanner::Scanner>()
}
