//! One loaded pack: what it says, read when it is needed.

use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;

use super::index::placed;
use super::words::SearchIndex;
use super::{Index, Learned, RowRef, build};
use crate::Severity;
use crate::diagnose::decided::Decided;
use crate::error::{Error, ErrorKind};
use crate::lint;
use crate::model::{
    CodeEntry, Codes, Contact, LearnedRule, Match, Pack, PackModel, Rule, SearchWords, SharedText, Text,
};
use crate::pack::{List, Pages, Section, Signed};

/// One pack of a [`KnowledgeBase`](super::KnowledgeBase).
#[derive(Debug)]
pub struct LoadedPack {
    said: Arc<Said>,
    /// Numbers that take the place of those behind the words.
    learned: Option<Learned>,
    signed: Option<Signed>,
    /// What the planner decided already.
    decided: Decided,
}

/// What a pack says.
#[derive(Debug)]
struct Said {
    manifest: Pack,
    hash: String,
    index: Index,
    entries: List<CodeEntry>,
    rules: List<Rule>,
    notes: OnceLock<Codes>,
    words: OnceLock<Option<SearchWords>>,
    /// Everything at once: of a pack that was not opened from its bytes, or where somebody asked for it.
    model: OnceLock<PackModel>,
    /// Made when somebody searches for the first time: most hosts look up codes only.
    search: OnceLock<SearchIndex>,
}

impl LoadedPack {
    /// The pack of a model that was checked.
    pub(super) fn new(model: PackModel) -> Result<Self, Error> {
        let pages = build::written(&model).into_pages();
        let pack = Self::read(pages, model.pack.clone())?;
        // It was empty a moment ago.
        let _ = pack.said.model.set(model);
        Ok(pack)
    }

    /// The pack whose manifest was read.
    pub(super) fn read(pages: Pages, manifest: Pack) -> Result<Self, Error> {
        let said = Said {
            hash: pages.root().iter().map(|b| format!("{b:02x}")).collect(),
            entries: placed(List::new, pages.section(Section::Entries))?,
            rules: placed(List::new, pages.section(Section::Rules))?,
            notes: OnceLock::new(),
            words: OnceLock::new(),
            model: OnceLock::new(),
            search: OnceLock::new(),
            index: Index::new(pages)?,
            manifest,
        };
        Ok(Self { said: Arc::new(said), learned: None, signed: None, decided: Decided::default() })
    }

    /// The same pack with other learned numbers.
    pub(super) fn with_learned(&self, learned: Option<Learned>) -> Self {
        Self { said: Arc::clone(&self.said), learned, signed: self.signed.clone(), decided: Decided::default() }
    }

    /// The same pack and who signed it.
    pub(super) fn with_signed(self, signed: Option<Signed>) -> Self {
        Self { signed, ..self }
    }

