//! What changed between two versions of a pack, as pages and as an entry of its change log.

use std::collections::BTreeMap;

use super::labels::{self, Labels, fill};
use super::markup::escaped;
use super::page::Page;
use super::style::{Span, Style};
use crate::release::{Bump, Change, Comparison, Effect, End, Kind, ReplayKind};

/// Lines by rule; the changes of the pack as a whole stand under no rule.
type ByRule<'a> = BTreeMap<&'a str, Vec<String>>;

/// What changed and where inputs end now, for a terminal.
#[must_use]
pub fn changes(comparison: &Comparison, effect: Option<&Effect>, lang: &str, style: &Style) -> String {
    let labels = labels::of(lang);
    let mut page = Page::new(style);
    page.para(0, Span::plain(""), &[Span::strong(title(comparison))]);
    page.para(0, Span::plain(""), &[Span::plain(summary(comparison, labels))]);
    for (rule, lines) in by_rule(comparison, lang) {
        page.gap();
        page.para(0, Span::plain(""), &[Span::strong(if rule.is_empty() { labels.whole_pack } else { rule })]);
        for line in lines {
            page.para(2, Span::plain("• "), &[Span::plain(line)]);
        }
    }
    if let Some(effect) = effect {
        page.gap();
        page.para(0, Span::plain(""), &[Span::strong(effect_line(effect, labels))]);
        for moved in &effect.elsewhere {
            page.para(2, Span::plain("• "), &[Span::plain(format!("{}: {}", kind(moved.kind, labels), moved.input))]);
            page.para(6, Span::dim("− "), &[Span::plain(end(&moved.old, labels))]);
            page.para(6, Span::plain("+ "), &[Span::plain(end(&moved.new, labels))]);
        }
    }
    page.finish()
}

/// The same as Markdown.
#[must_use]
pub fn changes_markdown(comparison: &Comparison, effect: Option<&Effect>, lang: &str) -> String {
    let labels = labels::of(lang);
    let mut page = format!("# {}\n\n{}\n", title(comparison), summary(comparison, labels));
    page.push_str(&sections(comparison, lang, "##"));
    if let Some(effect) = effect {
        page.push_str(&format!("\n## {}\n", effect_line(effect, labels)));
        if !effect.elsewhere.is_empty() {
            page.push_str(&format!(
                "\n| {} | {} | {} |\n|---|---|---|\n",
                labels.input, labels.until_now, labels.from_now_on
            ));
        }
        let cell = |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ");
        page.extend(effect.elsewhere.iter().map(|moved| {
            let input = format!("{}: {}", kind(moved.kind, labels), moved.input);
            format!("| {} | {} | {} |\n", cell(&input), cell(&end(&moved.old, labels)), cell(&end(&moved.new, labels)))
        }));
    }
    page
}

/// The same as a page of HTML, with no script and nothing from elsewhere.
#[must_use]
pub fn changes_html(comparison: &Comparison, effect: Option<&Effect>, lang: &str) -> String {
    let labels = labels::of(lang);
    let title = escaped(&title(comparison));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>body{{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em;line-height:1.6}}td,th{{border:1px solid;padding:.3em .6em;text-align:left;vertical-align:top}}table{{border-collapse:collapse}}</style>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escaped(lang),
        escaped(&summary(comparison, labels)),
    );
    for (rule, lines) in by_rule(comparison, lang) {
        page.push_str(&format!("<h2>{}</h2>\n<ul>\n", escaped(if rule.is_empty() { labels.whole_pack } else { rule })));
        page.extend(lines.iter().map(|line| format!("<li>{}</li>\n", escaped(line))));
        page.push_str("</ul>\n");
    }
    if let Some(effect) = effect {
        page.push_str(&format!("<h2>{}</h2>\n", escaped(&effect_line(effect, labels))));
        if !effect.elsewhere.is_empty() {
            page.push_str(&format!(
                "<table>\n<tr><th>{}</th><th>{}</th><th>{}</th></tr>\n",
                labels.input, labels.until_now, labels.from_now_on
            ));
            page.extend(effect.elsewhere.iter().map(|moved| {
                let input = escaped(&format!("{}: {}", kind(moved.kind, labels), moved.input));
                let (old, new) = (escaped(&end(&moved.old, labels)), escaped(&end(&moved.new, labels)));
                format!("<tr><td>{input}</td><td>{old}</td><td>{new}</td></tr>\n")
            }));
            page.push_str("</table>\n");
        }
    }
    page + "</html>\n"
}

