//! A record as one of its rules sees it.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::day;
use super::log::{LeftOut, Origin, Why};
use super::make::{FIXED, declared, is_reply};
use super::record::{OutcomeRecord, Replied};
use super::table::Table;
use crate::diagnose::chances::SOMETHING_ELSE;
use crate::diagnose::{Case, Outcome, State};
use crate::kb::LoadedPack;

/// What a session tells about the causes of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    /// Whether each cause could be the one, by the conditions on what is known.
    pub(super) possible: Vec<bool>,
    /// Checks with what was answered.
    pub(super) answers: Vec<(usize, usize)>,
    /// Remedies that showed something, each with whether the fault was gone.
    pub(super) tried: Vec<(usize, bool)>,
    /// What it was, where somebody said so.
    pub(super) cause: Option<usize>,
    /// How much it counts.
    pub(super) weight: f64,
    /// The day, as a number.
    pub(super) day: i64,
    /// Which half it belongs to where one is learned from and the other judges.
    pub(super) is_odd: bool,
    /// Whether it ended with the fault gone, or worked around.
    pub(super) is_solved: bool,
}

/// A record on the loaded pack: what it says about each of its rules, by the place of the rule in the pack. What the pack
/// no longer has, where nothing is left to learn without it.
pub(super) fn seen(
    pack: &LoadedPack,
    tables: &[Table<'_>],
    record: &OutcomeRecord,
    origin: &Origin,
    left_out: &mut Vec<LeftOut>,
) -> Result<Vec<(usize, Seen)>, String> {
    let mut state = State::new(pack, &record.role, &declared(pack, &record.facts));
    for entered in record.rules.iter().rev() {
        let Some((at, rule)) = pack.index().rule(&entered.rule).and_then(|at| Some((at, pack.rule_at(at)?))) else {
            return Err(entered.rule.clone());
        };
        let named = |row: &usize| {
            let name = rule.matches.get(*row).and_then(|m| m.row.as_ref());
            name.is_some_and(|name| entered.rows.contains(name))
        };
        let all = 0..rule.matches.len();
        let rows: Vec<usize> = all.clone().filter(named).collect();
        state.enter(Case::new(pack, at, if rows.is_empty() { all.collect() } else { rows }));
    }
    let replies = || record.known.iter().chain(&record.path);
    let is_gone = |replied: &&Replied| !is_reply(&state, &replied.step, &replied.reply);
    if let Some(lost) = replies().filter(is_gone).find(|replied| replied.reply == FIXED) {
        return Err(lost.step.clone());
    }
    let lost: Vec<&Replied> = replies().filter(is_gone).collect();
    left_out.extend(lost.iter().map(|replied| LeftOut::new(origin, Why::StepGone, replied.step.clone())));
    // The last reply to a step is the one that holds.
    let last: BTreeMap<&str, &str> =
        replies().filter(|replied| !is_gone(replied)).map(|r| (r.step.as_str(), r.reply.as_str())).collect();
    let answers = last.iter().map(|(step, reply)| ((*step).to_owned(), (*reply).to_owned()));
    let known_cause = |table: &Table<'_>| table.causes.iter().any(|key| Some(key) == record.cause.as_ref());
    let entered = || state.cases.iter().filter_map(|case| Some((case, tables.get(case.rule)?)));
    if let Some(cause) = record.cause.as_ref().filter(|_| !entered().any(|(_, table)| known_cause(table))) {
        return Err(cause.clone());
    }
    let mut state = state.clone();
    state.answers = answers.collect();
    let hash = Sha256::digest(record.id.as_bytes());
    let mut found = Vec::new();
    for (case, table) in state.cases.iter().filter_map(|case| Some((case, tables.get(case.rule)?))) {
        let fixing: Vec<&str> = last.iter().filter(|(_, reply)| **reply == FIXED).map(|(step, _)| *step).collect();
        // Where another rule of the session had the cause or the cure, nothing is known of this one.
        let cured_elsewhere = !fixing.is_empty() && fixing.iter().all(|step| table.remedy(step).is_none());
        let other_cause = record.cause.as_ref().is_some_and(|key| !known_cause(table) && key != SOMETHING_ELSE);
        if cured_elsewhere || other_cause {
            continue;
        }
        let rule = table.rule;
        let open = rule.causes.iter().filter(|cause| !state.is_excluded(case, rule, &cause.id));
        let open: Vec<String> = open.map(|cause| State::cause_key(rule, &cause.id)).collect();
        found.push((
            case.rule,
            Seen {
                possible: table.causes.iter().map(|key| key == SOMETHING_ELSE || open.contains(key)).collect(),
                answers: last.iter().filter_map(|(step, reply)| answered(table, step, reply)).collect(),
                tried: last.iter().filter_map(|(step, reply)| tried(table, step, reply)).collect(),
                cause: record.cause.as_ref().and_then(|key| table.causes.iter().position(|known| known == key)),
                weight: 1.0,
                day: day::number(&record.day).unwrap_or(0),
                is_odd: hash.first().is_some_and(|byte| byte % 2 == 1),
                is_solved: record.end != Outcome::HandedOver,
            },
        ));
    }
    Ok(found)
}

/// "Don't know" tells nothing.
fn answered(table: &Table<'_>, step: &str, reply: &str) -> Option<(usize, usize)> {
    let check = table.check(step)?;
    let (_, answers) = table.checks.get(check)?;
    Some((check, answers.iter().position(|answer| answer == reply)?))
}

/// What was not carried out, and what shows nothing by itself, tells nothing.
fn tried(table: &Table<'_>, step: &str, reply: &str) -> Option<(usize, bool)> {
    let remedy = table.remedy(step)?;
    match reply {
        FIXED => Some((remedy, true)),
        "not_fixed" => Some((remedy, false)),
        _ => None,
    }
}

/// Makes older sessions count less: half as much for each half-life, in a straight line between, so that every machine
/// computes the same.
pub(super) fn decay(sessions: &mut [Vec<Seen>], half_life: Option<u32>) {
    let Some(half_life) = half_life.map(i64::from).filter(|days| *days > 0) else { return };
    let newest = sessions.iter().flatten().map(|seen| seen.day).max().unwrap_or(0);
    for seen in sessions.iter_mut().flatten() {
        let age = newest.saturating_sub(seen.day).max(0);
        let (whole, rest) = (age.checked_div(half_life).unwrap_or(0), age.checked_rem(half_life).unwrap_or(0));
        let halved = (0..whole.min(60)).fold(1.0, |weight: f64, _| weight / 2.0);
        seen.weight = halved * (1.0 - rest as f64 / half_life as f64 / 2.0);
    }
}
