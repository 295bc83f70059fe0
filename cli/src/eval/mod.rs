//! `eval`: how well a pack's rules are found by the questions that were written for it.

mod measure;
mod questions;

use std::path::Path;

use serde::Serialize;
use shindan::query::PackRef;
use shindan::{KnowledgeBase, Limits, Query};

use crate::args::{Eval, Format};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{knowledge, output};
use measure::{Figures, Outcome, groups};
use questions::Question;

/// Rules that are looked at for each question.
const DEPTH: usize = 10;

/// What `eval` prints.
#[derive(Debug, Serialize)]
struct Report {
    pack: PackRef,
    sets: Vec<Set>,
}

/// One file of questions.
#[derive(Debug, Serialize)]
struct Set {
    set: String,
    figures: Vec<Figures>,
    /// What the shares would be at other thresholds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    thresholds: Vec<Threshold>,
    misses: Vec<Miss>,
}

/// The figures at one threshold.
#[derive(Debug, Serialize)]
struct Threshold {
    /// In hundredths.
    threshold: u8,
    success_at_1: Option<f64>,
    unknown: Option<f64>,
}

/// A question whose first answer is not the right one.
#[derive(Debug, Serialize)]
struct Miss {
    text: String,
    lang: String,
    speaker: String,
    noise: Option<String>,
    /// The right rules; none where `unknown` is right.
    right: Vec<String>,
    /// What was found, best first, with the scores in hundredths.
    found: Vec<(String, u8)>,
}

pub(crate) fn run(args: &Eval) -> Result<Exit, Failure> {
    let knowledge = knowledge::load_dir(&args.dir, &Limits::default())?;
    let questions = questions::read(&args.dir, &knowledge)?;
    let mut names: Vec<&str> = questions.iter().map(|q| q.split.as_str()).collect();
    names.dedup();
    if let Some(set) = &args.set {
        if !names.contains(&set.as_str()) {
            return Err(Failure::usage("unknown_set", crate::failure::no_such("set", set, &names)));
        }
        names.retain(|name| name == set);
    }
    let Some(pack) = knowledge.packs().first() else { return Err(Failure::unreadable("the folder holds no pack")) };
    let mut sets = Vec::new();
    for name in names {
        let of_set: Vec<&Question> = questions.iter().filter(|q| q.split == name).collect();
        sets.push(set(&knowledge, name, &of_set, args.thresholds));
    }
    let report = Report { pack: pack.reference(), sets };
    match args.format {
        Format::Json => output::json(&report)?,
        Format::Text => output::print(&text(&report))?,
    }
    let is_missed = args.fail_on_miss && report.sets.iter().any(|set| !set.misses.is_empty());
    Ok(if is_missed { Exit::Problems } else { Exit::Ok })
}

fn set(knowledge: &KnowledgeBase, name: &str, questions: &[&Question], sweep: bool) -> Set {
    let ask = |threshold: Option<u8>| -> Vec<Outcome<'_>> {
        let found = |question: &Question| {
            let result = knowledge.search_above(&Query::new(&question.text).lang(&question.lang), DEPTH, threshold);
            result.hits.into_iter().map(|hit| (hit.rule, hit.score)).collect()
        };
        questions.iter().map(|question| Outcome { question, found: found(question) }).collect()
    };
    let outcomes = ask(None);
    let misses = outcomes.iter().filter(|o| !o.is_right()).map(|o| Miss {
        text: o.question.text.clone(),
        lang: o.question.lang.clone(),
        speaker: o.question.speaker.clone(),
        noise: o.question.noise.clone(),
        right: o.question.right.clone(),
        found: o.found.iter().take(3).cloned().collect(),
    });
    let thresholds = if sweep { thresholds(&ask(Some(0))) } else { Vec::new() };
    Set { set: name.to_owned(), figures: groups(&outcomes), thresholds, misses: misses.collect() }
}

/// What other thresholds would do to outcomes that none was applied to.
fn thresholds(all: &[Outcome<'_>]) -> Vec<Threshold> {
    let at = |threshold: u8| {
        // The best hit decides for all.
        let near = |outcome: &Outcome<'_>| outcome.found.first().is_some_and(|(_, score)| *score >= threshold);
        let cut = |outcome: &Outcome<'_>| if near(outcome) { outcome.found.clone() } else { Vec::new() };
        let outcomes: Vec<Outcome<'_>> = all.iter().map(|o| Outcome { question: o.question, found: cut(o) }).collect();
        let figures = Figures::new("all", &outcomes.iter().collect::<Vec<_>>());
        Threshold { threshold, success_at_1: figures.success_at_1, unknown: figures.unknown }
    };
    (10..=90u8).step_by(2).map(at).collect()
}

/// The questions of the pack in `dir`, as they are asked.
pub(crate) fn texts(dir: &Path, knowledge: &KnowledgeBase) -> Result<Vec<String>, Failure> {
    Ok(questions::read(dir, knowledge)?.into_iter().map(|question| question.text).collect())
}

fn text(report: &Report) -> String {
    let share = |value: Option<f64>| value.map_or_else(|| "    -".to_owned(), |v| format!("{v:5.3}"));
    let mut page = String::new();
    for set in &report.sets {
        page.push_str(&format!("{} {}: {}\n\n", report.pack.id, report.pack.version, set.set));
        page.push_str("                      questions  success@1  recall@3    MRR  negatives  unknown\n");
        for f in &set.figures {
            page.push_str(&format!(
                "  {:20}{:11}{:>11}{:>10}{:>7}{:11}{:>9}\n",
                f.group,
                f.questions,
                share(f.success_at_1),
                share(f.recall_at_3),
                share(f.mean_reciprocal_rank),
                f.negatives,
                share(f.unknown)
            ));
        }
        if !set.thresholds.is_empty() {
            page.push_str("\n  threshold  success@1  unknown\n");
            for t in &set.thresholds {
                page.push_str(&format!("  {:9}{:>11}{:>9}\n", t.threshold, share(t.success_at_1), share(t.unknown)));
            }
        }
        page.push_str(&format!("\n  Misses: {}\n", set.misses.len()));
        for miss in &set.misses {
            let marks: Vec<&str> =
                [miss.lang.as_str(), miss.speaker.as_str()].into_iter().chain(miss.noise.as_deref()).collect();
            let right = if miss.right.is_empty() { "unknown".to_owned() } else { miss.right.join(", ") };
            let found: Vec<String> = miss.found.iter().map(|(rule, score)| format!("{rule} {score}")).collect();
            let found = if found.is_empty() { "unknown".to_owned() } else { found.join(", ") };
            page.push_str(&format!(
                "  [{}] {}\n      right: {right}\n      found: {found}\n",
                marks.join(" "),
                miss.text
            ));
        }
        page.push('\n');
    }
    page
}
