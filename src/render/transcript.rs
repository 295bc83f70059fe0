//! What happened in a session, to read aloud to the help desk or to paste into a ticket.

use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::people::{contacts, list};
use super::style::{Span, Style, is_unsafe};
use crate::diagnose::{Outcome, Transcript};
use crate::model::HandOverFrom;
use crate::query::LocalText;

/// A session as plain text: what the screen showed, what was asked and done, how it ended, what is open.
#[must_use]
pub fn transcript(transcript: &Transcript, names: &Names, style: &Style) -> String {
    let labels = names.labels;
    let mut page = Page::new(style);
    page.heading(labels.transcript);
    page.para(2, Span::dim(format!("{}: ", labels.shown)), &[Span::strong(&transcript.start)]);
    page.para(2, Span::dim(format!("{}: ", labels.outcome)), &[Span::plain(outcome(transcript, names))]);
    page.para(2, Span::dim(format!("{}: ", labels.knowledge)), &[Span::plain(knowledge(transcript))]);
    page.heading(labels.done_so_far);
    if transcript.lines.is_empty() {
        page.para(2, Span::plain(""), &[Span::plain(labels.nothing_done)]);
    }
    for (n, line) in transcript.lines.iter().enumerate() {
        page.para(2, Span::plain(format!("{}. ", n.saturating_add(1))), &names.text(&line.text));
        page.para(5, Span::dim("→ "), &[Span::strong(&line.reply)]);
    }
    if let Some(hand_over) = &transcript.hand_over {
        page.heading(labels.hand_to);
        contacts(&mut page, 2, hand_over, !transcript.rules.is_empty(), names);
    }
    list(&mut page, labels.open_causes, &transcript.open_causes, names);
    list(&mut page, labels.not_done, not_taken(transcript), names);
    page.finish()
}

/// The same as Markdown.
#[must_use]
pub fn transcript_markdown(transcript: &Transcript, names: &Names) -> String {
    let labels = names.labels;
    let mut out = format!("# {}: {}\n\n", labels.transcript, escaped(&transcript.start));
    let facts = [(labels.outcome, outcome(transcript, names)), (labels.knowledge, knowledge(transcript))];
    for (label, text) in facts {
        out.push_str(&format!("- **{label}**: {}\n", escaped(&text)));
    }
    out.push_str(&format!("\n## {}\n\n", labels.done_so_far));
    if transcript.lines.is_empty() {
        out.push_str(&format!("{}\n", labels.nothing_done));
    }
    for (n, line) in transcript.lines.iter().enumerate() {
        let (text, reply) = (escaped(&names.flat(&line.text)), escaped(&line.reply));
        out.push_str(&format!("{}. {text} → **{reply}**\n", n.saturating_add(1)));
    }
    if let Some(hand_over) = &transcript.hand_over {
        out.push_str(&format!("\n## {}\n\n", labels.hand_to));
        if let Some(text) = hand_over.text.as_ref().filter(|_| hand_over.from != HandOverFrom::Role) {
            out.push_str(&format!("{}\n\n", escaped(&names.flat(text))));
        }
        for contact in &hand_over.to {
            out.push_str(&format!("- **{}**\n", escaped(&contact.name)));
        }
    }
    let lists = [(labels.open_causes, transcript.open_causes.as_slice()), (labels.not_done, not_taken(transcript))];
    for (heading, texts) in lists {
        if !texts.is_empty() {
            out.push_str(&format!("\n## {heading}\n\n"));
            out.extend(texts.iter().map(|text: &LocalText| format!("- {}\n", escaped(&names.flat(text)))));
        }
    }
    out
}

/// What was not done; once the fault is gone it matters no more.
fn not_taken(transcript: &Transcript) -> &[LocalText] {
    if transcript.outcome == Some(Outcome::Resolved) { &[] } else { &transcript.not_taken }
}

fn outcome(transcript: &Transcript, names: &Names) -> String {
    let labels = names.labels;
    match transcript.outcome {
        Some(Outcome::Resolved) => labels.end_resolved,
        Some(Outcome::WorkedAround) => labels.end_worked_around,
        Some(Outcome::HandedOver) => labels.end_handed_over,
        None => labels.in_progress,
    }
    .to_owned()
}

fn knowledge(transcript: &Transcript) -> String {
    let hash: String = transcript.pack.hash.chars().take(12).collect();
    let rules = transcript.rules.join(", ");
    fill("{} {} ({}) {}", &[&transcript.pack.id, &transcript.pack.version.to_string(), &hash, &rules])
        .trim_end()
        .to_owned()
}

/// Text that Markdown shows as it is, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unsafe(*c)) {
        match c {
            '\n' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
