//! A difference to the kind of change that it is.

use serde_json::Value;

use super::change::{Change, shown};
use super::kind::Kind;
use super::tree::{Difference, Step};

/// Whether a role stands below another one, in the newer version.
pub(super) struct Roles<'a>(pub(super) Vec<&'a str>);

impl Roles<'_> {
    fn rank(&self, role: Option<&Value>) -> Option<usize> {
        self.0.iter().position(|other| Some(*other) == role.and_then(Value::as_str))
    }
}

/// The changes that a difference stands for; a list of references may have lost one and gained another.
pub(super) fn classify(difference: &Difference<'_>, roles: &Roles<'_>) -> Vec<Change> {
    kinds(difference, roles).into_iter().map(|kind| change(difference, kind)).collect()
}

fn change(difference: &Difference<'_>, kind: Kind) -> Change {
    let item = |at: usize| match difference.path.get(at) {
        Some(Step::Item(id)) => Some(id.clone()),
        _ => None,
    };
    let in_rule = difference.path.first() == Some(&Step::Field("rules"));
    let rule = item(1).filter(|_| in_rule);
    let in_step = matches!(difference.path.get(2), Some(Step::Field("checks" | "remediation")));
    let step = rule.as_ref().filter(|_| in_step).and_then(|rule| Some(format!("{rule}/{}", item(3)?)));
    let part = |step: &Step<'_>| match step {
        Step::Field(name) => (*name).to_owned(),
        Step::Item(id) => id.clone(),
        Step::Order => "order".to_owned(),
    };
    Change {
        kind,
        bump: kind.bump(),
        rule,
        step,
        at: difference.path.iter().map(part).collect::<Vec<_>>().join("/"),
        old: shown(difference.old, difference.new),
        new: shown(difference.new, difference.old),
    }
}

/// The path with ids left out: a thing of a list is `*`, its order `#`.
fn shape<'a>(difference: &'a Difference<'_>) -> Vec<&'a str> {
    let part = |step: &'a Step<'_>| match step {
        Step::Field(name) => *name,
        Step::Item(_) => "*",
        Step::Order => "#",
    };
    difference.path.iter().map(part).collect()
}

fn kinds(difference: &Difference<'_>, roles: &Roles<'_>) -> Vec<Kind> {
    let shape = shape(difference);
    match shape.as_slice() {
        ["rules", "*", "checks", "*", rest @ ..] => of_step(true, rest, difference, roles),
        ["rules", "*", "remediation", "*", rest @ ..] => of_step(false, rest, difference, roles),
        ["rules", "*", rest @ ..] => of_rule(rest, difference),
        ["pack", rest @ ..] => of_pack(rest, difference),
        ["codes", rest @ ..] => of_codes(rest, difference),
        ["search", ..] => vec![Kind::SearchWords],
        _ => vec![Kind::Other],
    }
}

/// One of three, by whether something is new, gone or other than it was.
fn side(difference: &Difference<'_>, added: Kind, removed: Kind, changed: Kind) -> Vec<Kind> {
    let is = |value: Option<&Value>| value.is_some_and(|value| !value.is_null());
    vec![match (is(difference.old), is(difference.new)) {
        (false, true) => added,
        (true, false) => removed,
        _ => changed,
    }]
}

/// A list of references that may have gained some and lost others.
fn gained_and_lost(difference: &Difference<'_>, gained: Kind, lost: Kind) -> Vec<Kind> {
    let list = |value: Option<&Value>| -> Vec<Value> { value.and_then(Value::as_array).cloned().unwrap_or_default() };
    let (old, new) = (list(difference.old), list(difference.new));
    let mut kinds = Vec::new();
    if new.iter().any(|one| !old.contains(one)) {
        kinds.push(gained);
    }
    if old.iter().any(|one| !new.contains(one)) {
        kinds.push(lost);
    }
    // The same in another order means the same.
    if kinds.is_empty() { vec![Kind::Provenance] } else { kinds }
}

