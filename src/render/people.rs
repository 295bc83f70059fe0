//! Whom to call, and what is theirs to do.

use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::style::Span;
use crate::model::HandOverFrom;
use crate::query::{HandOverOut, LocalText, Withheld, WithheldWhy};

/// Steps that are not shown: what for whom, and why.
pub(super) fn withheld(page: &mut Page, steps: &[(&str, &Withheld)], names: &Names) {
    let labels = names.labels;
    // What is about another row, and is not printed with this one, concerns nobody here.
    let concerns = |step: &&(&str, &Withheld)| step.1.why != WithheldWhy::NotThisCase || !step.1.print.is_empty();
    let steps: Vec<&(&str, &Withheld)> = steps.iter().filter(concerns).collect();
    if steps.is_empty() {
        return;
    }
    page.heading(labels.withheld);
    let above = steps.iter().filter(|(_, step)| step.why == WithheldWhy::AboveRole);
    let keys: Vec<(&str, Option<&str>)> =
        above.map(|(pack, s)| (names.role(pack, &s.role), s.who.as_ref().map(|who| who.name.as_str()))).collect();
    for (n, key) in keys.iter().enumerate() {
        if keys.iter().take(n).any(|earlier| earlier == key) {
            continue;
        }
        let (role, who) = *key;
        let same = keys.iter().filter(|other| *other == key).count();
        let count = count(same, names);
        let line = match who {
            Some(who) => fill(labels.withheld_for, &[role, &count, who]),
            None => fill(labels.withheld_nobody, &[role, &count]),
        };
        page.para(2, Span::plain("• "), &[Span::plain(line)]);
    }
    let mut unprinted: Vec<WithheldWhy> = Vec::new();
    for (_, step) in steps.iter().filter(|(_, step)| step.why != WithheldWhy::AboveRole) {
        let alike = steps.iter().filter(|(_, other)| other.why == step.why && other.print.is_empty()).count();
        if step.print.is_empty() && unprinted.contains(&step.why) {
            continue;
        }
        let print: Vec<String> = step.print.iter().map(|text| names.flat(text)).collect();
        let mut spans = vec![Span::plain(names.words.withheld(step.why))];
        if !print.is_empty() {
            spans.push(Span::dim(format!(" ({})", fill(labels.printed, &[&print.join(" ")]))));
        } else {
            unprinted.push(step.why);
            if alike > 1 {
                spans.push(Span::dim(format!(" ({})", count(alike, names))));
            }
        }
        page.para(2, Span::plain("• "), &spans);
    }
}

pub(super) fn count(steps: usize, names: &Names) -> String {
    if steps == 1 { names.labels.one_step.to_owned() } else { fill(names.labels.step_count, &[&steps.to_string()]) }
}

/// Whom to call when nothing helped.
pub(super) fn hand_over(page: &mut Page, hand_over: &HandOverOut, names: &Names) {
    if hand_over.to.is_empty() && hand_over.text.is_none() {
        return;
    }
    page.heading(names.labels.hand_over);
    contacts(page, 2, hand_over, true, names);
}

/// The contacts with where they are printed, and the printed sentence.
pub(super) fn contacts(page: &mut Page, indent: usize, hand_over: &HandOverOut, printed: bool, names: &Names) {
    let labels = names.labels;
    // Where somebody else stands in for the printed contact, the printed sentence would name the caller.
    if let Some(text) = hand_over.text.as_ref().filter(|_| hand_over.from != HandOverFrom::Role) {
        page.para(indent, Span::plain(""), &names.text(text));
    }
    let to: Vec<&str> = hand_over.to.iter().map(|contact| contact.name.as_str()).collect();
    if to.is_empty() {
        return;
    }
    let from = match hand_over.from {
        HandOverFrom::Remedy => labels.from_remedy,
        HandOverFrom::Message => labels.from_message,
        HandOverFrom::Role => labels.from_role,
    };
    let line = fill(labels.contact, &[&to.join(labels.comma)]);
    let mut spans = vec![Span::strong(line)];
    if printed {
        spans.push(Span::dim(format!(" ({from})")));
    }
    page.para(indent, Span::plain(""), &spans);
}

/// Causes or steps as a list under a heading.
pub(super) fn list(page: &mut Page, heading: &str, texts: &[LocalText], names: &Names) {
    if texts.is_empty() {
        return;
    }
    page.heading(heading);
    for text in texts {
        page.para(2, Span::plain("• "), &names.text(text));
    }
}
