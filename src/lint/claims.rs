//! What finds a rule: SD0401 no code and detail twice, SD0403 some key at all.

use std::collections::HashMap;

use super::base::{Base, View};
use super::{At, Finding};
use crate::Code;
use crate::model::{Rule, Status};

/// A code with a detail, as one rule claims it.
struct Claim<'a> {
    rule: &'a Rule,
    at: At,
}

pub(super) fn all(base: &Base<'_>, views: &[View<'_>], found: &mut Vec<Finding>) {
    let mut claims: HashMap<(&str, Option<String>), Vec<Claim<'_>>> = HashMap::new();
    for view in views {
        if view.rule.matches.is_empty() && view.rule.symptoms.is_empty() {
            let message = format!("`{}` has neither `matches` nor `symptoms`", view.rule.id);
            found.push(
                Finding::new(Code::NoKey, view.at("/id"), message)
                    .help("add the codes under `matches:`, or what people see under `symptoms:`"),
            );
        }
        for (i, row) in view.rule.matches.iter().enumerate() {
            let field = if row.detail.is_some() { "detail" } else { "code" };
            let own = (row.detail.as_deref(), view.at(format!("/matches/{i}/{field}")));
            let printed = row.printed_as.iter().enumerate();
            let printed = printed.map(|(j, p)| (Some(p.as_str()), view.at(format!("/matches/{i}/printed_as/{j}"))));
            for (detail, at) in std::iter::once(own).chain(printed) {
                let earlier = claims.entry((base.code(&row.code), detail.map(key))).or_default();
                let claim = Claim { rule: view.rule, at };
                let clash = earlier.iter().find(|first| same_device(first, &claim));
                found.extend(clash.map(|first| twice(&row.code, detail, first, &claim)));
                earlier.push(claim);
            }
        }
    }
}

/// What a detail code is compared by. The number of leading `x`s of a pattern means nothing.
fn key(detail: &str) -> String {
    let rest = detail.trim_start_matches('x');
    if detail.starts_with("xx") { format!("xx{rest}") } else { detail.to_owned() }
}

/// Whether both claims can meet: they do, unless they name different models. A deprecated rule is found by its id only.
fn same_device(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    if std::ptr::eq(a.rule, b.rule) {
        return true;
    }
    let models = |claim: &Claim<'_>| claim.rule.applies_to.as_ref().map_or(&[][..], |applies| &applies.models).to_vec();
    let (first, second) = (models(a), models(b));
    let disjoint = !first.is_empty() && !second.is_empty() && !first.iter().any(|model| second.contains(model));
    let in_use = |claim: &Claim<'_>| claim.rule.status != Status::Deprecated;
    in_use(a) && in_use(b) && !disjoint
}

fn twice(code: &str, detail: Option<&str>, first: &Claim<'_>, claim: &Claim<'_>) -> Finding {
    let what = match detail {
        Some(detail) => format!("`{code}` with `{detail}`"),
        None => format!("`{code}` without a detail code"),
    };
    let (message, help) = if std::ptr::eq(first.rule, claim.rule) {
        (format!("{what} stands twice in this rule"), "take one of the two out".to_owned())
    } else {
        let help = "leave it to one of the two rules, or say in both with `applies_to: { models: […] }` which devices \
                    they are about";
        (format!("{what} is claimed by the rule `{}` as well", first.rule.id), help.to_owned())
    };
    Finding::new(Code::ClaimedTwice, claim.at.clone(), message).help(help).label(first.at.clone(), "claimed first here")
}
