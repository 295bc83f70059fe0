//! One turn of a diagnosis, as the person being led reads it.

use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::people::{contacts, count, list};
use super::steps::steps;
use super::style::{Span, Style, Tone};
use crate::diagnose::{Diagnosis, EndOut, Event, Outcome, Skipped, StepKind, Turn};
use crate::model::{Origin, Risk};
use crate::query::{LocalText, StepOut, WithheldWhy};

/// A turn as a page: how far it is, warnings, what to answer or do, and the replies by number; or how it ended and whom
/// to call.
#[must_use]
pub fn turn(diagnosis: &Diagnosis, names: &Names, style: &Style) -> String {
    let mut page = Page::new(style);
    let turn = &diagnosis.turn;
    let pack = &diagnosis.session.pack.id;
    match &turn.end {
        Some(end) => finished(&mut page, turn, end, names),
        None => next(&mut page, diagnosis, pack, names),
    }
    page.finish()
}

fn next(page: &mut Page, diagnosis: &Diagnosis, pack: &str, names: &Names) {
    let (turn, labels) = (&diagnosis.turn, names.labels);
    progress(page, diagnosis, names);
    for note in &turn.notes {
        page.para(0, Span::dim(labels.note), &names.text(note));
    }
    page.gap();
    let again = is_repeated(diagnosis);
    for caution in &turn.cautions {
        // What stood above an earlier step already still holds, and steps back behind what is new.
        match again {
            true => page.para(0, Span::dim("⚠ "), &names.toned(caution, Tone::Dim)),
            false => page.warn(0, names.text(caution)),
        }
    }
    for caution in turn.caution.iter().filter(|text| !turn.cautions.contains(text)) {
        page.warn(0, names.text(caution));
    }
    if let Some(contradiction) = &turn.contradiction {
        page.gap();
        page.para(0, Span::new(Tone::Warn, "≠ "), &names.text(&contradiction.text));
        page.para(2, Span::plain(""), &names.text(&turn.why));
    }
    page.gap();
    let mut text = names.toned(&turn.text, Tone::Strong);
    text.extend(small_print(turn, pack, names));
    page.para(0, Span::plain(""), &text);
    steps(page, 2, &turn.steps, turn.steps.iter().all(is_editor), names);
    for (label, text) in [(labels.verify, &turn.verify), (labels.stop_at, &turn.stop), (labels.undo, &turn.undo)] {
        // A change that is being put back says how in its text.
        if let Some(text) = text.as_ref().filter(|text| **text != turn.text) {
            page.para(2, Span::dim(format!("{label}: ")), &names.text(text));
        }
    }
    let said = turn.contradiction.is_some() || turn.why.text == turn.text.text;
    if !said && turn.why.text != names.words.why_in_order {
        page.para(2, Span::dim(""), &[Span::dim(fill(labels.why, &[&names.flat(&turn.why)]))]);
    }
    let others: Vec<&Skipped> = turn.skipped.iter().filter(|step| step.why == WithheldWhy::AboveRole).collect();
    skipped(page, 2, labels.skipped, &others, names);
    page.gap();
    for (n, reply) in turn.replies.iter().enumerate() {
        page.para(2, Span::strong(format!("[{}] ", n.saturating_add(1))), &[Span::plain(&reply.text)]);
        let said = |text| turn.caution.as_ref() == Some(text) || turn.cautions.contains(text) || turn.text == *text;
        if let Some(confirm) = reply.confirm.as_ref().filter(|text| !said(*text)) {
            page.warn(5, names.text(confirm));
        }
    }
}

fn is_editor(step: &StepOut) -> bool {
    step.text.origin == Origin::Editor
}

fn progress(page: &mut Page, diagnosis: &Diagnosis, names: &Names) {
    let labels = names.labels;
    let step = fill(labels.turn_head, &[&diagnosis.progress.done.saturating_add(1).to_string()]);
    let minutes = diagnosis.progress.minutes_left;
    let mut head = vec![Span::strong(step)];
    if minutes > 0 {
        head.push(Span::dim(format!(" · {}", fill(labels.turn_left, &[&minutes.to_string()]))));
    }
    page.para(0, Span::plain(""), &head);
}

