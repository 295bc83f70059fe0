//! A plan as a picture: which step comes first, and what comes after each of its outcomes.

use std::collections::VecDeque;

use super::{LabelKind, LabelPart, Picture, PictureEdge, PictureKind, PictureNode};
use crate::diagnose::plan::{Plan, PlanNode};
use crate::diagnose::{NodeKind, RuleModel};
use crate::render::labels::fill;
use crate::render::names::Names;
use crate::render::plan::{Said, certificate, number, percent, title};

impl Picture {
    /// A plan as a picture, of at most `most` steps: what stands deeper is left out, and said to be. `of` is the rule
    /// that was planned, if any. `path` holds the names of the outcomes that a session met, in order: they are
    /// highlighted.
    ///
    /// Steps that are reached twice are drawn twice: each path of a plan stands by itself.
    #[must_use]
    pub fn plan(plan: &Plan, of: Option<&RuleModel>, names: &Names, most: usize, path: &[String]) -> Self {
        let said = Said { of, names };
        let mut notes = certificate(plan, &said);
        notes.extend(of.map(|of| names.pack(&of.pack)));
        let mut picture = Self { lang: names.lang().to_owned(), title: title(plan, &said), notes, ..Self::default() };
        // From the first step outwards, so that what is left out is what is farthest away.
        let mut queue: VecDeque<(&PlanNode, Option<usize>)> =
            plan.nodes.first().map(|node| (node, (!path.is_empty()).then_some(0))).into_iter().collect();
        let mut met = 0usize;
        let mut next = queue.len();
        while let Some((from, depth)) = queue.pop_front() {
            let id = format!("{met}:{}", from.step);
            met = met.saturating_add(1);
            picture.nodes.push(node(id.clone(), from, &said, depth.is_some()));
            for seen in &from.outcomes {
                let Some(child) = plan.nodes.get(seen.next) else { continue };
                let taken = depth.filter(|depth| path.get(*depth) == Some(&seen.name));
                let to = if next < most {
                    queue.push_back((child, taken.map(|depth| depth.saturating_add(1))));
                    next = next.saturating_add(1);
                    format!("{}:{}", next.saturating_sub(1), child.step)
                } else {
                    let id = format!("more:{}", picture.edges.len());
                    picture.nodes.push(cut_short(id.clone(), names, taken.is_some()));
                    id
                };
                // How likely it is, and what is to be expected behind it.
                let chance = fill(names.labels.chance, &[&percent(seen.chance), &number(child.expected_cost)]);
                let label = vec![said.outcome(from, seen), chance];
                picture.edges.push(PictureEdge { from: id.clone(), to, label, taken: taken.is_some(), aside: false });
            }
        }
        picture
    }
}

fn node(id: String, node: &PlanNode, said: &Said<'_>, taken: bool) -> PictureNode {
    let kind = match (node.asks, node.escalates) {
        (true, _) => NodeKind::Check,
        (false, true) => NodeKind::HandedOver,
        (false, false) => NodeKind::Remedy,
    };
    let risk = said.of.and_then(|of| of.steps.get(&node.step)).map(|step| step.risk);
    let mut small = said.small(node);
    small.push(fill(said.names.labels.expected_cost, &[&number(node.expected_cost)]));
    let label = vec![
        LabelPart::new(LabelKind::Text, said.step(node).trim_end()),
        LabelPart::new(LabelKind::Small, format!("({})", small.join(" · "))),
    ];
    PictureNode { id, kind: PictureKind::Step(kind), risk, label, taken }
}

fn cut_short(id: String, names: &Names, taken: bool) -> PictureNode {
    let label = vec![LabelPart::new(LabelKind::Small, names.labels.cut_short)];
    PictureNode { id, kind: PictureKind::More, risk: None, label, taken }
}
