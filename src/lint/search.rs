//! SD0301 and SD0312 for the words of those who search.

use std::collections::HashMap;

use super::{At, FileId, Finding};
use crate::Code;
use crate::model::SearchWords;

/// Every word stands in one group: in two it would draw two ideas together.
pub(super) fn words(search: &Option<SearchWords>, languages: &[String], found: &mut Vec<Finding>) {
    let at = |pointer: String| At::new(FileId::Search, pointer);
    let mut first: HashMap<String, At> = HashMap::new();
    let mut names: HashMap<&str, At> = HashMap::new();
    for (i, group) in search.iter().flat_map(|s| &s.terms).enumerate() {
        let here = at(format!("/terms/{i}/name"));
        if let Some(before) = names.insert(&group.name, here.clone()) {
            found.push(
                Finding::new(Code::DuplicateId, here, format!("duplicate group `{}`", group.name))
                    .help("give one of the two another name, or make them one group")
                    .label(before, "first used here"),
            );
        }
        for (lang, words) in &group.words {
            if !languages.contains(lang) {
                let finding = Finding::new(
                    Code::UnknownLanguage,
                    at(format!("/terms/{i}/{lang}")),
                    format!("the pack does not declare the language `{lang}`"),
                );
                found.push(finding.help(format!("write one of {}", languages.join(", "))));
            }
            for (j, word) in words.iter().enumerate() {
                let here = at(format!("/terms/{i}/{lang}/{j}"));
                if let Some(before) = first.insert(format!("{lang} {}", word.to_lowercase()), here.clone()) {
                    found.push(
                        Finding::new(Code::DuplicateId, here, format!("`{word}` stands twice"))
                            .help("keep it in the group that it belongs to most")
                            .label(before, "first here"),
                    );
                }
            }
        }
    }
}
