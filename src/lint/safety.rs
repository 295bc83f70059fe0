//! What keeps the order of steps safe: SD0501 verify, SD0502 caution, SD0503 undo, SD0508 prerequisites.

use std::collections::HashMap;

use super::Finding;
use super::base::{Kind, View};
use crate::Code;
use crate::model::{Remedy, Risk};

pub(super) fn rule(view: &View<'_>, found: &mut Vec<Finding>) {
    let mut groups: HashMap<&str, usize> = HashMap::new();
    for group in view.rule.remediation.iter().filter_map(|remedy| remedy.any_of.as_deref()) {
        let size = groups.entry(group).or_default();
        *size = size.saturating_add(1);
    }
    for item in view.steps() {
        let Some(step) = item.step() else { continue };
        if step.risk == Risk::Destructive && !step.has_caution && item.used_from.is_none() {
            let message = format!("`{}` is destructive and has no `caution`", step.id);
            found.push(
                Finding::new(Code::NoCaution, view.at_item(item, "/risk"), message)
                    .help("add `caution:` with what can be lost, so that it is read before the first step"),
            );
        }
        // The riskier one waits for the safer one, which waits for the riskier one: neither would ever be offered.
        let risky = |id: &&String| {
            view.steps()
                .filter_map(|other| other.step())
                .any(|other| other.id == **id && other.risk == Risk::Destructive)
        };
        if let Some(required) = step.requires.iter().find(risky).filter(|_| step.risk < Risk::Destructive) {
            let message =
                format!("`{}` requires `{required}`, which is destructive and waits for everything safer", step.id);
            found.push(
                Finding::new(Code::SaferWaits, view.at_item(item, "/requires"), message)
                    .help("make them one remedy, or give this one the risk `destructive` too"),
            );
        }
        let Kind::Remedy(remedy) = item.kind else { continue };
        if remedy.verify.is_some() && view.rule.retry_risk > remedy.risk {
            found.push(
                Finding::new(Code::VerifyAboveRisk, view.at_item(item, "/verify"), verify_message(view, remedy))
                    .help(verify_help(item.used_from, remedy)),
            );
        }
        let group = remedy.any_of.as_deref().filter(|group| groups.get(group).is_some_and(|size| *size > 1));
        if let Some(group) = group.filter(|_| remedy.risk >= Risk::Reconfigures && remedy.undo.is_none()) {
            let message = format!("`{}` is one of the alternatives `{group}` and has no `undo`", remedy.id);
            found.push(
                Finding::new(Code::NoUndo, view.at_item(item, "/any_of"), message)
                    .help("add `undo:` with how to put it back before the next alternative is tried"),
            );
        }
    }
}

fn verify_message(view: &View<'_>, remedy: &Remedy) -> String {
    let (retry, own) = (risk_name(view.rule.retry_risk), risk_name(remedy.risk));
    format!("the `verify` of `{}` repeats the failed operation: that is {retry}, the remedy only {own}", remedy.id)
}

fn verify_help(used: Option<&str>, remedy: &Remedy) -> String {
    let retry = format!("add a remedy for the repetition alone, with `requires: [{}]`", remedy.id);
    match used {
        Some(used) => format!("write it out here without `verify:` instead of using `{used}`, and {retry}"),
        None => format!("take `verify:` out and {retry}"),
    }
}

/// A risk as files write it.
pub(super) fn risk_name(risk: Risk) -> &'static str {
    match risk {
        Risk::Safe => "safe",
        Risk::Disruptive => "disruptive",
        Risk::Reconfigures => "reconfigures",
        Risk::Destructive => "destructive",
    }
}
