//! A picture of steps and of what leads from one to the next: the one source of SVG, Graphviz DOT and Mermaid.
//!
//! It knows neither rules nor plans. [`Picture::tree`] makes one of a decision graph, [`Picture::plan`] one of a plan.

mod ids;
mod plan;
mod taken;
mod tree;

pub(super) use ids::Ids;

use super::labels::fill;
use crate::diagnose::NodeKind;
use crate::model::Risk;

/// Steps and what leads from one to the next, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The language of its words (BCP 47).
    pub lang: String,
    /// What it shows.
    pub title: String,
    /// Small print below it.
    pub notes: Vec<String>,
    /// The steps, in reading order.
    pub nodes: Vec<PictureNode>,
    /// What leads from one to the next.
    pub edges: Vec<PictureEdge>,
}

/// A step in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureNode {
    /// Its name; no two nodes of a picture share one.
    pub id: String,
    /// What it is: gives its shape.
    pub kind: PictureKind,
    /// What it risks: gives its colour. The words stand in the label.
    pub risk: Option<Risk>,
    /// What stands in it: paragraphs, not broken into lines yet.
    pub label: Vec<LabelPart>,
    /// Whether the path taken goes through it.
    pub taken: bool,
}

/// What leads from one step to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureEdge {
    /// The node it leaves.
    pub from: String,
    /// The node it reaches.
    pub to: String,
    /// When it is followed: paragraphs; none where there is no choice.
    pub label: Vec<String>,
    /// Whether the path taken follows it.
    pub taken: bool,
    /// Whether it depends on more than the last reply; drawn with dashes.
    pub aside: bool,
}

/// A paragraph of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelPart {
    /// What it is to its reader.
    pub kind: LabelKind,
    /// Its text.
    pub text: String,
}

/// What a paragraph of a label is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LabelKind {
    /// What to know before.
    Caution,
    /// What to answer or to do.
    Text,
    /// When it applies.
    Condition,
    /// Who, how risky, how long.
    Small,
}

/// What a node of a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureKind {
    /// What to read before anything else.
    Caution,
    /// A step of a session.
    Step(NodeKind),
    /// What is left out of the picture, for its size.
    More,
}

impl PictureKind {
    /// Whether a session ends there.
    pub(super) fn is_end(self) -> bool {
        matches!(self, Self::Step(kind) if super::drawn::is_end(kind))
    }
}

impl Picture {
    /// What it shows and how it is read, in a sentence.
    pub(super) fn description(&self) -> String {
        let labels = super::labels::of(&self.lang);
        let steps = self.nodes.iter().filter(|node| matches!(node.kind, PictureKind::Step(_)) && !node.kind.is_end());
        let mut sentences = vec![fill(labels.picture_of, &[&steps.count().to_string()])];
        if self.edges.iter().any(|edge| edge.taken) {
            sentences.push(labels.path_taken.to_owned());
        }
        sentences.join(labels.sentence_gap)
    }
}

impl PictureNode {
    /// The risk that its colour shows: a harmless question is no safer than any other.
    pub(super) fn colour(&self) -> Option<Risk> {
        let asks = !matches!(self.kind, PictureKind::Step(NodeKind::Remedy | NodeKind::Undo));
        self.risk.filter(|risk| !asks || *risk > Risk::Safe)
    }

    /// Its label in one piece.
    pub(super) fn in_words(&self) -> String {
        self.label.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

impl LabelPart {
    pub(super) fn new(kind: LabelKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }
}
