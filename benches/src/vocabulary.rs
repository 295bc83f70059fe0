//! The sentences of the real pack, cut into phrases, and new sentences put together from them.
//!
//! A new sentence takes the form of a real one of the same field and keeps its length: of the phrases of the real one
//! about two in three are exchanged for others of that language. English is cut at every second word; Japanese has no
//! blanks, and is cut where a run of hiragana ends, which is near enough to where its phrases end.

use shindan::KnowledgeBase;
use shindan::model::Text;

use crate::random::Random;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pair {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// Of a thousand phrases of a real sentence, so many are exchanged.
const EXCHANGED: usize = 650;

/// The sentences of one field, in both languages, each as its phrases.
#[derive(Debug, Default)]
pub struct Field {
    ja: Vec<Vec<String>>,
    en: Vec<Vec<String>>,
    /// How many texts of this field the rules of the pack have.
    pub counts: Vec<usize>,
}

impl Field {
    fn add<'a>(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        let mut count = 0;
        for text in texts {
            count += 1;
            self.ja.extend(text.by_lang.get("ja").map(|words| japanese(words)));
            self.en.extend(text.by_lang.get("en").map(|words| english(words)));
        }
        self.counts.push(count);
    }
}

/// What the real pack says, field by field.
#[derive(Debug)]
pub struct Vocabulary {
    /// Headings of codes.
    pub headings: Field,
    /// Messages on the screen.
    pub messages: Field,
    /// Error types of rows.
    pub error_types: Field,
    /// What people see or say.
    pub symptoms: Field,
    /// Causes.
    pub causes: Field,
    /// Questions.
    pub checks: Field,
    /// Steps of remedies.
    pub steps: Field,
    /// Of a thousand symptoms, so many have English words too.
    pub english_symptoms: usize,
    ja: Phrases,
    en: Phrases,
}

/// The phrases of one language: those inside a sentence and those at its end.
#[derive(Debug, Default)]
struct Phrases {
    inside: Vec<String>,
    last: Vec<String>,
}

impl Phrases {
    fn add(&mut self, sentences: &[Vec<String>]) {
        for (last, inside) in sentences.iter().filter_map(|phrases| phrases.split_last()) {
            self.inside.extend(inside.iter().cloned());
            self.last.push(last.clone());
        }
    }
}

impl Vocabulary {
    /// The vocabulary of a pack.
    #[must_use]
    pub fn of(knowledge: &KnowledgeBase) -> Self {
        let mut all = Self {
            headings: Field::default(),
            messages: Field::default(),
            error_types: Field::default(),
            symptoms: Field::default(),
            causes: Field::default(),
            checks: Field::default(),
            steps: Field::default(),
            english_symptoms: 500,
            ja: Phrases::default(),
            en: Phrases::default(),
        };
        for model in knowledge.packs().iter().map(|pack| pack.model().expect("a loaded pack")) {
            let own = |text: &'_ &shindan::model::SharedText| text.shared.is_none();
            for code in &model.codes.codes {
                all.headings.add(code.heading.iter().filter(own).map(|text| &text.text));
                all.messages.add(code.message.iter().filter(own).map(|text| &text.text));
            }
            for rule in &model.rules {
                all.error_types.add(rule.matches.iter().filter_map(|row| row.error_type.as_ref()));
                all.symptoms.add(&rule.symptoms);
                all.causes.add(rule.causes.iter().map(|cause| &cause.text));
                all.checks.add(rule.checks.iter().map(|check| &check.ask));
                all.steps.add(rule.remediation.iter().flat_map(|remedy| &remedy.steps).map(|step| &step.text));
            }
        }
        if all.symptoms.en.is_empty() {
            // A pack whose symptoms are Japanese only lends its causes and error types to the English ones.
            all.symptoms.en = [all.causes.en.as_slice(), all.error_types.en.as_slice()].concat();
        } else {
            all.english_symptoms = all.symptoms.en.len() * 1000 / all.symptoms.ja.len().max(1);
        }
        for field in
            [&all.headings, &all.messages, &all.error_types, &all.symptoms, &all.causes, &all.checks, &all.steps]
        {
            all.ja.add(&field.ja);
            all.en.add(&field.en);
        }
        all
    }

    /// A new text of a field.
    pub fn pair(&self, field: &Field, random: &mut Random) -> Pair {
        Pair { ja: self.japanese(field, random), en: self.english(field, random) }
    }

    /// A new Japanese text of a field.
    pub fn japanese(&self, field: &Field, random: &mut Random) -> String {
        recombined(&field.ja, &self.ja, "", random)
    }

    /// A new English text of a field.
    pub fn english(&self, field: &Field, random: &mut Random) -> String {
        recombined(&field.en, &self.en, " ", random)
    }

    /// So many phrases, Japanese or English, as somebody in a hurry strings them together.
    pub fn phrases(&self, japanese: bool, count: usize, random: &mut Random) -> Vec<String> {
        let of = if japanese { &self.ja } else { &self.en };
        (0..count)
            .map(|at| if at + 1 == count { random.pick(&of.last) } else { random.pick(&of.inside) }.clone())
            .collect()
    }
}

fn recombined(sentences: &[Vec<String>], phrases: &Phrases, between: &str, random: &mut Random) -> String {
    let form = random.pick(sentences);
    let end = form.len().saturating_sub(1);
    let words: Vec<&str> = form
        .iter()
        .enumerate()
        .map(|(at, own)| match random.permille(EXCHANGED) {
            false => own.as_str(),
            true if at == end => random.pick(&phrases.last).as_str(),
            true => random.pick(&phrases.inside).as_str(),
        })
        .collect();
    words.join(between)
}

/// English in pairs of words.
fn english(text: &str) -> Vec<String> {
    plain(text).split_whitespace().collect::<Vec<_>>().chunks(2).map(|words| words.join(" ")).collect()
}

/// Japanese, cut behind each run of hiragana and behind marks.
fn japanese(text: &str) -> Vec<String> {
    let text = plain(text);
    let mut phrases = Vec::new();
    let mut phrase = String::new();
    let mut before = None;
    for c in text.chars() {
        let hiragana = matches!(c, 'ぁ'..='ん');
        let mark = matches!(c, '、' | '。' | '・' | '：' | '】' | '」' | ')');
        if before == Some(true) && !hiragana && !mark {
            phrases.push(std::mem::take(&mut phrase));
        }
        phrase.push(c);
        before = Some(hiragana || mark);
    }
    phrases.extend(Some(phrase).filter(|phrase| !phrase.is_empty()));
    phrases
}

/// A text without the marks of unreadable places, which only mean something in the rule that has them.
fn plain(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some((before, mark)) = rest.split_once("{illegible:") {
        kept.push_str(before);
        rest = mark.split_once('}').map_or("", |(_, behind)| behind);
    }
    kept + rest
}
