//! Learned numbers as a file that is reviewed, kept and applied.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::table::{Numbers, Table};
use crate::diagnose::chances::UNIT;
use crate::error::{Error, ErrorKind};
use crate::kb::{KnowledgeBase, Learned, LoadedPack, hex};
use crate::model::LearnedRule;

const FORMAT: &str = "shindan-overlay";
const VERSION: u32 = 1;
/// Longest text of an overlay: a pack of ten thousand rules fits.
const BYTES: usize = 64 * 1024 * 1024;
/// Largest weight of a cause.
const WEIGHT: u32 = 1_000_000;

/// Numbers learned for one pack. `schema/overlay.schema.json` describes the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Overlay {
    /// Always `shindan-overlay`.
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// The pack that it was learned on.
    pub pack: OverlayPack,
    /// SHA-256 of everything but this and who reviewed it.
    pub hash: String,
    /// Left empty, for whoever reviews it.
    #[serde(default)]
    pub reviewed_by: String,
    /// What it was learned from.
    pub sample: Sample,
    /// What was learned, by rule. A rule that is taken out keeps its words.
    pub rules: BTreeMap<String, LearnedRule>,
}

/// The pack of an overlay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OverlayPack {
    /// Its id.
    pub id: String,
    /// The version that was loaded.
    pub version: semver::Version,
    /// SHA-256 of its content.
    pub hash: String,
}

/// What an overlay was learned from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Sample {
    /// Records that counted.
    pub records: u64,
    /// The day of the oldest.
    pub first_day: Option<String>,
    /// The day of the newest.
    pub last_day: Option<String>,
    /// Days after which a session counts half, if older ones count less.
    pub half_life: Option<u32>,
    /// Fewest sessions of a rule that was learned about.
    pub min_sessions: u32,
}

impl Overlay {
    pub(super) fn new(pack: &LoadedPack, sample: Sample, rules: BTreeMap<String, LearnedRule>) -> Self {
        let (version, content) = (pack.manifest().version.clone(), pack.hash().to_owned());
        let mut overlay = Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            pack: OverlayPack { id: pack.id().to_owned(), version, hash: content },
            hash: String::new(),
            reviewed_by: String::new(),
            sample,
            rules,
        };
        overlay.hash = overlay.content();
        overlay
    }

    /// Reads an overlay, without a look at any pack.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadOverlay`] if the text is no overlay, or was changed since its hash was made.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        if text.len() > BYTES {
            return Err(bad(format!("the text has {} bytes; at most {BYTES} are read", text.len())));
        }
        let overlay: Self = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|e| bad(format!("{e}; `shindan learn` writes overlays")))?;
        if overlay.format != FORMAT || overlay.version != VERSION {
            let (format, version) = (&overlay.format, overlay.version);
            return Err(bad(format!(
                "`format` is `{format}`, `version` {version}; this program reads `{FORMAT}`, {VERSION}"
            )));
        }
        let content = overlay.content();
        if overlay.hash != content {
            return Err(bad(format!(
                "`hash` does not fit what the file holds; if it was changed on purpose, write `{content}`"
            )));
        }
        Ok(overlay)
    }

    /// The overlay as a file holds it.
    #[must_use]
    pub fn to_json(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(self).unwrap_or_default())
    }

    fn content(&self) -> String {
        hex(&serde_json::to_vec(&(&self.format, self.version, &self.pack, &self.sample, &self.rules))
            .unwrap_or_default())
    }

    /// Whether every name is the pack's, and every number one that leaves what is possible as it is.
    fn check(&self, pack: &LoadedPack) -> Result<(), Error> {
        for (id, learned) in &self.rules {
            let place = format!("rules.{id}");
            let rule = pack.rule(id).ok_or_else(|| {
                bad(format!("`{place}`: the pack `{}` {} has no such rule", pack.id(), pack.manifest().version))
            })?;
            check_rule(&Table::new(rule), learned, &place)?;
        }
        Ok(())
    }
}

impl KnowledgeBase {
    /// This knowledge, planning with the numbers of an overlay where it has some, and with words elsewhere. An overlay of a
    /// pack takes the place of one that was applied before.
    ///
    /// Which steps may be taken, and when, stays as it is: an overlay neither makes possible what the words rule out, nor
    /// the other way round. Answers and sessions name its hash.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadOverlay`], with the field, if the text is no overlay or names what the pack does not have.
    pub fn with_overlay(&self, json: &str) -> Result<Self, Error> {
        self.sound(|| {
            let overlay = Overlay::from_json(json)?;
            let id = overlay.pack.id.as_str();
            let pack = self.pack(id).ok_or_else(|| {
                let loaded: Vec<&str> = self.packs().iter().map(|pack| pack.id()).collect();
                bad(format!("`pack.id`: it is for the pack `{id}`; loaded: {}", loaded.join(", ")))
            })?;
            overlay.check(pack)?;
            Ok(self.with_learned(id, Some(&Learned { hash: overlay.hash.clone(), rules: overlay.rules })))
        })
    }
}

fn bad(detail: String) -> Error {
    Error::new(ErrorKind::BadOverlay, detail)
}

