//! Every rule in a line: its codes, its heading, where it is printed.

use serde::Serialize;

use super::answer::PackRef;
use crate::error::Error;
use crate::kb::{KnowledgeBase, LoadedPack};
use crate::model::{CodeEntry, Rule, SharedText, Status, Text};

/// What `list` returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Listing {
    /// The packs.
    pub packs: Vec<PackRef>,
    /// Their rules, in the order of packs and ids.
    pub rules: Vec<ListedRule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListedRule {
    /// The pack's id.
    pub pack: String,
    /// The rule's id.
    pub rule: String,
    /// Whether it answers.
    pub status: Status,
    /// Its codes, with the other ways to write them.
    pub codes: Vec<String>,
    /// Its details.
    pub details: Vec<String>,
    /// The heading of its first code.
    pub heading: Option<String>,
    /// The document that it is printed in.
    pub document: String,
    /// The page there.
    pub page: u32,
    /// The rows of the source that it answers.
    pub rows: Vec<ListedRow>,
}

/// One row of the source that a rule answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListedRow {
    /// Its name in the source.
    pub row: Option<String>,
    /// Its detail.
    pub detail: Option<String>,
    /// What kind of error it is.
    pub error_type: Option<String>,
}

impl KnowledgeBase {
    /// Every rule of every pack, for a reader of `lang`; in the pack's first language if none, or where a text has no other.
    ///
    /// ```
    /// # #[cfg(feature = "fs")] {
    /// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
    /// let listing = knowledge.list(Some("en"))?;
    /// assert!(listing.rules.iter().any(|rule| rule.codes.contains(&"FUJ905".to_owned())));
    /// # }
    /// # Ok::<(), shindan::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DamagedPack`](crate::ErrorKind::DamagedPack).
    pub fn list(&self, lang: Option<&str>) -> Result<Listing, Error> {
        self.sound(|| {
            let packs = self.packs().iter().map(|pack| pack.reference()).collect();
            let mut rules = Vec::new();
            for pack in self.packs() {
                rules.extend(pack.model()?.rules.iter().map(|rule| listed(pack, rule, lang)));
            }
            Ok(Listing { packs, rules })
        })
    }
}

fn listed(pack: &LoadedPack, rule: &Rule, lang: Option<&str>) -> ListedRule {
    let langs: Vec<&str> = lang.into_iter().chain(pack.manifest().languages.iter().map(String::as_str)).collect();
    let shown = |text: &Text| text.in_first(&langs).map(|(_, text)| text.to_owned());
    let first = rule.matches.first().and_then(|row| pack.code(&row.code));
    let mut codes: Vec<&str> = Vec::new();
    for row in &rule.matches {
        match pack.code(&row.code) {
            Some(entry) => codes.extend(std::iter::once(&entry.code).chain(&entry.aliases).map(String::as_str)),
            None => codes.push(&row.code),
        }
    }
    ListedRule {
        pack: pack.id().to_owned(),
        rule: rule.id.clone(),
        status: rule.status,
        codes: once_each(codes),
        details: once_each(rule.matches.iter().filter_map(|row| row.detail.as_deref()).collect()),
        heading: first.and_then(|entry| heading(pack, entry)).and_then(shown),
        document: rule.source.document.clone(),
        page: rule.source.page,
        rows: rule
            .matches
            .iter()
            .map(|row| ListedRow {
                row: row.row.clone(),
                detail: row.detail.clone(),
                error_type: row.error_type.as_ref().and_then(shown),
            })
            .collect(),
    }
}

/// The heading of a code, wherever it is written.
fn heading<'a>(pack: &'a LoadedPack, entry: &'a CodeEntry) -> Option<&'a Text> {
    let own: &SharedText = entry.heading.as_ref()?;
    match &own.shared {
        None => Some(&own.text),
        Some(code) => pack.code(code)?.heading.as_ref().map(|shared| &shared.text),
    }
}

fn once_each(names: Vec<&str>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if !once.iter().any(|other| other == name) {
            once.push(name.to_owned());
        }
    }
    once
}
