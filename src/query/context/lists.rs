//! Lists of words, looked up by the character next to the number.

/// Lists by the last bits of that character.
const BUCKETS: u32 = 64;

/// Words that stand next to a number.
#[derive(Debug)]
pub(super) struct Words {
    buckets: Vec<Vec<Word>>,
}

#[derive(Debug)]
struct Word {
    /// Its characters, from the number on.
    chars: Box<[char]>,
    /// Whether a Latin letter or a digit stands at its far end, so that no other may follow there.
    is_latin: bool,
    /// What must not follow at the far end.
    not_before: Vec<Box<[char]>>,
}

impl Words {
    /// Words in front of a number, with `|` between them; they are looked for in a text that is read backwards.
    pub(super) fn before(list: &str) -> Self {
        Self::new(list.split('|').map(|word| Word::new(word.chars().rev().collect(), "")))
    }

    /// Words behind a number, with `|` between them, and behind each `!` what must not follow.
    pub(super) fn after(list: &str) -> Self {
        Self::new(list.split('|').map(|entry| {
            let (word, not_before) = entry.split_once('!').unwrap_or((entry, ""));
            Word::new(word.chars().collect(), not_before)
        }))
    }

    fn new(words: impl Iterator<Item = Word>) -> Self {
        let mut buckets: Vec<Vec<Word>> = (0..BUCKETS).map(|_| Vec::new()).collect();
        for word in words {
            if let Some(bucket) = word.chars.first().and_then(|c| buckets.get_mut(bucket(*c))) {
                bucket.push(word);
            }
        }
        Self { buckets }
    }

    /// The words that the text begins with at its near end, each with the text at its far end.
    pub(super) fn find<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = (&'a [char], &'a [char])> {
        let bucket = text.first().and_then(|c| self.buckets.get(bucket(*c)));
        bucket.into_iter().flatten().filter_map(|word| {
            let rest = text.strip_prefix(&*word.chars)?;
            let goes_on = word.is_latin && rest.first().is_some_and(char::is_ascii_alphanumeric);
            let is_other = word.not_before.iter().any(|other| rest.starts_with(other));
            (!goes_on && !is_other).then_some((&*word.chars, rest))
        })
    }

    /// Whether the text begins with one of the words at its near end.
    pub(super) fn any(&self, text: &[char]) -> bool {
        self.find(text).next().is_some()
    }
}

impl Word {
    fn new(chars: Box<[char]>, not_before: &str) -> Self {
        let is_latin = chars.last().is_some_and(char::is_ascii_alphanumeric);
        let not_before = not_before.split('!').filter(|other| !other.is_empty());
        Self { chars, is_latin, not_before: not_before.map(|other| other.chars().collect()).collect() }
    }
}

fn bucket(near: char) -> usize {
    usize::try_from(u32::from(near) % BUCKETS).unwrap_or_default()
}
