//! A whole plan as text and as a flowchart.

use std::collections::BTreeMap;

use super::labels::{self, Labels, fill};
use super::mermaid::{CLASSES, label};
use super::page::Page;
use super::style::{Span, Style};
use crate::diagnose::plan::{HAND_OVER, Model, Plan, PlanNode};
use crate::kb::KnowledgeBase;

/// A plan as an indented tree, under what it costs and how good that is, in the language `lang`.
///
/// An action stands above what follows if the fault is still there; the answers of a question stand below it.
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

/// A plan as the text of a Mermaid flowchart.
#[must_use]
pub fn plan_mermaid(plan: &Plan, names: &BTreeMap<String, String>, lang: &str) -> String {
    let labels = labels::of(lang);
    let mut out = String::from("flowchart TD\n");
    for (place, node) in plan.nodes.iter().enumerate() {
        let mut parts =
            vec![name(node, names).to_owned(), format!("({})", fill(labels.plan_step_cost, &[&number(node.cost)]))];
        if node.is_cut {
            parts.push(labels.plan_cut.to_owned());
        }
        let is_end = node.outcomes.is_empty();
        let (shape, class) = match (node.asks, is_end) {
            (true, _) => (("{{", "}}"), ""),
            (false, false) => (("[", "]"), ""),
            (false, true) => (("([", "])"), ":::goal"),
        };
        out.push_str(&format!("  n{place}{}\"{}\"{}{class}\n", shape.0, label(&parts), shape.1));
    }
    for (place, node) in plan.nodes.iter().enumerate() {
        for (name, chance, next) in &node.outcomes {
            let said = if node.asks {
                fill(labels.plan_answer, &[name, &percent(*chance)])
            } else {
                fill(labels.plan_open, &[&percent(*chance)])
            };
            out.push_str(&format!("  n{place} -->|\"{}\"| n{next}\n", label(&[said])));
        }
    }
    out.push_str(CLASSES);
    out
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
