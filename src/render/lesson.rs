//! What records taught, for whoever reviews it.

use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::style::{Span, Style};
use crate::diagnose::plan::HAND_OVER;
use crate::kb::KnowledgeBase;
use crate::learn::{CauseSeen, Change, LeftOut, Lesson, RuleLesson, StepSeen, Verdict, Why};

/// Most lines that are named of those that were left out.
const NAMED: usize = 10;
/// Longest text of a step, in characters.
const TEXT: usize = 40;

/// A lesson as text: each change of order as a sentence with its evidence, what keeps its order, what the sessions speak
/// against, and what was left out.
#[must_use]
pub fn lesson(lesson: &Lesson, knowledge: &KnowledgeBase, names: &Names, style: &Style) -> String {
    let words = Wording { knowledge, names, pack: &lesson.overlay.pack.id };
    let labels = names.labels;
    let mut page = Page::new(style);
    let (pack, sample) = (&lesson.overlay.pack, &lesson.overlay.sample);
    let version = pack.version.to_string();
    page.heading(&match (&sample.first_day, &sample.last_day) {
        (Some(first), Some(last)) => {
            fill(labels.learned_from, &[&pack.id, &version, &sample.records.to_string(), first, last])
        }
        _ => fill(labels.learned_none, &[&pack.id, &version]),
    });
    let of = |verdict: Verdict| lesson.rules.iter().filter(move |rule| rule.verdict == verdict);
    let changed = of(Verdict::Changed).flat_map(|rule| rule.changes.iter().map(move |change| (rule, change)));
    let mut changed: Vec<String> = changed.map(|(rule, change)| words.changed(rule, change)).collect();
    if changed.is_empty() && sample.first_day.is_some() {
        changed.push(labels.learned_no_change.to_owned());
    }
    let refused = of(Verdict::Dearer).flat_map(|rule| rule.changes.iter().map(move |change| (rule, change)));
    let list = |verdict: Verdict| {
        let rules: Vec<String> =
            of(verdict).map(|rule| fill(labels.learned_count, &[&rule.rule, &rule.sessions.to_string()])).collect();
        (!rules.is_empty()).then(|| rules.join(labels.comma))
    };
    let least = sample.min_sessions.to_string();
    let others = [
        list(Verdict::Same).map(|rules| fill(labels.learned_same, &[&rules])),
        list(Verdict::TooFew).map(|rules| fill(labels.learned_too_few, &[&least, &rules])),
        list(Verdict::NotPlanned).map(|rules| fill(labels.learned_not_planned, &[&rules])),
    ];
    for (heading, lines) in [
        (labels.learned_changes, changed),
        (labels.learned_refused, refused.map(|(rule, change)| words.refused(rule, change)).collect()),
        (labels.learned_rules, others.into_iter().flatten().collect()),
        (labels.learned_score, words.scorecard(lesson)),
    ] {
        section(&mut page, heading, &lines);
    }
    left_out(&mut page, &lesson.left_out, names);
    page.finish()
}

fn section(page: &mut Page, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.heading(heading);
    for line in lines {
        page.para(2, Span::plain("• "), &[Span::plain(line)]);
    }
}

fn left_out(page: &mut Page, left_out: &[LeftOut], names: &Names) {
    let labels = names.labels;
    let why = |why: Why| match why {
        Why::Damaged => labels.left_damaged,
        Why::OtherPack => labels.left_other_pack,
        Why::Gone => labels.left_gone,
        Why::StepGone => labels.left_step_gone,
        Why::Contradiction => labels.left_contradiction,
    };
    let line = |left: &LeftOut| format!("{}:{}: {} ({})", left.file, left.line, why(left.why), left.what);
    let mut lines: Vec<String> = left_out.iter().take(NAMED).map(line).collect();
    let more = left_out.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(fill(labels.learned_more, &[&more.to_string()]));
    }
    section(page, &fill(labels.learned_left_out, &[&left_out.len().to_string()]), &lines);
}