fn check_rule(table: &Table<'_>, learned: &LearnedRule, place: &str) -> Result<(), Error> {
    let cause = |key: &str, place: &str| {
        let at = table.causes.iter().position(|known| known == key);
        at.ok_or_else(|| bad(format!("`{place}.{key}`: the rule has no such cause")))
    };
    let field = format!("{place}.causes");
    for (key, weight) in &learned.causes {
        cause(key, &field)?;
        if !(1..=WEIGHT).contains(weight) {
            return Err(bad(format!("`{field}.{key}` is {weight}; write a number from 1 to {WEIGHT}")));
        }
    }
    for (key, chances) in &learned.fixes {
        let field = format!("{place}.fixes.{key}");
        let remedy = table.remedy(key).ok_or_else(|| bad(format!("`{field}`: the rule has no such remedy")))?;
        let words = table.words.fix.get(remedy);
        for (key, chance) in chances {
            let at = cause(key, &field)?;
            if words.and_then(|words| words.get(at)).is_none_or(|word| *word <= 0.0) {
                return Err(bad(format!("`{field}.{key}`: the rule does not say that this remedy helps with it")));
            }
            if !(1..=999).contains(chance) {
                return Err(bad(format!("`{field}.{key}` is {chance}; write thousandths, from 1 to 999")));
            }
        }
    }
    for (key, rows) in &learned.answers {
        let field = format!("{place}.answers.{key}");
        let check = table.check(key).ok_or_else(|| bad(format!("`{field}`: the rule has no such check")))?;
        let answers = table.checks.get(check).map_or(&[][..], |(_, answers)| answers.as_slice());
        for (key, row) in rows {
            let at = cause(key, &field)?;
            let words = table.words.answers.get(check).and_then(|rows| rows.get(at)).map_or(&[][..], Vec::as_slice);
            check_answers(answers, words, row, &format!("{field}.{key}"))?;
        }
    }
    Ok(())
}

fn check_answers(answers: &[String], words: &[f64], row: &BTreeMap<String, u32>, place: &str) -> Result<(), Error> {
    if let Some(other) = row.keys().find(|key| !answers.contains(key)) {
        return Err(bad(format!("`{place}.{other}`: the check has no such answer")));
    }
    for (answer, word) in answers.iter().zip(words) {
        let chance = row.get(answer).copied().unwrap_or(0);
        if (chance > 0) != (*word > 0.0) {
            let instead = if *word > 0.0 { "from 1 to 999" } else { "0: the rule excludes it" };
            return Err(bad(format!("`{place}.{answer}` is {chance}; write {instead}")));
        }
    }
    match row.values().fold(0_u32, |sum, chance| sum.saturating_add(*chance)) {
        1000 => Ok(()),
        sum => Err(bad(format!("`{place}` sums to {sum}; it has to sum to 1000"))),
    }
}

/// Numbers as an overlay holds them: in thousandths, none farther from the words than `factor` times their odds; what
/// stays as the words have it is left out.
pub(super) fn learned(table: &Table<'_>, numbers: &Numbers, sessions: u64, factor: f64) -> LearnedRule {
    let near = |word: f64, learned: f64| {
        let odds = (learned / (1.0 - learned)).clamp(word / (1.0 - word) / factor, word / (1.0 - word) * factor);
        odds / (1.0 + odds)
    };
    let words = &table.words;
    let whole = f64::from(table.weight) * f64::from(UNIT);
    let share = words.share.iter().zip(&numbers.share).map(|(word, share)| near(*word, *share));
    let weights = share.map(|share| (share * whole).round().clamp(1.0, f64::from(WEIGHT)) as u32);
    let mut rule =
        LearnedRule { sessions, causes: table.causes.iter().cloned().zip(weights).collect(), ..LearnedRule::default() };
    for ((key, words), row) in table.remedies.iter().zip(&words.fix).zip(&numbers.fix) {
        let row = words.iter().zip(row).map(|(word, chance)| match *word > 0.0 {
            true => (thousandths(*word), thousandths(near(*word, *chance)).clamp(1, 999)),
            false => (0, 0),
        });
        let moved = table.causes.iter().zip(row).filter(|(_, (word, chance))| word != chance);
        let moved: BTreeMap<String, u32> = moved.map(|(cause, (_, chance))| (cause.clone(), chance)).collect();
        if !moved.is_empty() {
            rule.fixes.insert(key.clone(), moved);
        }
    }
    for (((key, ids), words), rows) in table.checks.iter().zip(&words.answers).zip(&numbers.answers) {
        let mut moved = BTreeMap::new();
        for ((cause, words), row) in table.causes.iter().zip(words).zip(rows) {
            let legal: Vec<bool> = words.iter().map(|word| *word > 0.0).collect();
            let near: Vec<f64> = words.iter().zip(row).map(|(word, chance)| near(*word, *chance)).collect();
            let (old, new) = (in_thousandths(words, &legal), in_thousandths(&near, &legal));
            if legal.iter().filter(|legal| **legal).count() > 1 && old != new {
                moved.insert(cause.clone(), ids.iter().cloned().zip(new).collect());
            }
        }
        if !moved.is_empty() {
            rule.answers.insert(key.clone(), moved);
        }
    }
    rule
}

fn thousandths(chance: f64) -> u32 {
    (chance * 1000.0).round() as u32
}

/// A row that sums to 1000, with something for each answer that is possible; what does not divide goes to the likeliest.
fn in_thousandths(row: &[f64], legal: &[bool]) -> Vec<u32> {
    let all: f64 = row.iter().zip(legal).filter(|(_, legal)| **legal).map(|(chance, _)| chance).sum();
    let part = |(chance, legal): (&f64, &bool)| if *legal { thousandths(chance / all).max(1) } else { 0 };
    let mut parts: Vec<u32> = row.iter().zip(legal).map(part).collect();
    let sum = parts.iter().fold(0_u32, |sum, part| sum.saturating_add(*part));
    // The first of the likeliest.
    if let Some(most) = parts.iter_mut().rev().max_by_key(|part| **part) {
        *most = most.saturating_add(1000).saturating_sub(sum);
    }
    parts
}
