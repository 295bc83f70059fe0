//! Answers, trees and diagnostics as text.
mod diagnostic;
pub use diagnostic::{DiagnosticStyle, diagnostic};
