//! A whole plan as text, and in the words that its pictures share.

use super::labels::{Labels, fill};
use super::names::Names;
use super::page::Page;
use super::style::{Span, Style};
use crate::diagnose::RuleModel;
use crate::diagnose::plan::{HAND_OVER, Plan, PlanNode, PlanOutcome};

/// A plan as an indented tree, under what it costs and how good that is.
///
/// `of` is the rule that was planned; the plan of a model file has none, and its steps go by their ids. An action stands
/// above what follows if the fault is still there; the answers of a question stand below it.
#[must_use]
pub fn plan_text(plan: &Plan, of: Option<&RuleModel>, names: &Names, style: &Style) -> String {
    let labels = names.labels;
    let said = Said { of, names };
    let mut page = Page::new(style);
    page.heading(&title(plan, &said));
    for sentence in certificate(plan, &said) {
        page.para(0, Span::plain(""), &[Span::plain(sentence)]);
    }
    page.gap();
    // What is still to be written: a step, or the answer that leads to it.
    let mut open = vec![(0, 0, None)];
    while let Some((place, indent, answer)) = open.pop() {
        let Some(node) = plan.nodes.get(place) else { continue };
        let mut indent = indent;
        if let Some((asked, seen)) = answer {
            let line = fill(labels.plan_answer, &[&said.outcome(asked, seen), &percent(seen.chance)]);
            page.para(indent, Span::dim("- "), &[Span::dim(line)]);
            indent = indent.saturating_add(2);
        }
        page.para(indent, Span::plain(""), &step(node, &said, labels));
        for seen in node.outcomes.iter().rev() {
            open.push((seen.next, indent, node.asks.then_some((node, seen))));
        }
    }
    if let Some(of) = of {
        page.gap();
        page.para(0, Span::plain(""), &[Span::dim(names.pack(&of.pack))]);
    }
    page.finish()
}

fn step(node: &PlanNode, said: &Said<'_>, labels: &Labels) -> Vec<Span> {
    let mut small = said.small(node);
    small.push(fill(labels.plan_step_cost, &[&number(node.cost)]));
    if let (false, [seen]) = (node.asks, node.outcomes.as_slice()) {
        small.push(fill(labels.plan_open, &[&percent(seen.chance)]));
    }
    if node.is_cut {
        small.push(labels.plan_cut.to_owned());
    }
    let asked = if node.asks && said.of.is_none() { "?" } else { "" };
    vec![Span::strong(format!("{}{asked}", said.step(node))), Span::dim(format!(" ({})", small.join(labels.comma)))]
}

/// What the plan is of.
pub(super) fn title(plan: &Plan, said: &Said<'_>) -> String {
    let labels = said.names.labels;
    let Some(of) = said.of else { return fill(labels.plan_head, &[&plan.model, plan.mode.name()]) };
    let role = fill(labels.for_role, &[said.names.role(&of.pack.id, &of.role)]);
    format!("{} ({role})", fill(labels.plan_head, &[said.names.rule(&of.pack.id, &of.rule), plan.mode.name()]))
}

/// What the plan costs, how far from the best order it can be, what the risk rule costs, and what the author's order does.
pub(super) fn certificate(plan: &Plan, of: &Said<'_>) -> Vec<String> {
    let labels = of.names.labels;
    let mut said = vec![fill(labels.plan_cost, &[&number(plan.expected_cost)])];
    said.extend(of.of.map(|_| labels.plan_unit.to_owned()));
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

/// How a plan's steps are called: in the words of its rule, else by their ids.
pub(super) struct Said<'a> {
    pub(super) of: Option<&'a RuleModel>,
    pub(super) names: &'a Names,
}

impl Said<'_> {
    pub(super) fn step(&self, node: &PlanNode) -> String {
        match self.of.map(|of| of.steps.get(&node.step)) {
            Some(Some(step)) => self.names.flat(&step.text),
            Some(None) if node.step == HAND_OVER => self.names.labels.end_handed_over.to_owned(),
            _ => node.step.clone(),
        }
    }

    pub(super) fn outcome(&self, node: &PlanNode, seen: &PlanOutcome) -> String {
        let words = self.names.words;
        let answer = self.of.and_then(|of| of.steps.get(&node.step)?.answers.get(&seen.name));
        match (answer, seen.name.as_str()) {
            (Some(answer), _) => self.names.flat(answer),
            (None, "not_fixed") => words.not_fixed.to_owned(),
            (None, id) => id.to_owned(),
        }
    }

    /// Who does a step and what it risks.
    pub(super) fn small(&self, node: &PlanNode) -> Vec<String> {
        let Some((of, step)) = self.of.and_then(|of| Some((of, of.steps.get(&node.step)?))) else { return Vec::new() };
        let mut small = vec![self.names.role(&of.pack.id, &step.role).to_owned()];
        let shown = !node.asks || step.risk > crate::model::Risk::Safe;
        small.extend(shown.then(|| self.names.words.risk(step.risk).to_owned()));
        small
    }
}

/// A cost with at most two decimals.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn percent(chance: f64) -> String {
    let share = chance * 100.0;
    if share > 0.0 && share < 0.5 { "<1".to_owned() } else { format!("{share:.0}") }
}