/// The entry of a change log, in Markdown, by rule; what has to be acknowledged stands at its end, to be ticked.
#[must_use]
pub fn release_notes(comparison: &Comparison, lang: &str) -> String {
    let mut page = format!("## [{}]\n", comparison.new.version);
    page.push_str(&sections(comparison, lang, "###"));
    let open: Vec<&Change> = comparison.changes.iter().filter(|change| change.kind.needs_acknowledgement()).collect();
    if !open.is_empty() {
        page.push_str(&format!("\n### {}\n\n", labels::of(lang).to_acknowledge));
        page.extend(open.iter().map(|change| format!("{}\n", change.acknowledgement(false))));
    }
    page
}

fn sections(comparison: &Comparison, lang: &str, heading: &str) -> String {
    let mut page = String::new();
    for (rule, lines) in by_rule(comparison, lang) {
        let name = if rule.is_empty() { labels::of(lang).whole_pack.to_owned() } else { format!("`{rule}`") };
        page.push_str(&format!("\n{heading} {name}\n\n"));
        page.extend(lines.iter().map(|line| format!("- {line}\n")));
    }
    page
}

fn by_rule<'a>(comparison: &'a Comparison, lang: &str) -> ByRule<'a> {
    let mut by_rule = ByRule::new();
    for change in &comparison.changes {
        let rule = change.rule.as_deref().unwrap_or_default();
        let step = change.step.as_deref().and_then(|step| step.split_once('/')).map(|(_, step)| format!("`{step}`: "));
        let line = format!("{}{}", step.unwrap_or_default(), change.sentence(lang).replace(['\n', '\r'], " "));
        let lines = by_rule.entry(rule).or_default();
        // Several places of the print are one thing to say.
        if change.kind != Kind::Provenance || !lines.contains(&line) {
            lines.push(line);
        }
    }
    by_rule
}

fn title(comparison: &Comparison) -> String {
    let (old, new) = (&comparison.old, &comparison.new);
    format!("{} {} → {} {}", old.id, old.version, new.id, new.version)
}

fn summary(comparison: &Comparison, labels: &Labels) -> String {
    let count = comparison.changes.len();
    match comparison.bump() {
        Bump::None => labels.nothing_changed.to_owned(),
        _ => fill(labels.changes_summary, &[&count.to_string(), &comparison.least_version().to_string()]),
    }
}

fn effect_line(effect: &Effect, labels: &Labels) -> String {
    let (moved, all) = (effect.elsewhere.len().to_string(), effect.replayed.to_string());
    fill(labels.ends_elsewhere, &[&moved, &all, &effect.reworded.to_string()])
}

fn end(end: &End, labels: &Labels) -> String {
    let mut parts: Vec<String> =
        vec![if end.rules.is_empty() { labels.no_rule.to_owned() } else { end.rules.join(", ") }];
    let word = |value: Option<serde_json::Value>| value.and_then(|value| value.as_str().map(str::to_owned));
    parts.extend(end.level.and_then(|level| word(serde_json::to_value(level).ok())));
    parts.extend(end.outcome.and_then(|outcome| word(serde_json::to_value(outcome).ok())));
    parts.extend(end.step.clone().filter(|step| step != "end"));
    parts.extend(end.dropped.iter().cloned());
    parts.join(" · ")
}

fn kind(kind: ReplayKind, labels: &Labels) -> &'static str {
    match kind {
        ReplayKind::Code => labels.replayed_code,
        ReplayKind::Example => labels.replayed_example,
        ReplayKind::Query => labels.replayed_query,
        ReplayKind::Session => labels.replayed_session,
    }
}
