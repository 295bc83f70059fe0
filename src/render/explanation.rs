//! The answer page.

use super::answer::answer;
use super::candidates::{candidates, suggestions};
use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::several::several;
use super::style::{Span, Style};
use crate::model::TranslationStatus;
use crate::query::{Answer, Asked, Change, ChangeKind, Explanation, Level, LocalText, Reason};

/// An answer as a page: how the input was read, warnings, causes, checks, remedies in a safe order, whom to call.
///
/// Where it is open which of several candidates is meant, no step is shown: only the candidates and how to ask again.
#[must_use]
pub fn explanation(found: &Explanation, names: &Names, style: &Style) -> String {
    let mut page = Page::new(style);
    matched(&mut page, found, names);
    match found.answers.as_slice() {
        _ if is_several(found) => {
            several(&mut page, found, names);
            if found.asked.iter().any(|asked| is_open(asked, found)) {
                help_desk(&mut page, found, names);
            }
            drafts(&mut page, &found.answers, names);
            let settled = found.answers.iter().any(|answer| !answer.candidate);
            sources(&mut page, found.answers.iter().filter(|a| !settled || !a.candidate), settled, names);
            if let Some(first) = found.answers.iter().find(|answer| !answer.candidate) {
                let asked: Vec<&str> = first.asked.iter().take(1).flat_map(|text| text.split(' ')).collect();
                lead(&mut page, &asked, names);
            }
        }
        [] => {
            suggestions(&mut page, found, names);
            help_desk(&mut page, found, names);
        }
        [only] if !only.candidate => {
            answer(&mut page, only, found.question.as_ref(), names);
            footer(&mut page, found, only, names);
        }
        several => {
            candidates(&mut page, found, several, names);
            suggestions(&mut page, found, names);
            help_desk(&mut page, found, names);
            drafts(&mut page, several, names);
            sources(&mut page, several.iter(), several.len() == 1, names);
        }
    }
    page.finish()
}

/// Whether several codes were given that one answer does not settle.
fn is_several(found: &Explanation) -> bool {
    let settled =
        |answer: &Answer| !answer.candidate && found.asked.iter().all(|asked| answer.asked.contains(&asked.text));
    found.asked.len() > 1 && !matches!(found.answers.as_slice(), [only] if settled(only))
}

/// Whether it is open what a code means.
pub(super) fn is_open(asked: &Asked, found: &Explanation) -> bool {
    !found.answers.iter().any(|answer| !answer.candidate && answer.asked.contains(&asked.text))
}

/// What the reason of a match means to its reader, where that is not plain.
pub(super) fn meaning(reason: Reason, level: Level, names: &Names) -> Option<&'static str> {
    let labels = names.labels;
    match (reason, level) {
        (Reason::DetailMissing, _) => Some(labels.detail_missing),
        (Reason::DetailNotInTable, _) => Some(labels.detail_not_in_table),
        (Reason::DetailUnderSeveralCodes, _) => Some(labels.detail_under_several),
        (Reason::PairNotInTable, _) => Some(labels.pair_not_in_table),
        (Reason::CodeNotInTable, _) => Some(labels.code_not_in_table),
        (Reason::NearDetail, _) => Some(labels.near_detail),
        (Reason::PackDamaged, _) => Some(labels.damaged),
        (Reason::NothingKnown, _) | (_, Level::Unknown) => Some(labels.nothing_known),
        (_, Level::Symptom) => Some(labels.symptom),
        _ => None,
    }
}

/// What was understood, where that is not plainly what was asked.
fn matched(page: &mut Page, found: &Explanation, names: &Names) {
    let labels = names.labels;
    let open: Vec<&str> = found.asked.iter().filter(|a| is_open(a, found)).map(|a| a.text.as_str()).collect();
    let settled = found.answers.iter().filter(|answer| !answer.candidate).count();
    let below = (!open.is_empty()).then(|| fill(labels.open_below, &[&open.join(labels.comma)]));
    let (said, below) = match (is_several(found), settled) {
        (false, _) => (meaning(found.matched.reason, found.matched.level, names), None),
        (true, 0) => (Some(labels.several_codes), None),
        (true, 1) => (None, below),
        (true, _) => (Some(labels.several_merged), below),
    };
    // What is not known at all has nothing that could be read in another way.
    let mut said: Vec<String> = said.map(str::to_owned).into_iter().chain(below).collect();
    let told: Vec<&Change> = found.matched.changes.iter().filter(|c| tells(c, found)).collect();
    // Several differences between one input and one code are one sentence.
    let together = |a: &&Change, b: &&Change| {
        a.from == b.from && a.to == b.to && difference(a.kind, names).is_some() && difference(b.kind, names).is_some()
    };
    said.extend(told.chunk_by(together).map(|changes| change(changes, names)));
    for sentence in said {
        page.para(0, Span::dim(labels.note), &[Span::plain(sentence)]);
    }
    page.gap();
}

