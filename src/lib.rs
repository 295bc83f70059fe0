//! Error code in, the shortest safe path to a fix out.
#![forbid(unsafe_code)]

mod diagnostic;
mod limits;
#[cfg(feature = "render")]
pub mod render;
#[cfg(feature = "authoring")]
mod yaml;

pub use diagnostic::{Code, Diagnostic, Fix, Label, LineIndex, Place, Severity, Span};
pub use limits::Limits;
