//! What may be meant, as a list without steps.

use super::explanation::command;
use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::style::{Span, Tone};
use crate::query::{Answer, Explanation, LocalText, Question, Reason};

/// Details that are written out; more are counted.
const SHOWN: usize = 4;

/// The candidates, what separates them, and how to ask again.
pub(super) fn candidates(page: &mut Page, found: &Explanation, answers: &[Answer], names: &Names) {
    let labels = names.labels;
    cautions(page, answers, names);
    page.heading(labels.candidates);
    let answers: Vec<&Answer> = answers.iter().collect();
    entries(page, 2, &answers, names);
    page.gap();
    if let Some(question) = &found.question {
        page.para(0, Span::plain(""), &names.toned(&question.text, Tone::Strong));
    }
    let again = fill(labels.ask_again, &[&example(found.question.as_ref(), &answers, names)]);
    page.para(0, Span::plain(""), &[Span::plain(labels.no_steps)]);
    page.para(0, Span::plain(""), &[Span::plain(again)]);
}

/// The candidates, a line each.
pub(super) fn entries(page: &mut Page, indent: usize, answers: &[&Answer], names: &Names) {
    for answer in answers {
        let kind = answer.error_type.as_ref().or(answer.heading.as_ref());
        let mut spans = entry(&answer.codes, &answer.details, kind, names);
        spans.push(Span::dim(format!(" [{}]", answer.rule)));
        page.para(indent, Span::plain("• "), &spans);
    }
}

/// The warnings of all answers and candidates: until it is known which is meant, each may hold. One that is not common
/// to all says whose it is.
pub(super) fn cautions(page: &mut Page, answers: &[Answer], names: &Names) {
    let mut seen: Vec<&LocalText> = Vec::new();
    for caution in answers.iter().flat_map(|answer| &answer.cautions) {
        if seen.contains(&caution) {
            continue;
        }
        seen.push(caution);
        let of: Vec<&Answer> = answers.iter().filter(|answer| answer.cautions.contains(caution)).collect();
        let mut spans = Vec::new();
        if of.len() < answers.len() {
            let codes: Vec<String> = of.iter().map(|answer| answer.codes.join("/")).collect();
            spans.push(Span::plain(format!("{}: ", codes.join(names.labels.either))));
        }
        spans.extend(names.text(caution));
        page.warn(0, spans);
    }
}

/// How to ask again: with what is known, and a place for what is not. None of the candidates is picked.
pub(super) fn example(question: Option<&Question>, answers: &[&Answer], names: &Names) -> String {
    let labels = names.labels;
    let same = |of: fn(&Answer) -> &[String]| {
        let first = answers.first().map(|answer| of(answer)).unwrap_or_default();
        answers.iter().all(|answer| of(answer) == first).then(|| first.first()).flatten()
    };
    let fact = question.map(|question| question.fact.as_str());
    let code = same(|answer| &answer.codes).filter(|_| fact != Some("code"));
    let detail = same(|answer| &answer.details).filter(|_| fact != Some("detail"));
    let code = code.map_or(labels.some_code, String::as_str);
    if answers.iter().all(|answer| answer.details.is_empty()) {
        return format!("shindan explain {code}");
    }
    let detail = detail.map_or(labels.some_detail, String::as_str);
    format!("shindan explain {code} {detail}")
}

/// What may have been meant, where nothing matched for sure.
pub(super) fn suggestions(page: &mut Page, found: &Explanation, names: &Names) {
    let suggestions = &found.matched.suggestions;
    if suggestions.is_empty() {
        return;
    }
    // Under a known code these are its rows, however little they look like what was given.
    let known = found.matched.reason == Reason::DetailNotInTable;
    page.heading(if known { names.labels.known_details } else { names.labels.did_you_mean });
    for near in suggestions {
        let spans = entry(&near.codes, &near.details, near.error_type.as_ref(), names);
        page.para(2, Span::plain("• "), &spans);
    }
    if let ([only], []) = (suggestions.as_slice(), found.answers.as_slice())
        && let Some(again) = command(
            "explain",
            &only.codes.iter().take(1).chain(only.details.iter().take(1)).map(String::as_str).collect::<Vec<_>>(),
        )
    {
        page.gap();
        page.para(0, Span::plain(""), &[Span::plain(fill(names.labels.ask_again, &[&again]))]);
    }
}

/// One candidate: code, detail and what they mean.
fn entry(codes: &[String], details: &[String], kind: Option<&LocalText>, names: &Names) -> Vec<Span> {
    let mut spans = vec![Span::strong(title(codes, details, names))];
    if let Some(kind) = kind {
        spans.push(Span::plain(" — "));
        spans.extend(names.text(kind));
    }
    spans
}

/// Code and detail, as short as they are clear.
pub(super) fn title(codes: &[String], details: &[String], names: &Names) -> String {
    let codes = codes.join("/");
    match details {
        [] => codes,
        few if few.len() <= SHOWN => format!("{codes} {}", few.join(names.labels.either)),
        many => format!("{codes} ({})", fill(names.labels.details_count, &[&many.len().to_string()])),
    }
}
