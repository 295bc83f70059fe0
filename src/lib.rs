//! Error code in, the shortest safe path to a fix out.
#![forbid(unsafe_code)]

pub mod diagnose;
mod diagnostic;
mod error;
#[cfg(feature = "fs")]
pub mod fs;
mod kb;
mod limits;
mod lint;
#[cfg(feature = "authoring")]
mod load;
pub mod model;
pub mod query;
#[cfg(feature = "render")]
pub mod render;
#[cfg(feature = "authoring")]
pub mod schema;
mod words;
#[cfg(feature = "authoring")]
mod yaml;

pub use diagnose::{Session, Start};
pub use diagnostic::{Code, Diagnostic, Fix, Label, LineIndex, Place, Severity, Span};
pub use error::{Error, ErrorKind};
pub use kb::{KnowledgeBase, LoadedPack};
pub use limits::Limits;
#[cfg(feature = "authoring")]
pub use load::{Report, Source, check, load};
pub use query::Query;