/// Whether a change says more than the reason does already.
fn tells(change: &Change, found: &Explanation) -> bool {
    let is_asked = || found.asked.iter().any(|asked| asked.text.split(' ').any(|word| word == change.from));
    match (change.kind, is_several(found)) {
        (ChangeKind::Ignored, true) => !is_asked(),
        (ChangeKind::Ignored, false) => found.matched.level < Level::Suggestion,
        _ => true,
    }
}

/// What differs where an input was read as another spelling of the same code.
fn difference(kind: ChangeKind, names: &Names) -> Option<&'static str> {
    let labels = names.labels;
    Some(match kind {
        ChangeKind::LetterCase => labels.letter_case,
        ChangeKind::Width => labels.width,
        ChangeKind::Lookalike => labels.lookalike,
        ChangeKind::Separators => labels.separators,
        ChangeKind::Prefix => labels.prefix,
        ChangeKind::LeadingZeros => labels.leading_zeros,
        ChangeKind::Decimal => labels.decimal,
        ChangeKind::Dictation => labels.dictation,
        _ => return None,
    })
}

fn change(changes: &[&Change], names: &Names) -> String {
    let labels = names.labels;
    let Some(first) = changes.first() else { return String::new() };
    let phrase = match first.kind {
        ChangeKind::Ignored => labels.ignored,
        ChangeKind::Number => labels.number,
        ChangeKind::Misprint => labels.misprint,
        ChangeKind::Pattern => labels.pattern,
        ChangeKind::Inferred => labels.inferred,
        ChangeKind::CutOff => labels.cut_off,
        _ => labels.read_as,
    };
    let differences: Vec<&str> = changes.iter().filter_map(|c| difference(c.kind, names)).collect();
    let to = first.to.as_deref().unwrap_or_default();
    // A photographed line end inside a code would break the sentence.
    let from = first.from.split_whitespace().collect::<Vec<_>>().join(" ");
    fill(phrase, &[&from, to, &differences.join(labels.comma)])
}

fn help_desk(page: &mut Page, found: &Explanation, names: &Names) {
    let labels = names.labels;
    page.heading(if found.answers.is_empty() { labels.tell_help_desk } else { labels.cannot_tell });
    page.para(2, Span::plain(""), &names.text(&found.help_desk));
}

/// What stands below an answer: the state of its translation, its source, and how to go on.
fn footer(page: &mut Page, found: &Explanation, answer: &Answer, names: &Names) {
    drafts(page, std::slice::from_ref(answer), names);
    sources(page, std::iter::once(answer), true, names);
    let asked: Vec<&str> =
        answer.codes.first().into_iter().chain(asked_detail(found, answer)).map(String::as_str).collect();
    lead(page, &asked, names);
}

/// How to be led step by step.
fn lead(page: &mut Page, asked: &[&str], names: &Names) {
    if let Some(command) = command("diagnose", asked) {
        page.para(0, Span::dim(""), &[Span::dim(fill(names.labels.diagnose, &[&command]))]);
    }
}

/// The detail as it was asked for: a pattern is no code that a screen shows.
fn asked_detail<'a>(found: &'a Explanation, answer: &'a Answer) -> Option<&'a String> {
    let pattern = found.matched.changes.iter().find(|change| change.kind == ChangeKind::Pattern);
    match (pattern, answer.details.as_slice()) {
        _ if found.question.is_some() => None,
        (Some(change), _) => Some(&change.from),
        (None, [only]) => Some(only),
        _ => None,
    }
}

/// A command line that asks for a code and its detail; none where a shell would read more into them.
pub(super) fn command(verb: &str, words: &[&str]) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let fits = |word: &&str| !word.is_empty() && !word.starts_with('-') && word.chars().all(plain);
    (!words.is_empty() && words.iter().all(fits)).then(|| format!("shindan {verb} {}", words.join(" ")))
}

fn drafts(page: &mut Page, answers: &[Answer], names: &Names) {
    page.gap();
    if answers.iter().any(|answer| answer.translation == Some(TranslationStatus::Draft)) {
        page.para(0, Span::dim(""), &[Span::dim(names.labels.draft_translation)]);
    }
}

/// Where the answers stand in print, each line once; with page and row where that is settled.
fn sources<'a>(page: &mut Page, answers: impl Iterator<Item = &'a Answer>, settled: bool, names: &Names) {
    let mut seen: Vec<String> = Vec::new();
    for answer in answers {
        let line = source(answer, settled, names);
        if !seen.contains(&line) {
            page.para(0, Span::dim(""), &[Span::dim(&line)]);
            seen.push(line);
        }
    }
}

fn source(answer: &Answer, settled: bool, names: &Names) -> String {
    let labels = names.labels;
    let title: &LocalText = &answer.source.title;
    let mut parts = vec![names.flat(title)];
    if settled {
        parts.push(fill(labels.page, &[&answer.source.page.to_string()]));
        if let [row] = answer.rows.as_slice() {
            parts.push(fill(labels.row, &[row]));
        }
    }
    let from = parts.join(labels.comma);
    let line = fill(labels.source, &[&from]);
    format!("{line} · {}", names.pack(&answer.pack))
}
