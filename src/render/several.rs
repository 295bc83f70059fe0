//! Several codes on one page: each with what it says, then the steps of all, then what is still open.

use super::answer::{causes, head, options};
use super::candidates::{cautions, entries, example, suggestions};
use super::explanation::{is_open, meaning};
use super::labels::fill;
use super::names::Names;
use super::notes::{absent, note_line};
use super::page::Page;
use super::people::{contacts, withheld};
use super::sheet::Sheet;
use super::style::{Span, Tone};
use crate::model::HandOverFrom;
use crate::query::{Answer, Asked, Explanation, HandOverOut, LocalText, Question, Withheld, WithheldWhy};

/// The body of the page.
pub(super) fn several(page: &mut Page, found: &Explanation, names: &Names) {
    let settled = || found.answers.iter().enumerate().filter(|(_, answer)| !answer.candidate);
    let sheet = Sheet::of_plan(found, names);
    cautions(page, &found.answers, names);
    for (of, answer) in settled() {
        page.gap();
        let question = question(found, answer);
        head(page, answer, question.is_some(), names);
        related(page, found, answer, names);
        options(page, question, names);
        causes(page, &sheet, of);
        absent(page, &answer.absent, names);
    }
    sheet.draw(page);
    withheld(page, &kept(found), names);
    last(page, found, names);
    background(page, found, names);
    open(page, found, names);
}

/// Printed prose and notes, each once, under the codes that they belong to.
fn background(page: &mut Page, found: &Explanation, names: &Names) {
    let texts = by_codes(found, |answer| &answer.explanation);
    if !texts.is_empty() {
        page.heading(names.labels.background);
    }
    for (codes, texts) in texts {
        page.para(2, Span::plain(""), &[Span::strong(codes)]);
        texts.iter().for_each(|text| page.para(4, Span::plain(""), &names.text(text)));
    }
    let notes = by_codes(found, |answer| &answer.notes);
    if !notes.is_empty() {
        page.gap();
        page.para(0, Span::dim(""), &[Span::dim(names.labels.notes)]);
    }
    for (codes, notes) in notes {
        page.para(2, Span::dim(""), &[Span::dim(codes)]);
        notes.iter().for_each(|note| note_line(page, 4, note, names));
    }
}

/// What the answers say, each thing once, with the codes of all that say it.
fn by_codes<'a, T: PartialEq>(found: &'a Explanation, of: fn(&'a Answer) -> &'a Vec<T>) -> Vec<(String, Vec<&'a T>)> {
    let answers = || found.answers.iter().filter(|answer| !answer.candidate);
    let mut said: Vec<&T> = Vec::new();
    let mut groups: Vec<(String, Vec<&'a T>)> = Vec::new();
    for one in answers().flat_map(of) {
        if said.contains(&one) {
            continue;
        }
        said.push(one);
        let codes: Vec<&str> = answers().filter(|a| of(a).contains(one)).flat_map(asked).collect();
        let codes = codes.join(" / ");
        match groups.last_mut() {
            Some((last, group)) if *last == codes => group.push(one),
            _ => groups.push((codes, vec![one])),
        }
    }
    groups
}

fn asked(answer: &Answer) -> impl Iterator<Item = &str> {
    answer.asked.iter().map(String::as_str)
}

/// What would make an answer finer.
fn question<'a>(found: &'a Explanation, answer: &Answer) -> Option<&'a Question> {
    let asked = found.asked.iter().filter(|asked| answer.asked.contains(&asked.text));
    // Where another of the given codes says it exactly, nothing is left to ask.
    let questions: Vec<Option<&Question>> = asked.map(|asked| asked.question.as_ref()).collect();
    questions.into_iter().collect::<Option<Vec<_>>>()?.first().copied()
}

/// What the fault has to do with the others.
fn related(page: &mut Page, found: &Explanation, answer: &Answer, names: &Names) {
    let labels = names.labels;
    let named = |rules: Vec<&String>| {
        let is = |other: &&Answer| !other.candidate && other.pack == answer.pack && rules.contains(&&other.rule);
        let texts: Vec<&str> = found.answers.iter().filter(is).flat_map(asked).collect();
        texts.join(labels.comma)
    };
    let of_pack = || found.relations.iter().filter(|relation| relation.pack == answer.pack.id);
    let caused = named(of_pack().filter(|r| r.cause == answer.rule).map(|r| &r.consequence).collect());
    let causes = named(of_pack().filter(|r| r.consequence == answer.rule).map(|r| &r.cause).collect());
    for (phrase, codes) in [(labels.likely_cause, caused), (labels.likely_consequence, causes)] {
        if !codes.is_empty() {
            page.para(0, Span::plain("→ "), &[Span::strong(fill(phrase, &[&codes]))]);
        }
    }
}