struct Wording<'a> {
    knowledge: &'a KnowledgeBase,
    names: &'a Names,
    pack: &'a str,
}

impl Wording<'_> {
    fn changed(&self, rule: &RuleLesson, change: &Change) -> String {
        let labels = self.names.labels;
        let after: Vec<String> =
            change.after.iter().map(|(step, seen)| format!("{} = {seen}", self.step(step))).collect();
        let after =
            if after.is_empty() { String::new() } else { fill(labels.learned_after, &[&after.join(labels.comma)]) };
        fill(
            labels.learned_change,
            &[
                &rule.rule,
                &self.roles(change),
                &after,
                &self.evidence(&change.now),
                &self.evidence(&change.was),
                &minutes(change.minutes_before),
                &minutes(change.minutes_after),
                &rule.sessions.to_string(),
            ],
        )
    }

    fn refused(&self, rule: &RuleLesson, change: &Change) -> String {
        let (labels, roles) = (self.names.labels, self.roles(change));
        let (before, after) = (minutes(change.minutes_before), minutes(change.minutes_after));
        match (change.kept, change.minutes_after) {
            (true, _) => fill(labels.learned_not_all, &[&rule.rule, &roles]),
            (false, None) => fill(labels.learned_too_large, &[&rule.rule, &roles]),
            (false, Some(_)) => {
                fill(labels.learned_dearer, &[&rule.rule, &roles, &after, &before, &rule.sessions.to_string()])
            }
        }
    }

    fn scorecard(&self, lesson: &Lesson) -> Vec<String> {
        let (labels, score) = (self.names.labels, &lesson.scorecard);
        let helped = score
            .never_helped
            .iter()
            .map(|seen| fill(labels.never_helped, &[&self.step(&seen.step), &seen.rule, &seen.taken.to_string()]));
        // Causes by rule, which come one after the other.
        let rules = score.never_confirmed.chunk_by(|a, b| a.rule == b.rule);
        let confirmed = rules.filter_map(|causes| {
            let cause = |seen: &CauseSeen| {
                let id = seen.cause.rsplit('/').next().unwrap_or(&seen.cause);
                fill(labels.learned_count, &[id, &seen.sessions.to_string()])
            };
            let listed: Vec<String> = causes.iter().map(cause).collect();
            Some(fill(labels.never_confirmed, &[&causes.first()?.rule, &listed.join(labels.comma)]))
        });
        let over = score
            .always_handed_over
            .iter()
            .map(|seen| fill(labels.always_handed_over, &[&seen.rule, &seen.sessions.to_string()]));
        helped.chain(confirmed).chain(over).collect()
    }

    fn roles(&self, change: &Change) -> String {
        let roles: Vec<&str> = change.roles.iter().map(|role| self.names.role(self.pack, role)).collect();
        roles.join(self.names.labels.comma)
    }

    /// A step with what was seen of it.
    fn evidence(&self, seen: &StepSeen) -> String {
        let (labels, taken) = (self.names.labels, seen.taken.to_string());
        let step = self.step(&seen.step);
        match seen.fixed {
            _ if seen.step == HAND_OVER => step,
            _ if seen.taken == 0 => fill(labels.learned_untaken, &[&step]),
            Some(fixed) => fill(labels.learned_fixed, &[&step, &fixed.to_string(), &taken]),
            None => fill(labels.learned_asked, &[&step, &taken]),
        }
    }

    /// A step by its words, cut where they are long.
    fn step(&self, key: &str) -> String {
        let labels = self.names.labels;
        if key == HAND_OVER {
            return labels.end_handed_over.to_owned();
        }
        let text = self.knowledge.step_text(key, self.names.lang()).unwrap_or_else(|| key.to_owned());
        let mut short: String = text.chars().take(TEXT).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        fill(labels.learned_step, &[&short])
    }
}

/// Minutes with one decimal.
fn minutes(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.1}"))
}