    /// The pack's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.said.manifest.id
    }

    /// The pack's manifest.
    #[must_use]
    pub fn manifest(&self) -> &Pack {
        &self.said.manifest
    }

    /// The root of the hashes over the pack's content (SHA-256), as 64 hexadecimal digits: the same for YAML files and
    /// for the compiled pack. Layout and comments of the files do not change it.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.said.hash
    }

    /// Who signed the pack, where a signature was asked for when it was opened.
    #[must_use]
    pub fn signed(&self) -> Option<&Signed> {
        self.signed.as_ref()
    }

    /// The bytes of the compiled pack without signatures behind it; none where it was not opened from one.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        Some(self.said.index.pages().size()).filter(|size| *size > 0)
    }

    /// SHA-256 of the learned overlay that is applied to the pack, if one is.
    #[must_use]
    pub fn overlay(&self) -> Option<&str> {
        self.learned.as_ref().map(|learned| learned.hash.as_str())
    }

    pub(crate) fn decided(&self) -> &Decided {
        &self.decided
    }

    /// What was learned of a rule.
    pub(crate) fn learned(&self, rule: &str) -> Option<&LearnedRule> {
        self.learned.as_ref()?.rules.get(rule)
    }

    /// What the pack says, as data. Of a compiled pack, all of it is read.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DamagedPack`] or [`ErrorKind::Unreadable`], from a compiled pack.
    pub fn model(&self) -> Result<&PackModel, Error> {
        let model = self.whole();
        self.damage().map_or(Ok(model), |error| Err(error.clone()))
    }

    /// The same; nothing but the manifest where the pack is damaged.
    pub(crate) fn whole(&self) -> &PackModel {
        self.said.model.get_or_init(|| {
            let pack = self.manifest().clone();
            let nothing = PackModel { pack, codes: Codes::default(), search: None, rules: Vec::new() };
            self.read_all().unwrap_or(nothing)
        })
    }

    fn read_all(&self) -> Option<PackModel> {
        let said = &self.said;
        let pages = said.index.pages();
        let entries = said.entries.all(pages, from_json)?;
        let rules = said.rules.all(pages, from_json)?;
        let codes = Codes { codes: entries, ..self.part(Section::CodeNotes)? };
        Some(PackModel { pack: said.manifest.clone(), codes, search: self.part(Section::Search)?, rules })
    }

    /// A section that is one value.
    fn part<T: DeserializeOwned>(&self, section: Section) -> Option<T> {
        let pages = self.said.index.pages();
        let bytes = pages.all(pages.section(section))?;
        pages.formed(from_json(&bytes), "entries")
    }

    /// The compiled pack: the same knowledge gives the same bytes on every platform.
    ///
    /// # Errors
    ///
    /// As [`model`](Self::model).
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        Ok(build::written(self.model()?).into_bytes())
    }

    /// What was found to be damaged since the pack was opened.
    #[must_use]
    pub fn damage(&self) -> Option<&Error> {
        self.said.index.pages().damage()
    }

    /// Reads everything; see [`KnowledgeBase::verify`](super::KnowledgeBase::verify).
    pub(super) fn verify(&self) -> Result<(), Error> {
        let pages = self.said.index.pages();
        pages.check_all();
        let model = self.model()?;
        if let Some(finding) = lint::run(model).into_iter().find(|f| f.code.severity() == Severity::Error) {
            return Err(Error::new(ErrorKind::InvalidKnowledge, finding.message));
        }
        // Hashes say that nothing was changed by accident. Only this says that the tables are those of the rules.
        if build::written(model).root() != pages.root() {
            pages.malformed("its tables are not those of its rules");
        }
        self.damage().map_or(Ok(()), |error| Err(error.clone()))
    }

    /// The rule of this id; none, too, where the pack is [damaged](Self::damage).
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rule_at(self.index().rule(id)?)
    }

    /// The contact of this id.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.manifest().contacts.iter().find(|contact| contact.id == id)
    }

    /// The rank of a role, 0 being the least privileged.
    #[must_use]
    pub fn role_rank(&self, id: &str) -> Option<usize> {
        self.manifest().roles.iter().position(|role| role.id == id)
    }

    /// The search index, made at the first search.
    pub(crate) fn search_index(&self) -> &SearchIndex {
        self.said.search.get_or_init(|| SearchIndex::new(self))
    }

    pub(crate) fn index(&self) -> &Index {
        &self.said.index
    }

    pub(crate) fn rule_at(&self, at: usize) -> Option<&Rule> {
        match self.said.model.get() {
            Some(model) => model.rules.get(at),
            None => self.said.rules.get(self.said.index.pages(), at, from_json),
        }
    }

    pub(crate) fn row(&self, at: RowRef) -> Option<(&Rule, &Match)> {
        let rule = self.rule_at(at.rule)?;
        Some((rule, rule.matches.get(at.row)?))
    }

    /// The entry of a code or alias; none, too, where the pack is [damaged](Self::damage).
    #[must_use]
    pub fn code(&self, code: &str) -> Option<&CodeEntry> {
        self.entry(self.index().code(code)?)
    }

    /// The entry at a position of the code list.
    pub(crate) fn entry(&self, at: usize) -> Option<&CodeEntry> {
        match self.said.model.get() {
            Some(model) => model.codes.codes.get(at),
            None => self.said.entries.get(self.said.index.pages(), at, from_json),
        }
    }

    /// The code list without its entries.
    pub(crate) fn code_notes(&self) -> &Codes {
        match self.said.model.get() {
            Some(model) => &model.codes,
            None => self.said.notes.get_or_init(|| self.part(Section::CodeNotes).unwrap_or_default()),
        }
    }

    /// The words of those who search, if the pack has them.
    pub(crate) fn search_words(&self) -> Option<&SearchWords> {
        match self.said.model.get() {
            Some(model) => model.search.as_ref(),
            None => self.said.words.get_or_init(|| self.part(Section::Search).flatten()).as_ref(),
        }
    }

    /// The heading or message of a code, wherever it is written.
    pub(crate) fn shared_text<'a>(
        &'a self,
        entry: &'a CodeEntry,
        field: fn(&CodeEntry) -> Option<&SharedText>,
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
        lang.into_iter().chain(self.manifest().languages.iter().map(String::as_str)).collect()
    }
}

/// A value of the model. The parser bounds the depth, and the bytes bound everything else.
fn from_json<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}