/// The steps that no answer shows, each once.
fn kept(found: &Explanation) -> Vec<(&str, &Withheld)> {
    let all = || found.answers.iter().filter(|answer| !answer.candidate);
    let rows = |why| matches!(why, WithheldWhy::NotThisCase | WithheldWhy::UnknownFact);
    let mut kept: Vec<(&str, &Withheld)> = Vec::new();
    for (answer, step) in all().flat_map(|answer| answer.withheld.iter().map(move |step| (answer, step))) {
        // What does not concern one of the codes may well concern another, which says what becomes of it.
        let elsewhere = |other: &Answer| {
            let shown = other.checks.iter().map(|c| &c.id).chain(other.remediation.iter().map(|r| &r.id));
            let withheld = other.withheld.iter().filter(|other| !rows(other.why)).map(|other| &other.step);
            other.pack.id == answer.pack.id && shown.chain(withheld).any(|id| *id == step.step)
        };
        let told = step.why == WithheldWhy::ShownAbove || (rows(step.why) && all().any(elsewhere));
        let step = (answer.pack.id.as_str(), step);
        if !told && !kept.contains(&step) {
            kept.push(step);
        }
    }
    kept
}

/// Whom to call when nothing helped: each contact once, after what is printed of it for each code.
fn last(page: &mut Page, found: &Explanation, names: &Names) {
    let all: Vec<&Answer> = found.answers.iter().filter(|answer| !answer.candidate).collect();
    let mut groups: Vec<Vec<&Answer>> = Vec::new();
    for answer in all.into_iter().filter(|a| !a.hand_over.to.is_empty() || a.hand_over.text.is_some()) {
        match groups.iter_mut().find(|group| group.iter().all(|other| other.hand_over.to == answer.hand_over.to)) {
            Some(group) => group.push(answer),
            None => groups.push(vec![answer]),
        }
    }
    let alone = groups.len() == 1;
    for (n, group) in groups.iter().enumerate() {
        let Some(first) = group.first() else { continue };
        let alike = |other: &&Answer| other.hand_over == first.hand_over;
        if n == 0 {
            page.heading(names.labels.hand_over);
        }
        if group.iter().all(alike) {
            let codes: Vec<&str> = group.iter().copied().flat_map(asked).collect();
            if !alone {
                page.para(2, Span::plain(""), &[Span::strong(codes.join(" / "))]);
            }
            contacts(page, if alone { 2 } else { 4 }, &first.hand_over, true, names);
            continue;
        }
        let mut told: Vec<&LocalText> = Vec::new();
        for answer in group {
            let codes: Vec<&str> = asked(answer).collect();
            let text = answer.hand_over.text.as_ref().filter(|_| answer.hand_over.from != HandOverFrom::Role);
            page.para(2, Span::plain(""), &[Span::strong(codes.join(" / "))]);
            if let Some(text) = text.filter(|text| !told.contains(text)) {
                page.para(4, Span::plain(""), &names.text(text));
                told.push(text);
            }
        }
        contacts(page, 2, &HandOverOut { text: None, ..first.hand_over.clone() }, false, names);
    }
}

/// The codes of which it is open what they mean, each with its candidates and what separates them.
fn open(page: &mut Page, found: &Explanation, names: &Names) {
    let labels = names.labels;
    let open: Vec<&Asked> = found.asked.iter().filter(|asked| is_open(asked, found)).collect();
    if open.is_empty() {
        return;
    }
    page.heading(labels.open_codes);
    for (n, asked) in open.iter().enumerate() {
        if n > 0 {
            page.gap();
        }
        let why = meaning(asked.reason, asked.level, names).unwrap_or_default();
        page.para(2, Span::strong(format!("{}  ", asked.text)), &[Span::plain(why)]);
        let answers: Vec<&Answer> = found.answers.iter().filter(|answer| answer.asked.contains(&asked.text)).collect();
        entries(page, 4, &answers, names);
        if answers.is_empty() {
            continue;
        }
        if let Some(question) = &asked.question {
            page.para(4, Span::plain(""), &names.toned(&question.text, Tone::Strong));
        }
        let again = fill(labels.ask_again, &[&example(asked.question.as_ref(), &answers, names)]);
        page.para(4, Span::plain(""), &[Span::plain(labels.no_steps)]);
        page.para(4, Span::plain(""), &[Span::plain(again)]);
    }
    suggestions(page, found, names);
}