fn of_rule(shape: &[&str], difference: &Difference<'_>) -> Vec<Kind> {
    let word = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or("active").to_owned();
    match shape {
        [] => side(difference, Kind::RuleAdded, Kind::RuleRemoved, Kind::RuleRenamed),
        ["status"] => vec![match (word(difference.old).as_str(), word(difference.new).as_str()) {
            (_, "deprecated") => Kind::RuleDeprecated,
            (_, "active") => Kind::RuleActivated,
            _ => Kind::RuleWithdrawn,
        }],
        ["superseded_by"] => vec![Kind::SupersededBy],
        ["matches", "*"] => side(difference, Kind::CodeAdded, Kind::CodeRemoved, Kind::RowFacts),
        ["matches", "*", "printed_as"] => gained_and_lost(difference, Kind::AliasAdded, Kind::AliasRemoved),
        ["matches", "*", "facts" | "row", ..] => vec![Kind::RowFacts],
        ["matches", "*", "error_type", ..] => vec![Kind::Wording],
        ["applies_to", ..] => vec![Kind::Applicability],
        ["retry_risk"] => vec![Kind::RetryRisk],
        ["symptoms", ..] => vec![Kind::Symptoms],
        ["cautions", "*"] => side(difference, Kind::CautionAdded, Kind::CautionRemoved, Kind::Wording),
        ["cautions", "*", "when", ..] => vec![Kind::CautionRemoved],
        ["cautions", "*", "text", ..] | ["explanation", ..] => vec![Kind::Wording],
        ["causes", "*"] => side(difference, Kind::CauseAdded, Kind::CauseRemoved, Kind::Wording),
        ["causes", "*", "likelihood"] => vec![Kind::Likelihood],
        ["causes", "*", "when", ..] => vec![Kind::CauseCondition],
        ["causes", "*", "text", ..] => vec![Kind::Wording],
        ["checks" | "remediation", "#"] => vec![Kind::StepOrder],
        ["consequences"] => vec![Kind::Consequences],
        ["hand_over", "lead", ..] => vec![Kind::Wording],
        ["hand_over", ..] => vec![Kind::HandOver],
        ["tree", ..] => vec![Kind::Tree],
        ["examples"] => vec![Kind::Examples],
        // Where it is printed, notes on the print, translations; and what is the same in another order.
        ["absent" | "errata" | "review_notes" | "translations" | "source", ..]
        | ["matches", "*", "absent" | "inferred", ..]
        | ["cautions" | "causes", "*", "id" | "used_from"]
        | [.., "#"] => vec![Kind::Provenance],
        _ => vec![Kind::Other],
    }
}

fn of_step(is_check: bool, shape: &[&str], difference: &Difference<'_>, roles: &Roles<'_>) -> Vec<Kind> {
    let is_destructive =
        || difference.new.and_then(|new| new.get("risk")).and_then(Value::as_str) == Some("destructive");
    match shape {
        [] if is_check => side(difference, Kind::CheckAdded, Kind::CheckRemoved, Kind::Wording),
        [] => {
            let added = if is_destructive() { Kind::DestructiveRemedyAdded } else { Kind::RemedyAdded };
            side(difference, added, Kind::RemedyRemoved, Kind::Wording)
        }
        ["answers", "*"] => side(difference, Kind::AnswerAdded, Kind::AnswerRemoved, Kind::Wording),
        ["answers", "*", "supports" | "excludes" | "set", ..] => vec![Kind::AnswerMeaning],
        ["answers", "*", "hand_over" | "see" | "resolved", ..] => vec![Kind::AnswerLeadsTo],
        ["fixes" | "sometimes_fixes"] => vec![Kind::Fixes],
        ["kind"] => vec![Kind::RemedyKind],
        ["role"] => match (roles.rank(difference.old), roles.rank(difference.new)) {
            (Some(old), Some(new)) if new > old => vec![Kind::RoleRaised],
            _ => vec![Kind::RoleLowered],
        },
        ["risk"] => match (risk(difference.old), risk(difference.new)) {
            (old, new) if new > old => vec![Kind::RiskRaised],
            _ => vec![Kind::RiskLowered],
        },
        ["actor"] => vec![Kind::Actor],
        ["minutes"] => vec![Kind::Minutes],
        ["requires"] => gained_and_lost(difference, Kind::RequirementAdded, Kind::RequirementRemoved),
        ["when", ..] => vec![Kind::Condition],
        ["consult"] => side(difference, Kind::ConsultAdded, Kind::ConsultRemoved, Kind::ConsultRemoved),
        ["pin"] => vec![Kind::Pin],
        ["any_of"] => vec![Kind::Alternatives],
        ["caution"] => side(difference, Kind::CautionAdded, Kind::CautionRemoved, Kind::Wording),
        ["verify" | "undo" | "stop"] => side(difference, Kind::SafeguardAdded, Kind::SafeguardRemoved, Kind::Wording),
        ["steps"] => vec![if is_wording(difference.old, difference.new) { Kind::Wording } else { Kind::Instructions }],
        ["used_from" | "origin"] | [.., "#"] => vec![Kind::Provenance],
        ["ask" | "print", ..] | ["caution" | "verify" | "undo" | "stop", _, ..] | ["answers", "*", "text", ..] => {
            vec![Kind::Wording]
        }
        _ => vec![Kind::Other],
    }
}

