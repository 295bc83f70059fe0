//! A whole plan as text and as a flowchart.

use std::collections::BTreeMap;

use super::labels::{self, Labels, fill};
use super::names::Names;
use super::page::Page;
use super::picture::{Picture, PlanOutcome, PlanPicture, PlanStep};
use super::style::{Span, Style};
use crate::diagnose::NodeKind;
use crate::diagnose::plan::{HAND_OVER, Model, Plan, PlanNode};
use crate::kb::KnowledgeBase;

/// A plan as an indented tree, under what it costs and how good that is, in the language `lang`.
///
/// `texts` says steps in words; a step that is not in it goes by its id. An action stands above what follows if the fault is still there; the answers of a question stand below it.
#[must_use]
pub fn plan_text(plan: &Plan, names: &BTreeMap<String, String>, lang: &str, style: &Style) -> String {
    let labels = labels::of(lang);
    let mut page = Page::new(style);
    page.heading(&fill(labels.plan_head, &[&plan.model, plan.mode.name()]));
    for sentence in certificate(plan, labels) {
        page.para(0, Span::plain(""), &[Span::plain(sentence)]);
    }
    page.gap();
    // What is still to be written: a step, or the answer that leads to it.
    let mut open = vec![(0, 0, None)];
    while let Some((place, indent, answer)) = open.pop() {
        let Some(node) = plan.nodes.get(place) else { continue };
        let mut indent = indent;
        if let Some((name, chance)) = answer {
            let said = fill(labels.plan_answer, &[name, &percent(chance)]);
            page.para(indent, Span::dim("- "), &[Span::dim(said)]);
            indent = indent.saturating_add(2);
        }
        page.para(indent, Span::plain(""), &step(node, names, labels));
        for (name, chance, next) in node.outcomes.iter().rev() {
            open.push((*next, indent, node.asks.then_some((name.as_str(), *chance))));
        }
    }
    page.finish()
}

fn step(node: &PlanNode, names: &BTreeMap<String, String>, labels: &Labels) -> Vec<Span> {
    let mut small = vec![fill(labels.plan_step_cost, &[&number(node.cost)])];
    if let (false, [(_, chance, _)]) = (node.asks, node.outcomes.as_slice()) {
        small.push(fill(labels.plan_open, &[&percent(*chance)]));
    }
    if node.is_cut {
        small.push(labels.plan_cut.to_owned());
    }
    let asked = if node.asks && !names.contains_key(&node.step) { "?" } else { "" };
    vec![Span::strong(format!("{}{asked}", name(node, names))), Span::dim(format!(" ({})", small.join(labels.comma)))]
}

/// What the plan costs, how far from the best order it can be, what the risk rule costs, and what the author's order does.
fn certificate(plan: &Plan, labels: &Labels) -> Vec<String> {
    let mut said = vec![fill(labels.plan_cost, &[&number(plan.expected_cost)])];
    if plan.exact {
        said.push(labels.plan_best.to_owned());
    } else {
        // Rounded up, as it is a promise.
        let most = format!("{:.1}", (plan.gap() * 1000.0).ceil() / 10.0);
        said.push(fill(labels.plan_gap, &[&number(plan.lower_bound), &most]));
    }
    if plan.mode.has_risk_rule() {
        said.push(match plan.price_of_safety {
            Some(price) => fill(labels.plan_price, &[&number(price)]),
            None => labels.plan_price_open.to_owned(),
        });
    }
    let more = (plan.authored_cost / plan.expected_cost - 1.0) * 100.0;
    said.push(if more < 0.05 {
        labels.plan_authored_same.to_owned()
    } else {
        fill(labels.plan_authored, &[&number(plan.authored_cost), &format!("{more:.1}")])
    });
    said
}

/// A plan as a picture of at most `most` steps, for Mermaid, SVG or Graphviz; `texts` as for [`plan_text`].
#[must_use]
pub fn plan_picture(plan: &Plan, texts: &BTreeMap<String, String>, names: &Names, most: usize) -> Picture {
    let words = names.words;
    // Every step stands before those that follow it, so costs add up from the end.
    let mut costs = vec![0.0; plan.nodes.len()];
    for (place, node) in plan.nodes.iter().enumerate().rev() {
        let rest: f64 = node.outcomes.iter().map(|(_, chance, to)| chance * costs.get(*to).unwrap_or(&0.0)).sum();
        if let Some(cost) = costs.get_mut(place) {
            *cost = node.cost + rest;
        }
    }
    let outcome = |(id, probability, to): &(String, f64, usize)| PlanOutcome {
        name: id.clone(),
        text: match id.as_str() {
            "not_fixed" => words.not_fixed.to_owned(),
            "yes" => words.yes.to_owned(),
            "no" => words.no.to_owned(),
            other => other.to_owned(),
        },
        probability: *probability,
        to: *to,
    };
    let last = plan.nodes.iter().map(|node| node.step.as_str()).find(|step| *step == HAND_OVER);
    let steps = plan.nodes.iter().zip(&costs).map(|(node, cost)| PlanStep {
        step: node.step.clone(),
        kind: match (node.asks, Some(node.step.as_str()) == last) {
            (true, _) => NodeKind::Check,
            (false, true) => NodeKind::HandedOver,
            (false, false) => NodeKind::Remedy,
        },
        text: name(node, texts).to_owned(),
        risk: None,
        cost: *cost,
        outcomes: node.outcomes.iter().map(outcome).collect(),
    });
    let title = fill(names.labels.plan_head, &[&plan.model, plan.mode.name()]);
    let drawn = PlanPicture { title, notes: certificate(plan, names.labels), steps: steps.collect() };
    Picture::plan(&drawn, names, most, &[])
}

fn name<'a>(node: &'a PlanNode, names: &'a BTreeMap<String, String>) -> &'a str {
    names.get(&node.step).unwrap_or(&node.step)
}

/// The steps of a model that are steps of rules, each in words: its question, or the first thing to do.
#[must_use]
pub fn step_names(knowledge: &KnowledgeBase, model: &Model, lang: &str) -> BTreeMap<String, String> {
    let steps = model.data().steps.iter();
    let mut names: BTreeMap<String, String> =
        steps.filter_map(|step| Some((step.id.clone(), knowledge.step_text(&step.id, lang)?))).collect();
    names.insert(HAND_OVER.to_owned(), labels::of(lang).end_handed_over.to_owned());
    names
}

/// A cost with at most two decimals.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn percent(chance: f64) -> String {
    let share = chance * 100.0;
    if share > 0.0 && share < 0.5 { "<1".to_owned() } else { format!("{share:.0}") }
}
