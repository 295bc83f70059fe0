//! Names of roles, facts and rules, and the language of the labels.

use std::collections::BTreeMap;

use super::labels::{self, Labels};
use super::style::{Span, Tone};
use crate::KnowledgeBase;
use crate::model::Text;
use crate::query::{LocalText, PackRef};
use crate::words::{self, Words};

/// The language of labels, and the names that values hold as ids only.
///
/// ```
/// # #[cfg(feature = "fs")] {
/// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default()).unwrap();
/// let names = shindan::render::Names::new(&knowledge, "en");
/// let found = knowledge.explain(&shindan::Query::new("FUJ905 0x02000001").lang("en"));
/// let page = shindan::render::explanation(&found, &names, &shindan::render::Style::plain());
/// assert!(page.contains("FUJ905 0x02000001 — Reader/writer not found"));
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Names {
    lang: String,
    pub(super) words: &'static Words,
    pub(super) labels: &'static Labels,
    /// By pack and id.
    roles: BTreeMap<(String, String), String>,
    facts: BTreeMap<(String, String), FactName>,
    /// The details of rows, by pack and rule, and row.
    rows: BTreeMap<(String, String), String>,
    /// What a rule answers: its codes, and its details where they are few.
    rules: BTreeMap<(String, String), String>,
}

#[derive(Debug, Clone)]
struct FactName {
    name: String,
    values: BTreeMap<String, String>,
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    names.for_each(|name| {
        if !kept.contains(&name) {
            kept.push(name);
        }
    });
    kept
}

impl Names {
    /// The names that all packs of `knowledge` give, for a reader of `lang` (BCP 47).
    #[must_use]
    pub fn new(knowledge: &KnowledgeBase, lang: &str) -> Self {
        let mut names = Self::engine(lang);
        for pack in knowledge.packs() {
            let langs = pack.langs(Some(lang));
            let say = |text: &Text| text.in_first(&langs).map(|(_, text)| text.to_owned()).unwrap_or_default();
            let key = |id: &str| (pack.id().to_owned(), id.to_owned());
            for role in &pack.manifest().roles {
                names.roles.insert(key(&role.id), say(&role.name));
            }
            for fact in &pack.manifest().facts {
                let values = fact.values.iter().map(|value| (value.id.clone(), say(&value.name))).collect();
                names.facts.insert(key(&fact.id), FactName { name: say(&fact.name), values });
            }
            for rule in &pack.whole().rules {
                let detail = |row: &crate::model::Match| row.detail.clone();
                for row in &rule.matches {
                    let name = row.row.clone().zip(detail(row));
                    let path = format!("{}/{}", pack.id(), rule.id);
                    names.rows.extend(name.map(|(name, detail)| ((path, name), detail)));
                }
                let codes = distinct(rule.matches.iter().map(|row| row.code.clone()));
                let details = distinct(rule.matches.iter().filter_map(detail));
                // Many details are one code's; few tell the rule better than its code does.
                let shown = match (codes.is_empty(), details.len()) {
                    (true, _) => rule.id.clone(),
                    (false, 1 | 2) => format!("{} {}", codes.join("/"), details.join("/")),
                    (false, _) => codes.join("/"),
                };
                names.rules.insert(key(&rule.id), shown);
            }
        }
        names
    }

    /// The engine's own words alone, for what belongs to no pack, such as the plan of a model file.
    #[must_use]
    pub fn engine(lang: &str) -> Self {
        Self {
            lang: lang.to_owned(),
            words: words::of(lang),
            labels: labels::of(lang),
            roles: BTreeMap::new(),
            facts: BTreeMap::new(),
            rows: BTreeMap::new(),
            rules: BTreeMap::new(),
        }
    }

    /// The language, as it was asked for.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Which pack gave what is shown.
    pub(super) fn pack(&self, pack: &PackRef) -> String {
        format!("{} {}", self.labels.knowledge, pack_in_short(pack))
    }

    /// A role as people say it; its id where the pack does not declare it.
    #[must_use]
    pub fn role<'a>(&'a self, pack: &str, id: &'a str) -> &'a str {
        self.roles.get(&(pack.to_owned(), id.to_owned())).map_or(id, String::as_str)
    }

    /// What a rule answers, in codes.
    pub(super) fn rule<'a>(&'a self, pack: &str, id: &'a str) -> &'a str {
        self.rules.get(&(pack.to_owned(), id.to_owned())).map_or(id, String::as_str)
    }

    /// The detail of a row.
    pub(super) fn row<'a>(&'a self, pack: &str, rule: &str, row: &'a str) -> &'a str {
        self.rows.get(&(format!("{pack}/{rule}"), row.to_owned())).map_or(row, String::as_str)
    }

    /// A condition on a declared fact, in words.
    pub(super) fn condition(&self, pack: &str, fact: &str, values: &[String]) -> String {
        let known = self.facts.get(&(pack.to_owned(), fact.to_owned()));
        let name = known.map_or(fact, |known| known.name.as_str());
        let says = |value: &String| known.and_then(|known| known.values.get(value)).unwrap_or(value).clone();
        let values: Vec<String> = values.iter().map(says).collect();
        labels::fill(self.labels.condition, &[name, &values.join(self.labels.or)])
    }

    /// A text; one in another language than the reader's says so.
    pub(super) fn text(&self, text: &LocalText) -> Vec<Span> {
        self.toned(text, Tone::Plain)
    }

    pub(super) fn toned(&self, text: &LocalText, tone: Tone) -> Vec<Span> {
        let mut spans = Vec::new();
        if let Some(lang) = self.foreign(text) {
            spans.push(Span::dim(format!("({lang}) ")));
        }
        spans.push(Span::new(tone, text.text.trim_end()));
        spans
    }

    /// The text in one piece, for lines without tones.
    pub(super) fn flat(&self, text: &LocalText) -> String {
        match self.foreign(text) {
            Some(lang) => format!("({lang}) {}", text.text.trim_end()),
            None => text.text.trim_end().to_owned(),
        }
    }

    /// The text's language, where it is neither the reader's nor that of the labels beside it.
    fn foreign<'a>(&self, text: &'a LocalText) -> Option<&'a str> {
        let base = |lang: &'a str| lang.split('-').next().unwrap_or(lang).to_owned();
        let of_text = base(&text.lang);
        let known = self.lang.split('-').next() == Some(of_text.as_str()) || of_text == self.words.lang;
        (!known).then_some(text.lang.as_str())
    }
}

/// A pack by its id, its version, and as much of its hash as tells it from others; with the learned overlay on it.
pub(super) fn pack_in_short(pack: &PackRef) -> String {
    let hash = |hash: &str| hash.get(..12).unwrap_or(hash).to_owned();
    let overlay = pack.overlay.as_ref().map(|overlay| format!(" + {}", hash(overlay))).unwrap_or_default();
    format!("{} {} ({}{overlay})", pack.id, pack.version, hash(&pack.hash))
}
