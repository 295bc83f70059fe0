//! Answers, trees and diagnostics as text.
//!
//! Everything here is a pure function of a value of the protocol, the [`Names`] that give it its language, and a
//! [`Style`]. What a pack says reaches the page without control characters, whatever its files held.

mod answer;
mod candidates;
mod diagnostic;
mod drawn;
mod explanation;
mod hits;
mod labels;
mod mermaid;
mod names;
mod notes;
mod page;
mod people;
mod plan;
mod qr;
mod several;
mod sheet;
mod steps;
mod style;
mod transcript;
mod tree;
mod turn;
mod wrap;

pub use diagnostic::{DiagnosticStyle, diagnostic};
pub use explanation::explanation;
pub use hits::search;
pub use mermaid::mermaid;
pub use names::Names;
pub use plan::{plan_mermaid, plan_text, step_names};
pub use qr::{qr_svg, qr_text};
pub use style::Style;
pub use transcript::{transcript, transcript_markdown};
pub use tree::tree_text;
pub use turn::turn;
