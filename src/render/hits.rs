//! What a search found, as a list: the rule, how to open it, and why it was found.

use super::candidates::title;
use super::explanation::command;
use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::style::{Span, Style, Tone};
use crate::query::{Field, Level, Reason, SearchHit, SearchResult, Why};

/// The page of a search.
#[must_use]
pub fn search(found: &SearchResult, names: &Names, style: &Style) -> String {
    let labels = names.labels;
    let mut page = Page::new(style);
    if found.hits.is_empty() {
        if found.matched.reason == Reason::PackDamaged {
            page.para(0, Span::plain(""), &[Span::strong(labels.damaged)]);
        } else {
            page.para(0, Span::plain(""), &[Span::strong(labels.nothing_near)]);
            page.para(0, Span::plain(""), &[Span::plain(labels.say_more)]);
        }
        page.heading(labels.tell_help_desk);
        page.para(2, Span::plain(""), &names.text(&found.help_desk));
        return page.finish();
    }
    let heading = if found.matched.level == Level::Symptom { labels.nearest } else { labels.by_code };
    page.heading(heading);
    for hit in &found.hits {
        entry(&mut page, hit, names);
    }
    if let Some(command) = found.hits.first().and_then(open) {
        page.gap();
        page.para(0, Span::dim(""), &[Span::dim(fill(labels.open_hit, &[&command]))]);
    }
    page.finish()
}

/// The command that shows the rule: with its detail, where it has one only.
fn open(hit: &SearchHit) -> Option<String> {
    let detail = if let [only] = hit.details.as_slice() { Some(only) } else { None };
    let words: Vec<&str> = hit.codes.first().into_iter().chain(detail).map(String::as_str).collect();
    command("explain", &words)
}

fn entry(page: &mut Page, hit: &SearchHit, names: &Names) {
    let mut spans = vec![Span::strong(title(&hit.codes, &hit.details, names))];
    if let Some(heading) = &hit.heading {
        spans.push(Span::plain(" — "));
        spans.extend(names.text(heading));
    }
    spans.push(Span::dim(format!(" [{}] {}%", hit.rule, hit.score)));
    page.para(2, Span::plain("• "), &spans);
    for why in hit.why.iter().take(1) {
        reason(page, why, names);
    }
}

fn reason(page: &mut Page, why: &Why, names: &Names) {
    let labels = names.labels;
    let field = match why.field {
        Field::Symptoms => labels.field_symptoms,
        Field::ErrorType => labels.field_error_type,
        Field::Heading => labels.field_heading,
        Field::Message => labels.field_message,
        Field::Causes => labels.field_causes,
        Field::Checks => labels.field_checks,
    };
    let words: Vec<String> = why.words.iter().map(|word| fill(labels.quoted, &[word])).collect();
    let mut spans = names.toned(&why.text, Tone::Plain);
    spans.push(Span::dim(format!(" ({})", words.join(labels.comma))));
    page.para(4, Span::dim(format!("{field}: ")), &spans);
}
