//! Model to indexes: the one owner of loaded knowledge.

mod contacts;
mod facts;
mod index;
pub(crate) mod keys;
mod order;
mod table;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use crate::Severity;
use crate::error::{Error, ErrorKind};
use crate::lint;
use crate::model::{CodeEntry, Contact, LearnedRule, Match, Pack, PackModel, Rule, Text};

pub(crate) use facts::{Facts, Truth, truth};
pub(crate) use index::{Index, RowRef, Term, rows};
pub(crate) use order::{Item, authored, find_item};
pub use words::Field;
use words::SearchIndex;

/// Loaded, validated, indexed rules of one or more packs: immutable, `Send + Sync`, cheap to clone.
///
/// ```no_run
/// # fn main() -> Result<(), shindan::Error> {
/// # #[cfg(feature = "fs")] {
/// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
/// let found = knowledge.explain(&shindan::Query::new("FUJ905 0x02000001"));
/// assert_eq!(found.answers[0].rule, "fuj905-reader-not-found");
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct KnowledgeBase {
    packs: Vec<Arc<LoadedPack>>,
}

impl KnowledgeBase {
    /// Indexes a model that was built by other means than from YAML.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidKnowledge`] with the first problem, if the model contradicts itself.
    pub fn from_model(model: PackModel) -> Result<Self, Error> {
        match lint::run(&model).into_iter().find(|f| f.code.severity() == Severity::Error) {
            Some(finding) => Err(Error::new(
                ErrorKind::InvalidKnowledge,
                format!("{:?}{}: {}", finding.at.file, finding.at.pointer, finding.message),
            )),
            None => Ok(Self::build(model)),
        }
    }

    /// Indexes a model that the cross-checks have passed.
    pub(crate) fn build(model: PackModel) -> Self {
        Self { packs: vec![Arc::new(LoadedPack::new(model))] }
    }

    /// This knowledge and another pack's. The order in which packs are joined changes no answer.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidKnowledge`] if both hold a pack of the same id.
    pub fn join(&self, other: &Self) -> Result<Self, Error> {
        let mut packs = self.packs.clone();
        packs.extend(other.packs.iter().cloned());
        packs.sort_by(|a, b| a.id().cmp(b.id()));
        let twice = packs.iter().zip(packs.iter().skip(1)).find(|(a, b)| a.id() == b.id());
        match twice {
            Some((pack, _)) => {
                Err(Error::new(ErrorKind::InvalidKnowledge, format!("the pack `{}` is loaded twice", pack.id())))
            }
            None => Ok(Self { packs }),
        }
    }

    /// The loaded packs, by id.
    #[must_use]
    pub fn packs(&self) -> &[Arc<LoadedPack>] {
        &self.packs
    }

    /// This knowledge with other numbers behind the words of one pack, or with none but those of the words.
    pub(crate) fn with_learned(&self, pack: &str, learned: Option<&Learned>) -> Self {
        let swap = |old: &Arc<LoadedPack>| match old.id() == pack {
            true => Arc::new(LoadedPack { learned: learned.cloned(), ..LoadedPack::new(old.model.clone()) }),
            false => Arc::clone(old),
        };
        Self { packs: self.packs.iter().map(swap).collect() }
    }

    /// The pack of this id.
    #[must_use]
    pub fn pack(&self, id: &str) -> Option<&LoadedPack> {
        self.packs.iter().find(|pack| pack.id() == id).map(Arc::as_ref)
    }
}

/// Numbers that were learned, and the hash that answers name them by.
#[derive(Debug, Clone)]
pub(crate) struct Learned {
    pub(crate) hash: String,
    pub(crate) rules: BTreeMap<String, LearnedRule>,
}

/// One pack of a [`KnowledgeBase`].
#[derive(Debug)]
pub struct LoadedPack {
    model: PackModel,
    hash: String,
    /// Numbers that take the place of those behind the words.
    learned: Option<Learned>,
    index: Index,
    /// Made when somebody searches for the first time: most hosts look up codes only.
    search: OnceLock<SearchIndex>,
}

impl LoadedPack {
    fn new(model: PackModel) -> Self {
        // The model's maps are sorted and its lists are as authored, so equal knowledge gives equal bytes.
        let bytes = serde_json::to_vec(&model).unwrap_or_default();
        let hash = hex(&bytes);
        let index = Index::new(&model);
        Self { model, hash, learned: None, index, search: OnceLock::new() }
    }

    /// The pack's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.model.pack.id
    }

    /// The pack's manifest.
    #[must_use]
    pub fn manifest(&self) -> &Pack {
        &self.model.pack
    }

    /// SHA-256 of the pack's content, as 64 hexadecimal digits. Layout and comments of its files do not change it.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// SHA-256 of the learned overlay that is applied to the pack, if one is.
    #[must_use]
    pub fn overlay(&self) -> Option<&str> {
        self.learned.as_ref().map(|learned| learned.hash.as_str())
    }

    /// What was learned of a rule.
    pub(crate) fn learned(&self, rule: &str) -> Option<&LearnedRule> {
        self.learned.as_ref()?.rules.get(rule)
    }

    /// What the pack says, as data.
    #[must_use]
    pub fn model(&self) -> &PackModel {
        &self.model
    }

    /// The rule of this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rule_at(self.index.rule(id)?)
    }

    /// The contact of this id.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.model.pack.contacts.iter().find(|contact| contact.id == id)
    }

    /// The rank of a role, 0 being the least privileged.
    #[must_use]
    pub fn role_rank(&self, id: &str) -> Option<usize> {
        self.model.pack.roles.iter().position(|role| role.id == id)
    }

    /// The search index, made at the first search.
    pub(crate) fn search_index(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::new(self))
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    pub(crate) fn rule_at(&self, at: usize) -> Option<&Rule> {
        self.model.rules.get(at)
    }

    pub(crate) fn row(&self, at: RowRef) -> Option<(&Rule, &Match)> {
        let rule = self.rule_at(at.rule)?;
        Some((rule, rule.matches.get(at.row)?))
    }

    /// The entry of a code or alias.
    pub(crate) fn code(&self, code: &str) -> Option<&CodeEntry> {
        self.model.codes.codes.get(self.index.code(code)?)
    }

    /// The heading or message of a code, wherever it is written.
    pub(crate) fn shared_text<'a>(
        &'a self,
        entry: &'a CodeEntry,
        field: fn(&CodeEntry) -> Option<&crate::model::SharedText>,
    ) -> Option<&'a Text> {
        let own = field(entry)?;
        match &own.shared {
            None => Some(&own.text),
            // One step only: a shared text names the code where it stands.
            Some(code) => field(self.code(code)?).map(|shared| &shared.text),
        }
    }

    /// The languages to try for a reader of `lang`, best first.
    pub(crate) fn langs<'a>(&'a self, lang: Option<&'a str>) -> Vec<&'a str> {
        lang.into_iter().chain(self.model.pack.languages.iter().map(String::as_str)).collect()
    }
}

/// SHA-256 as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
