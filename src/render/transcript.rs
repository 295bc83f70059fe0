//! What happened in a session, to read aloud to the help desk or to paste into a ticket.

use super::labels::fill;
use super::names::{Names, pack_in_short};
use super::page::Page;
use super::people::{contacts, list};
use super::style::{Span, Style, Tone, is_unsafe};
use crate::diagnose::{NotTaken, Outcome, Transcript, TranscriptLine};
use crate::model::HandOverFrom;
use crate::query::LocalText;

/// A session as plain text: what the screen showed, what was asked and done, how it ended, what is open, whom to call.
#[must_use]
pub fn transcript(transcript: &Transcript, names: &Names, style: &Style) -> String {
    let labels = names.labels;
    let mut page = Page::new(style);
    page.heading(labels.transcript);
    for (label, text, tone) in head(transcript, names) {
        page.para(2, Span::dim(format!("{label}: ")), &[Span::new(tone, text)]);
    }
    page.heading(labels.done_so_far);
    if transcript.lines.is_empty() {
        page.para(2, Span::plain(""), &[Span::plain(labels.nothing_done)]);
    }
    for (n, line) in transcript.lines.iter().enumerate() {
        page.para(2, Span::plain(format!("{}. ", n.saturating_add(1))), &names.text(&line.text));
        line.then.iter().for_each(|text| page.para(5, Span::plain("• "), &names.text(text)));
        page.para(5, Span::dim("→ "), &[Span::strong(&line.reply)]);
        if let Some(why) = asked_again(line, names) {
            page.para(5, Span::plain(""), &[Span::dim(why)]);
        }
    }
    if !transcript.suspected.is_empty() {
        page.heading(labels.suspected);
    }
    for suspected in suspected(transcript, names) {
        page.para(2, Span::plain("• "), &[Span::plain(suspected)]);
    }
    if let Some(hand_over) = &transcript.hand_over {
        page.heading(labels.hand_to);
        contacts(&mut page, 2, hand_over, !transcript.rules.is_empty(), names);
    }
    list(&mut page, labels.open_causes, &transcript.open_causes, names);
    let standing: Vec<LocalText> = transcript.contradictions.iter().map(|c| c.text.clone()).collect();
    list(&mut page, labels.contradictions, &standing, names);
    if !not_taken(transcript).is_empty() {
        page.heading(labels.not_done);
    }
    for step in not_taken(transcript) {
        let mut spans = names.text(&step.text);
        spans.push(Span::dim(format!(" ({})", reason(step, names))));
        page.para(2, Span::plain("• "), &spans);
    }
    if let Some(code) = &transcript.resume_code {
        page.heading(labels.resume_code);
        page.para(2, Span::plain(""), &[Span::strong(code)]);
    }
    page.finish()
}

/// The same as Markdown.
#[must_use]
pub fn transcript_markdown(transcript: &Transcript, names: &Names) -> String {
    let labels = names.labels;
    let title = [labels.transcript.to_owned(), shown(transcript)].join(": ");
    let mut out = format!("# {}\n\n", escaped(title.trim_end_matches(": ")));
    for (label, text, _) in head(transcript, names).into_iter().skip(1) {
        out.push_str(&format!("- **{label}**: {}\n", escaped(&text)));
    }
    out.push_str(&format!("\n## {}\n\n", labels.done_so_far));
    if transcript.lines.is_empty() {
        out.push_str(&format!("{}\n", labels.nothing_done));
    }
    for (n, line) in transcript.lines.iter().enumerate() {
        let texts = std::iter::once(&line.text).chain(&line.then);
        let texts: Vec<String> = texts.map(|text| escaped(&names.flat(text))).collect();
        out.push_str(&format!("{}. {} → **{}**", n.saturating_add(1), texts.join(" / "), escaped(&line.reply)));
        if let Some(why) = asked_again(line, names) {
            out.push_str(&format!(" ({})", escaped(&why)));
        }
        out.push('\n');
    }
    if let Some(hand_over) = &transcript.hand_over {
        out.push_str(&format!("\n## {}\n\n", labels.hand_to));
        if let Some(text) = hand_over.text.as_ref().filter(|_| hand_over.from != HandOverFrom::Role) {
            out.push_str(&format!("{}\n\n", escaped(&names.flat(text))));
        }
        out.extend(hand_over.to.iter().map(|contact| format!("- **{}**\n", escaped(&contact.name))));
    }
    let causes = transcript.open_causes.iter().map(|text| names.flat(text)).collect();
    let steps = not_taken(transcript).iter();
    let steps = steps.map(|step| format!("{} ({})", names.flat(&step.text), reason(step, names))).collect();
    let standing = transcript.contradictions.iter().map(|c| names.flat(&c.text)).collect();
    let lists = [
        (labels.suspected, suspected(transcript, names)),
        (labels.open_causes, causes),
        (labels.contradictions, standing),
        (labels.not_done, steps),
    ];
    for (heading, texts) in lists.iter().filter(|(_, texts)| !texts.is_empty()) {
        out.push_str(&format!("\n## {heading}\n\n"));
        out.extend(texts.iter().map(|text| format!("- {}\n", escaped(text))));
    }
    if let Some(code) = &transcript.resume_code {
        out.push_str(&format!("\n## {}\n\n`{code}`\n", labels.resume_code));
    }
    out
}

/// Why a step was asked a second time: the other answer.
fn asked_again(line: &TranscriptLine, names: &Names) -> Option<String> {
    let contradiction = line.contradiction.as_ref()?;
    let both = [&contradiction.first, &contradiction.second];
    let other = both.into_iter().find(|stated| stated.step != line.step)?;
    Some(fill(names.labels.asked_again, &[names.flat(&other.text).trim(), &other.reply]))
}

/// What stands at the head: the codes first.
fn head(transcript: &Transcript, names: &Names) -> [(&'static str, String, Tone); 4] {
    let labels = names.labels;
    let shown_as = if transcript.suspected.is_empty() { labels.shown } else { labels.described };
    let role = names.role(&transcript.pack.id, &transcript.role).to_owned();
    [
        (shown_as, shown(transcript), Tone::Strong),
        (labels.outcome, outcome(transcript, names), Tone::Plain),
        (labels.led, role, Tone::Plain),
        (labels.knowledge, knowledge(transcript), Tone::Plain),
    ]
}

fn shown(transcript: &Transcript) -> String {
    transcript.codes.join(" / ")
}

/// The rules that a text may have meant, those that it is not marked.
fn suspected(transcript: &Transcript, names: &Names) -> Vec<String> {
    let marked = transcript.suspected.iter().map(|one| match one.possible {
        true => one.text.clone(),
        false => format!("{} ({})", one.text, names.labels.not_meant),
    });
    marked.collect()
}

/// What was not done; once the fault is gone it matters no more.
fn not_taken(transcript: &Transcript) -> &[NotTaken] {
    if transcript.outcome == Some(Outcome::Resolved) { &[] } else { &transcript.not_taken }
}

/// Why a step was not taken, and whom to call for it.
fn reason(step: &NotTaken, names: &Names) -> String {
    let who = step.who.as_ref().map(|who| fill(names.labels.contact, &[&who.name]));
    let reason = names.flat(&step.reason);
    // A Japanese full stop has its space in itself.
    let space = if reason.ends_with('。') { "" } else { " " };
    std::iter::once(reason).chain(who).collect::<Vec<_>>().join(space)
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
    format!("{} {}", pack_in_short(&transcript.pack), transcript.rules.join(", ")).trim_end().to_owned()
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
