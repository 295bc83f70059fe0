//! Codes in any text: one pass of an automaton over all of it, then a look around each place where a key ends.
//!
//! The automaton knows the keys of all packs. It runs over whole pieces, not over lines, and what it finds is looked at
//! byte by byte: does a word begin and end there (`edges`), does a bare number stand for a code (`context`), does the
//! neighbour say so (`near`), and which code does a detail belong to (`join`). Which rows they mean is told by `rows`, as
//! for what a person typed: the same level and the same rule.
//!
//! Five differences are meant. A bare number needs something that speaks for a code, not only nothing that speaks against
//! one. Nothing is mended but width and letter case: a log is no dictation, and no suggestion is made. A code that no pack
//! has is not seen, so that the detail behind it stands alone. Each place counts: a code that also stands with its detail
//! is given again. And nobody says whose device the log is from, so rules for all devices count.

mod edges;
mod join;
mod keys;
mod machine;
mod near;
mod stream;
mod view;
mod wide;

pub use stream::Stream;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::Level;
use crate::Error;
use crate::kb::{KnowledgeBase, LoadedPack};
use keys::Key;
use machine::Machine;

/// A code in a text, with the detail that belongs to it.
///
/// It says where, never what else stands there: lines of a log hold names and numbers of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScanHit {
    /// The first byte of it, from the start of the text, which is UTF-8: of the code or the detail, whichever is first.
    pub start: u64,
    /// The byte behind it. A further detail of a code that had one already is a hit of its own, at its own place.
    pub end: u64,
    /// The line, from 1.
    pub line: u64,
    /// The code, as the pack writes it.
    pub code: Option<String>,
    /// The detail, as the pack writes it; an instance of a pattern as it stands in the text.
    pub detail: Option<String>,
    /// The rule; none where several may be meant.
    pub rule: Option<String>,
    /// How surely it is meant.
    pub level: Level,
    /// The pack's id. A code that several packs know gives a hit for each.
    pub pack: String,
    /// The line, where [`Stream::with_lines`] asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Finds the codes of all packs of a [`KnowledgeBase`] in text, from [`KnowledgeBase::scanner`]. Cheap to clone.
#[derive(Clone)]
pub struct Scanner {
    inner: Arc<Inner>,
}

/// What all streams of a scanner share.
#[derive(Debug)]
struct Inner {
    packs: Vec<Arc<LoadedPack>>,
    keys: Vec<Key>,
    machine: Machine,
    /// Bytes of the longest key.
    longest: usize,
    /// Bytes that are looked back at, at most.
    behind: usize,
}

impl KnowledgeBase {
    /// Prepares the search for all codes, aliases, details and patterns of all packs.
    ///
    /// Takes some milliseconds for ten thousand codes: prepare it once.
    #[must_use]
    pub fn scanner(&self) -> Scanner {
        let keys = keys::of(self.packs());
        let packs = self.packs().to_vec();
        let longest = keys.iter().map(|key| key.text.len()).max().unwrap_or_default();
        // A full-width form has three bytes.
        let behind = longest.saturating_add(edges::MOST_VARIABLE).saturating_mul(3).saturating_add(stream::BEHIND);
        Scanner { inner: Arc::new(Inner { machine: Machine::new(&keys), packs, keys, longest, behind }) }
    }
}

impl Scanner {
    /// The codes in a line, or in any text that is in memory.
    ///
    /// ```
    /// # let pack = "id: kettle\nname: { en: Kettle }\nversion: \"1.0.0\"\nengine: \"*\"\nlanguages: [en]\ndefault_role: anybody\nroles: [{ id: anybody, name: { en: anybody }, calls: shop }]\ncontacts: [{ id: shop, name: { en: the shop } }]\nhelp_desk: shop\ndocuments: [{ id: leaflet, title: { en: Leaflet }, pages: 1 }]\n";
    /// # let codes = "codes: [{ code: \"E1\", heading: { en: No water } }]";
    /// # let rule = "id: no-water\nmatches: [{ code: E1 }]\nremediation:\n  - { id: fill, role: anybody, risk: safe, minutes: 1, steps: [{ text: { en: Fill the kettle. } }] }\nhand_over: { to: [shop], from: remedy }\nsource: { document: leaflet, page: 1 }\nexamples: [E1]\n";
    /// # let files = [shindan::Source::new("pack.yaml", pack), shindan::Source::new("codes.yaml", codes), shindan::Source::new("rules/no-water.yaml", rule)];
    /// # let knowledge = shindan::load(&files, &shindan::Limits::default())?;
    /// let hits = knowledge.scanner().line("08:59:59 boiler stopped: E1");
    /// assert_eq!(hits[0].rule.as_deref(), Some("no-water"));
    /// assert_eq!((hits[0].start, hits[0].end, hits[0].line), (25, 27, 1));
    /// assert!(knowledge.scanner().line("E12, FE1").is_empty());
    /// # Ok::<(), shindan::Error>(())
    /// ```
    #[must_use]
    pub fn line(&self, text: &str) -> Vec<ScanHit> {
        let mut hits = Vec::new();
        let mut stream = self.stream();
        stream.push(text.as_bytes(), |hit| hits.push(hit));
        stream.finish(|hit| hits.push(hit));
        hits
    }

    /// What was found to be damaged in a compiled pack: matches in it are `unknown` from then on, and there are none where
    /// its codes cannot be read.
    #[must_use]
    pub fn damage(&self) -> Option<&Error> {
        self.inner.packs.iter().find_map(|pack| pack.damage())
    }

    /// A text that comes in pieces, of any length.
    #[must_use]
    pub fn stream(&self) -> Stream {
        Stream::new(self)
    }
}

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let packs: Vec<&str> = self.inner.packs.iter().map(|pack| pack.id()).collect();
        f.debug_struct("Scanner").field("packs", &packs).field("keys", &self.inner.keys.len()).finish_non_exhaustive()
    }
}
