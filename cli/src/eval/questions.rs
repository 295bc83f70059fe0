//! The labelled questions of a pack: `eval/*.yaml`.

use std::path::Path;

use serde::Deserialize;
use shindan::{KnowledgeBase, Query};

use crate::failure::Failure;

/// A file of questions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    queries: Vec<Labelled>,
}

/// A question as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    text: String,
    lang: String,
    speaker: String,
    #[serde(default)]
    noise: Option<String>,
    expect: Vec<String>,
}

/// A question, and the rules that answer it.
#[derive(Debug)]
pub(super) struct Question {
    /// The name of its file: what it is used for.
    pub(super) split: String,
    pub(super) text: String,
    pub(super) lang: String,
    pub(super) speaker: String,
    /// How it was damaged, if it was.
    pub(super) noise: Option<String>,
    /// The rules that are right; none where `unknown` is.
    pub(super) right: Vec<String>,
}

/// The questions of the pack in `dir`, labels resolved to rules.
pub(super) fn read(dir: &Path, knowledge: &KnowledgeBase) -> Result<Vec<Question>, Failure> {
    let folder = dir.join("eval");
    let unreadable = |path: &Path, e: &dyn std::fmt::Display| Failure::unreadable(format!("{}: {e}", path.display()));
    let entries = std::fs::read_dir(&folder).map_err(|e| {
        let help = "questions stand in FOLDER/eval/*.yaml; see the editor's guide";
        Failure::unreadable(format!("{}: {e}; {help}", folder.display()))
    })?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| unreadable(&folder, &e))?.path();
        if path.extension().is_some_and(|e| e == "yaml") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut questions = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&path, &e))?;
        // Other labelled material, such as log lines, stands in the same folder.
        if !text.lines().any(|line| line.trim_end() == "queries:") {
            continue;
        }
        let file: File = serde_yaml::from_str(&text).map_err(|e| unreadable(&path, &e))?;
        let split = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        for labelled in file.queries {
            let mut right = Vec::new();
            for label in &labelled.expect {
                right.extend(rules(knowledge, label).map_err(|e| unreadable(&path, &e))?);
            }
            questions.push(Question {
                split: split.clone(),
                text: labelled.text,
                lang: labelled.lang,
                speaker: labelled.speaker,
                noise: labelled.noise,
                right,
            });
        }
    }
    Ok(questions)
}

/// The rule that a label means: a code with its detail, or a rule's id.
fn rules(knowledge: &KnowledgeBase, label: &str) -> Result<Vec<String>, String> {
    if knowledge.packs().iter().any(|pack| pack.rule(label).is_some()) {
        return Ok(vec![label.to_owned()]);
    }
    let found = knowledge.explain(&Query::new(label));
    match found.answers.as_slice() {
        [] => Err(format!("the label \"{label}\" names no rule; write a code with its detail, or a rule's id")),
        answers => Ok(answers.iter().map(|answer| answer.rule.clone()).collect()),
    }
}
