//! A knowledge base of any size from a fixed seed: codes and details in the shapes of the real table, texts in the
//! vocabulary and lengths of the real pack, about five rules a code.
//!
//! The base is plain data, so that every peer is fed the same. The texts depend on what the real pack says when the
//! benchmark runs: numbers are comparable within one run, and between runs of one state of the pack.

use crate::codes::Names;
use crate::random::{Random, SEED};
use crate::vocabulary::{Field, Pair, Vocabulary};

/// A code, with what the screen shows.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Entry {
    /// The code.
    pub code: String,
    /// Other codes for the same fault.
    pub aliases: Vec<String>,
    /// The heading.
    pub heading: Pair,
    /// The message.
    pub message: Pair,
}

/// A rule with its one row.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Rule {
    /// The id, also the file's name.
    pub id: String,
    /// The position of its code in [`Base::entries`].
    pub entry: usize,
    /// The detail or pattern, if it has one.
    pub detail: Option<String>,
    /// The error type of the row.
    pub error_type: Pair,
    /// What people see or say.
    pub symptoms: Vec<Pair>,
    /// Why it may have happened.
    pub causes: Vec<Pair>,
    /// Questions.
    pub checks: Vec<Pair>,
    /// What is done, one remedy each.
    pub steps: Vec<Pair>,
}

/// A generated knowledge base.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Base {
    /// The codes.
    pub entries: Vec<Entry>,
    /// The rules, those of one code together.
    pub rules: Vec<Rule>,
}

/// A field that search reads, as every peer indexes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// What people see or say.
    Symptoms,
    /// Why it may have happened.
    Causes,
    /// The heading of the code.
    Heading,
    /// The error type of the row.
    ErrorType,
    /// The message on the screen.
    Message,
    /// Questions.
    Checks,
}

impl Searched {
    /// The fields that the peers index: the ones that `shindan` searches.
    pub const INDEXED: [Self; 6] =
        [Self::Symptoms, Self::Causes, Self::Heading, Self::ErrorType, Self::Message, Self::Checks];

    /// The field's name in a peer's schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Symptoms => "symptoms",
            Self::Causes => "causes",
            Self::Heading => "heading",
            Self::ErrorType => "error_type",
            Self::Message => "message",
            Self::Checks => "checks",
        }
    }
}

impl Base {
    /// The base of `count` rules in the vocabulary of the real pack.
    #[must_use]
    pub fn of(count: usize) -> Self {
        Self::generate(count, &Vocabulary::of(&crate::knowledge()), &mut Random::new(SEED))
    }

    /// A base of `count` rules.
    pub fn generate(count: usize, words: &Vocabulary, random: &mut Random) -> Self {
        let mut names = Names::default();
        let mut base = Self { entries: Vec::new(), rules: Vec::with_capacity(count) };
        while base.rules.len() < count {
            let (code, aliases) = names.code(random);
            let details = names.details(random);
            let entry = base.entries.len();
            for (n, detail) in details.into_iter().enumerate().take(count - base.rules.len()) {
                let id = format!("{}-{n}", code.to_lowercase());
                base.rules.push(rule(id, entry, detail, words, random));
            }
            let (heading, message) = (words.pair(&words.headings, random), words.pair(&words.messages, random));
            base.entries.push(Entry { code, aliases, heading, message });
        }
        base
    }

    /// The code of a rule.
    #[must_use]
    pub fn code(&self, rule: &Rule) -> &str {
        &self.entries[rule.entry].code
    }

    /// Each rule's code and detail as printed; an empty detail where the code stands alone.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rules.iter().map(|rule| (self.code(rule), rule.detail.as_deref().unwrap_or_default()))
    }

    /// `count` of the pairs in random order, those of a small base more than once: what the look-ups ask for.
    #[must_use]
    pub fn asked(&self, count: usize) -> Vec<(String, String)> {
        let mut random = Random::new(SEED ^ 1);
        let pairs: Vec<(&str, &str)> = self.pairs().collect();
        (0..count).map(|_| *random.pick(&pairs)).map(|(code, detail)| (code.to_owned(), detail.to_owned())).collect()
    }

    /// All texts of a field of a rule, both languages, one to a line.
    #[must_use]
    pub fn text(&self, rule: &Rule, field: Searched) -> String {
        let entry = &self.entries[rule.entry];
        let pairs = match field {
            Searched::Symptoms => rule.symptoms.as_slice(),
            Searched::Causes => rule.causes.as_slice(),
            Searched::Heading => std::slice::from_ref(&entry.heading),
            Searched::ErrorType => std::slice::from_ref(&rule.error_type),
            Searched::Message => std::slice::from_ref(&entry.message),
            Searched::Checks => rule.checks.as_slice(),
        };
        let texts = pairs.iter().flat_map(|pair| [pair.ja.as_str(), pair.en.as_str()]);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

fn rule(id: String, entry: usize, detail: Option<String>, words: &Vocabulary, random: &mut Random) -> Rule {
    let list = |field: &Field, random: &mut Random| {
        let count = *random.pick(&field.counts);
        (0..count).map(|_| words.pair(field, random)).collect::<Vec<_>>()
    };
    let mut symptoms = list(&words.symptoms, random);
    symptoms.iter_mut().for_each(|pair| {
        if !random.permille(words.english_symptoms) {
            pair.en.clear();
        }
    });
    Rule {
        id,
        entry,
        detail,
        error_type: words.pair(&words.error_types, random),
        symptoms,
        causes: list(&words.causes, random),
        checks: list(&words.checks, random),
        steps: list(&words.steps, random),
    }
}
