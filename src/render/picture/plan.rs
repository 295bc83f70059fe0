//! A plan as a picture: which step comes first, and what comes after each of its outcomes.

use std::collections::VecDeque;

use super::{LabelKind, LabelPart, Picture, PictureEdge, PictureKind, PictureNode};
use crate::diagnose::NodeKind;
use crate::model::Risk;
use crate::render::labels::fill;
use crate::render::names::Names;

/// A plan as it is to be drawn: the steps of a tree, each once, the first one first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanPicture {
    /// What it is a plan for.
    pub title: String,
    /// Small print below it, such as the certificate.
    pub notes: Vec<String>,
    /// The steps; outcomes name them by their place here.
    pub steps: Vec<PlanStep>,
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanStep {
    /// The step's name; it may stand in several branches.
    pub step: String,
    /// What it is.
    pub kind: NodeKind,
    /// The question, or what is to be done.
    pub text: String,
    /// What it risks.
    pub risk: Option<Risk>,
    /// What everything from here on is expected to cost.
    pub cost: f64,
    /// What may come of it, in order.
    pub outcomes: Vec<PlanOutcome>,
}

/// What may come of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanOutcome {
    /// The outcome's name, as in a session.
    pub name: String,
    /// The same as people say it.
    pub text: String,
    /// How likely it is at this step, from 0 to 1.
    pub probability: f64,
    /// The place of the step that follows; an outcome without one is not drawn.
    pub to: usize,
}

impl Picture {
    /// A plan as a picture, of at most `most` steps: what stands deeper is left out, and said to be. `path` holds the
    /// names of the outcomes that a session met, in order: they are highlighted.
    ///
    /// Steps that are reached twice are drawn twice: each path of a plan stands by itself.
    #[must_use]
    pub fn plan(plan: &PlanPicture, names: &Names, most: usize, path: &[String]) -> Self {
        let mut picture = Self {
            lang: names.lang().to_owned(),
            title: plan.title.clone(),
            notes: plan.notes.clone(),
            ..Self::default()
        };
        // From the first step outwards, so that what is left out is what is farthest away.
        let mut queue: VecDeque<(&PlanStep, Option<usize>)> =
            plan.steps.first().map(|step| (step, (!path.is_empty()).then_some(0))).into_iter().collect();
        let mut met = 0usize;
        let mut next = queue.len();
        while let Some((step, depth)) = queue.pop_front() {
            let id = format!("{met}:{}", step.step);
            met = met.saturating_add(1);
            picture.nodes.push(node(id.clone(), step, names, depth.is_some()));
            for outcome in &step.outcomes {
                let Some(child) = plan.steps.get(outcome.to) else { continue };
                let taken = depth.filter(|depth| path.get(*depth) == Some(&outcome.name));
                let to = if next < most {
                    queue.push_back((child, taken.map(|depth| depth.saturating_add(1))));
                    next = next.saturating_add(1);
                    format!("{}:{}", next.saturating_sub(1), child.step)
                } else {
                    let id = format!("more:{}", picture.edges.len());
                    picture.nodes.push(cut_short(id.clone(), names, taken.is_some()));
                    id
                };
                let label = vec![outcome.text.clone(), chance(outcome, child, names)];
                picture.edges.push(PictureEdge { from: id.clone(), to, label, taken: taken.is_some(), aside: false });
            }
        }
        picture
    }
}

fn node(id: String, step: &PlanStep, names: &Names, taken: bool) -> PictureNode {
    let mut label = vec![LabelPart::new(LabelKind::Text, step.text.trim_end())];
    let risk = step.risk.filter(|risk| *risk > Risk::Safe || step.kind == NodeKind::Remedy);
    let mut small: Vec<String> = risk.map(|risk| names.words.risk(risk).to_owned()).into_iter().collect();
    small.push(fill(names.labels.expected_cost, &[&number(step.cost)]));
    label.push(LabelPart::new(LabelKind::Small, format!("({})", small.join(" · "))));
    PictureNode { id, kind: PictureKind::Step(step.kind), risk: step.risk, label, taken }
}

fn cut_short(id: String, names: &Names, taken: bool) -> PictureNode {
    let label = vec![LabelPart::new(LabelKind::Small, names.labels.cut_short)];
    PictureNode { id, kind: PictureKind::More, risk: None, label, taken }
}

/// How likely an outcome is, and what is to be expected behind it.
fn chance(outcome: &PlanOutcome, then: &PlanStep, names: &Names) -> String {
    let percent = outcome.probability * 100.0;
    let percent = if percent > 0.0 && percent < 0.1 { "<0.1".to_owned() } else { number(percent) };
    fill(names.labels.chance, &[&percent, &number(then.cost)])
}

/// A number with one decimal, where it has one.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}