/// Whether the rule's warnings stood above an earlier step, read by the same person. Before what cannot be undone they
/// count as new.
fn is_repeated(diagnosis: &Diagnosis) -> bool {
    let turn = &diagnosis.turn;
    let of_rule = |step: &str| {
        let step = step.split_once(':').map_or(step, |(_, step)| step);
        turn.rule.as_deref().is_some_and(|rule| step.split_once('/').is_some_and(|(of, _)| of == rule))
    };
    let recent =
        diagnosis.session.events.iter().rev().take_while(|e| !matches!(e, Event::Role { .. } | Event::Code { .. }));
    let mut seen = recent.filter(|event| matches!(event, Event::Reply { step, .. } if of_rule(step)));
    turn.risk < Some(Risk::Destructive) && seen.next().is_some()
}

/// Who acts, how risky it is, how long it takes.
fn small_print(turn: &Turn, pack: &str, names: &Names) -> Vec<Span> {
    let labels = names.labels;
    let mut parts: Vec<(Tone, String)> = Vec::new();
    if let Some(actor) = &turn.actor {
        parts.push((Tone::Dim, fill(labels.acts, &[names.role(pack, actor)])));
    }
    if let Some(risk) = turn.risk.filter(|risk| turn.kind != StepKind::Check || *risk > Risk::Safe) {
        let tone = if risk == Risk::Destructive { Tone::Danger } else { Tone::Dim };
        parts.push((tone, names.words.risk(risk).to_owned()));
    }
    parts.extend(turn.minutes.map(|minutes| (Tone::Dim, fill(labels.minutes, &[&minutes.to_string()]))));
    if !turn.steps.is_empty() && turn.steps.iter().all(is_editor) {
        parts.push((Tone::Dim, labels.editor.to_owned()));
    }
    let mut spans = Vec::new();
    for (n, (tone, text)) in parts.into_iter().enumerate() {
        spans.push(Span::dim(if n == 0 { " (" } else { " · " }));
        spans.push(Span::new(tone, text));
    }
    if !spans.is_empty() {
        spans.push(Span::dim(")"));
    }
    spans
}

/// Steps that were passed over, counted by why and for whom.
fn skipped(page: &mut Page, indent: usize, phrase: &str, steps: &[&Skipped], names: &Names) {
    let mut seen: Vec<&Skipped> = Vec::new();
    for step in steps {
        if seen.iter().any(|other| other.why == step.why && other.who == step.who) {
            continue;
        }
        seen.push(step);
        let same = steps.iter().filter(|other| other.why == step.why && other.who == step.who).count();
        let why = match &step.who {
            Some(who) => fill(names.labels.call, &[&who.name]),
            None => names.flat(&step.text),
        };
        let line = fill(phrase, &[&count(same, names), &why]);
        page.para(indent, Span::dim(""), &[Span::dim(line)]);
    }
}

/// The end: how, whom to call, what is open, what was not done.
fn finished(page: &mut Page, turn: &Turn, end: &EndOut, names: &Names) {
    let labels = names.labels;
    let (mark, tone) = match end.outcome {
        Outcome::Resolved => ("✔ ", Tone::Good),
        Outcome::WorkedAround => ("△ ", Tone::Warn),
        Outcome::HandedOver => ("→ ", Tone::Strong),
    };
    for note in &turn.notes {
        page.para(0, Span::dim(labels.note), &names.text(note));
    }
    for caution in &turn.cautions {
        page.warn(0, names.text(caution));
    }
    page.gap();
    page.para(0, Span::new(tone, mark), &names.toned(&turn.text, tone));
    // That the error is gone is what "resolved" says.
    if end.outcome == Outcome::HandedOver {
        page.para(2, Span::dim(""), &names.toned(&turn.why, Tone::Dim));
    }
    if let Some(hand_over) = &end.hand_over {
        page.gap();
        // Nothing was found, so nothing is printed that names anybody.
        contacts(page, 2, hand_over, turn.rule.is_some(), names);
    }
    list(page, labels.open_causes, &end.open_causes, names);
    let standing: Vec<LocalText> = end.contradictions.iter().map(|c| c.text.clone()).collect();
    list(page, labels.contradictions, &standing, names);
    if end.outcome != Outcome::Resolved && !turn.skipped.is_empty() {
        page.heading(labels.not_done);
        skipped(page, 2, labels.left_out, &turn.skipped.iter().collect::<Vec<_>>(), names);
    }
}
