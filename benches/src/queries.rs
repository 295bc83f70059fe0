//! The fixed set of 64 searches: half Japanese, half English, 6 to 40 characters, as people type them.
//!
//! Each is a symptom put together as those of the base are, or two loose phrases, with something around it that says
//! nothing and, more often than not, a slip of the keyboard. None is a text of the base, except by chance.

use crate::random::{Random, SEED};
use crate::vocabulary::Vocabulary;

/// How many searches there are.
pub const COUNT: usize = 64;

const SHORTEST: usize = 6;
const LONGEST: usize = 40;

const BEFORE_JA: [&str; 6] = ["", "", "すみません、", "急に", "今朝から", "患者さんが"];
const BEHIND_JA: [&str; 6] = ["", "", "んですが", "みたいです", "、どうすれば", "?"];
const BEFORE_EN: [&str; 6] = ["", "", "hi, ", "help: ", "since today ", "pls "];
const BEHIND_EN: [&str; 6] = ["", "", "??", " again", " what to do", " i think"];

/// The searches, Japanese and English in turn.
#[must_use]
pub fn queries() -> Vec<String> {
    let words = Vocabulary::of(&crate::knowledge());
    let mut random = Random::new(SEED ^ 2);
    (0..COUNT).map(|n| query(n % 2 == 0, &words, &mut random)).collect()
}

fn query(japanese: bool, words: &Vocabulary, random: &mut Random) -> String {
    loop {
        let said = match (random.permille(500), japanese) {
            (true, true) => words.japanese(&words.symptoms, random),
            (true, false) => words.english(&words.symptoms, random),
            (false, _) => {
                words.phrases(japanese, 2 + usize::from(!japanese), random).join(if japanese { "" } else { " " })
            }
        };
        let (before, behind) = if japanese { (BEFORE_JA, BEHIND_JA) } else { (BEFORE_EN, BEHIND_EN) };
        let said = if japanese { said } else { said.to_lowercase() };
        let said = format!("{}{said}{}", random.pick(&before), random.pick(&behind));
        let letters = slipped(said.chars().collect(), random);
        if (SHORTEST..=LONGEST).contains(&letters.len()) {
            return letters.into_iter().collect();
        }
    }
}

/// A text with one slip in six cases of ten: a letter left out, typed twice, or exchanged with the next.
fn slipped(mut letters: Vec<char>, random: &mut Random) -> Vec<char> {
    let at = random.below(letters.len().saturating_sub(1));
    match random.below(10) {
        0 | 1 if letters.len() > 1 => {
            letters.remove(at);
        }
        2 | 3 if letters.len() > 1 => letters.insert(at, letters[at]),
        4 | 5 if letters.len() > 1 => letters.swap(at, at + 1),
        _ => {}
    }
    letters
}