fn of_pack(shape: &[&str], difference: &Difference<'_>) -> Vec<Kind> {
    match shape {
        ["version"] => Vec::new(),
        ["id"] => vec![Kind::PackRenamed],
        ["engine"] => vec![Kind::Engine],
        ["languages"] => gained_and_lost(difference, Kind::LanguageAdded, Kind::LanguageRemoved),
        ["default_role"] => vec![Kind::DefaultRole],
        ["strategy" | "hand_over_minutes"] => vec![Kind::Planning],
        ["roles", "*"] => side(difference, Kind::RoleAdded, Kind::RoleRemoved, Kind::Wording),
        ["roles", "#"] => vec![Kind::RoleOrder],
        ["roles", "*", "calls"] | ["help_desk"] => vec![Kind::HandOver],
        ["contacts", "*"] => side(difference, Kind::ContactAdded, Kind::ContactRemoved, Kind::Wording),
        ["contacts", "*", "role"] => vec![Kind::Contact],
        ["facts", "*"] | ["facts", "*", "values", "*"] => {
            side(difference, Kind::FactAdded, Kind::FactRemoved, Kind::Wording)
        }
        ["documents", ..] => vec![Kind::Provenance],
        [.., "#"] => vec![Kind::Provenance],
        ["name", ..] | ["roles" | "contacts" | "facts", "*", ..] => vec![Kind::Wording],
        _ => vec![Kind::Other],
    }
}

fn of_codes(shape: &[&str], difference: &Difference<'_>) -> Vec<Kind> {
    match shape {
        ["codes", "*"] => side(difference, Kind::CodeAdded, Kind::CodeRemoved, Kind::Wording),
        ["codes", "*", "aliases"] => gained_and_lost(difference, Kind::AliasAdded, Kind::AliasRemoved),
        ["codes", "*", "heading" | "message", ..] => vec![Kind::Wording],
        ["errata" | "review_notes" | "translations", ..]
        | ["codes", "*", "errata" | "review_notes", ..]
        | [.., "#"] => vec![Kind::Provenance],
        _ => vec![Kind::Other],
    }
}

fn risk(value: Option<&Value>) -> Option<usize> {
    ["safe", "disruptive", "reconfigures", "destructive"]
        .iter()
        .position(|name| value.and_then(Value::as_str) == Some(name))
}

/// Whether two lists of instructions differ in their words alone.
fn is_wording(old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_wording(Some(old), Some(new)))
        }
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            // A text holds words by language; everything else is built the same.
            old.keys().eq(new.keys()) && old.iter().all(|(name, value)| is_wording(Some(value), new.get(name)))
        }
        (Some(Value::String(_)), Some(Value::String(_))) => true,
        (old, new) => old == new,
    }
}
