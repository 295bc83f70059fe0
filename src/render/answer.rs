//! One answer: warnings, what it is, why, what to check and do, whom to call.

use super::candidates::title;
use super::labels::fill;
use super::names::Names;
use super::notes::{absent, notes};
use super::page::Page;
use super::people::{hand_over, withheld};
use super::sheet::{Sheet, numbered};
use super::style::{Span, Tone};
use crate::model::{Likelihood, Status};
use crate::query::{Answer, LocalText, Question};

/// The body of the answer page.
pub(super) fn answer(page: &mut Page, answer: &Answer, question: Option<&Question>, names: &Names) {
    let labels = names.labels;
    for caution in &answer.cautions {
        page.warn(0, names.text(caution));
    }
    page.gap();
    head(page, answer, question.is_some(), names);
    options(page, question, names);
    let sheet = Sheet::of_answer(answer, names);
    causes(page, &sheet, 0);
    sheet.draw(page);
    let kept: Vec<_> = answer.withheld.iter().map(|step| (answer.pack.id.as_str(), step)).collect();
    withheld(page, &kept, names);
    hand_over(page, &answer.hand_over, names);
    prose(page, labels.background, &answer.explanation, names);
    absent(page, &answer.absent, names);
    notes(page, &answer.notes, names);
}

/// The replies to the question that would make the answer finer.
pub(super) fn options(page: &mut Page, question: Option<&Question>, names: &Names) {
    let Some(question) = question else { return };
    page.gap();
    page.para(0, Span::plain(""), &names.toned(&question.text, Tone::Strong));
    for option in &question.options {
        page.para(2, Span::plain("• "), &[Span::plain(&option.text)]);
    }
}

/// The codes with what the screen shows.
pub(super) fn head(page: &mut Page, answer: &Answer, is_open: bool, names: &Names) {
    let labels = names.labels;
    // A detail that nobody gave is listed with the question, not claimed.
    let details: &[String] = if is_open { &[] } else { &answer.details };
    let mut spans = vec![Span::strong(title(&answer.codes, details, names))];
    if let Some(kind) = &answer.error_type {
        spans.push(Span::strong(" — "));
        spans.extend(names.toned(kind, Tone::Strong));
    }
    page.para(0, Span::plain(""), &spans);
    if let Some(heading) = &answer.heading {
        page.para(0, Span::plain(""), &names.text(heading));
    }
    match answer.status {
        Status::Active => {}
        Status::Draft => page.para(0, Span::dim(""), &[Span::dim(labels.draft_rule)]),
        Status::Deprecated => page.para(0, Span::dim(""), &[Span::dim(labels.deprecated_rule)]),
    }
    if let Some(message) = &answer.message {
        page.quote(0, Span::dim("│ "), &names.text(message));
    }
}

/// Why it may have happened; causes that stand further up are named by their numbers.
pub(super) fn causes(page: &mut Page, sheet: &Sheet<'_>, of: usize) {
    let (labels, (new, old)) = (sheet.names.labels, sheet.causes_of(of));
    if new.is_empty() && old.is_empty() {
        return;
    }
    page.heading(labels.causes);
    for (n, cause) in new {
        let mut spans = sheet.names.text(&cause.text);
        let often = cause.likelihood.map(|likelihood| match likelihood {
            Likelihood::Often => labels.often,
            Likelihood::Sometimes => labels.sometimes,
            Likelihood::Rarely => labels.rarely,
        });
        let when = sheet.cause_condition(of, &cause.when);
        for aside in often.map(str::to_owned).into_iter().chain(when) {
            spans.push(Span::dim(format!(" ({aside})")));
        }
        page.para(2, Span::plain(format!("{}. ", n.saturating_add(1))), &spans);
    }
    if !old.is_empty() {
        let old: Vec<String> = old.into_iter().map(|n| numbered(labels.cause, n)).collect();
        page.para(2, Span::plain(""), &[Span::plain(fill(labels.causes_above, &[&old.join(labels.either)]))]);
    }
}

/// Printed prose, sentence by sentence.
fn prose(page: &mut Page, heading: &str, texts: &[LocalText], names: &Names) {
    if texts.is_empty() {
        return;
    }
    page.heading(heading);
    for text in texts {
        page.para(2, Span::plain(""), &names.text(text));
    }
}
