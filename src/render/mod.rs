//! Answers, trees and diagnostics as text; trees and plans as pictures.
//!
//! Everything here is a pure function of a value of the protocol, the [`Names`] that give it its language, and a
//! [`Style`], or of a [`Picture`]. What a pack says reaches the page without control characters, whatever its files held.

mod answer;
mod candidates;
mod diagnostic;
mod dot;
mod drawn;
mod explanation;
mod hits;
mod labels;
mod layout;
mod lesson;
mod markup;
mod mermaid;
mod names;
mod notes;
mod page;
mod people;
mod picture;
mod plan;
mod qr;
mod release;
mod report;
mod several;
mod sheet;
mod snapshot;
mod steps;
mod style;
mod svg;
mod transcript;
mod tree;
mod turn;
mod why_not;
mod wrap;

pub use diagnostic::{DiagnosticStyle, diagnostic};
pub use dot::dot;
pub use explanation::explanation;
pub use hits::search;
pub use layout::{Layout, Route, TextBox, TextLine};
pub use lesson::lesson;
pub use mermaid::mermaid;
pub use names::Names;
pub use picture::{LabelKind, LabelPart, Picture, PictureEdge, PictureKind, PictureNode};
pub use plan::plan_text;
pub use qr::{qr_svg, qr_text};
pub use release::{changes, changes_html, changes_markdown, release_notes};
pub use report::{diagnostics_github, diagnostics_junit, diagnostics_sarif};
pub use snapshot::{snapshot, snapshots};
pub use style::Style;
pub use svg::svg;
pub use transcript::{transcript, transcript_markdown};
pub use tree::tree_text;
pub use turn::turn;
pub use why_not::why_not;
