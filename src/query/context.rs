//! Whether a bare number is a code where it stands.
//!
//! `011` alone is a code in `【011：`, a room in `011号室` and a part of a telephone number in `03-0000-0011`. Nothing here
//! knows a product: what counts is punctuation, and words for errors and for quantities, in Japanese and English.

mod lists;
mod words;

#[cfg(test)]
mod tests;

/// What the surroundings of a number say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// Something that announces a code stands directly at it.
    Error,
    /// Nothing speaks for or against a code.
    Neutral,
    /// It counts, measures, dates, numbers or names something else, or is a part of a longer number.
    Quantity,
}

/// How many bytes are looked at on either side.
const REACH: usize = 48;

/// How many bytes in front of it are looked at for what the whole line is about.
pub(crate) const FAR: usize = 120;

/// What the bytes `start..end` of `text`, a number with or without dots in it, are where they stand.
///
/// Full-width forms read like their half-width ones. A range that is not one of `text` is [`Context::Neutral`].
pub(crate) fn context(text: &str, start: usize, end: usize) -> Context {
    let Some(number) = text.get(start..end) else { return Context::Neutral };
    let first = number.chars().next().map(fold);
    let number = Number {
        dotted: number.chars().any(|c| fold(c) == '.'),
        zero: first == Some('0'),
        short: number.chars().count() <= 3,
    };
    let before = Side::before(text, start);
    let after = Side::after(text, end);
    let (before, after) = (before.chars(), after.chars());
    if number.is_joined(before, after) {
        return Context::Quantity;
    }
    let announced = words::announced(before, number.dotted);
    if words::counted(after, announced) {
        return Context::Quantity;
    }
    if announced {
        return Context::Error;
    }
    // Whatever else is counted is not followed by a status: `first attempt: 450 4.7.1`.
    let has_status = !number.dotted && matches!(after, [' ' | '-', rest @ ..] if is_triple(rest));
    if !has_status && words::measured(before, number.dotted) {
        return Context::Quantity;
    }
    // An upper-case ERROR behind a number is the level of a log line.
    let called = text.get(end..).unwrap_or_default().trim_start_matches(' ');
    if bracketed(before, after)
        || words::called(after)
        || is_reply(text, start, before, after)
        || called.strip_prefix("error").is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    {
        return Context::Error;
    }
    Context::Neutral
}

/// `【011：`, `【011】`, `[011]`.
fn bracketed(before: &[char], after: &[char]) -> bool {
    matches!((before.first(), after.first()), (Some('【'), _) | (Some('['), Some(']' | ':')))
}

/// `SMTP error after RCPT TO:<user@example.org>: 550 Unknown user`: the last thing that a line about an error says.
fn is_reply(text: &str, start: usize, before: &[char], after: &[char]) -> bool {
    let is_last = matches!(before, [' ', ':', ..]) && matches!(after, [' ', c, ..] if c.is_alphabetic());
    if !is_last {
        return false;
    }
    let reach = (start.saturating_sub(FAR)..=start).find(|at| text.is_char_boundary(*at));
    let line = reach.and_then(|from| text.get(from..start)).unwrap_or_default();
    line.rsplit('\n').next().is_some_and(words::is_about_an_error)
}

/// What of the number itself matters.
struct Number {
    /// Whether there are dots in it.
    dotted: bool,
    /// Whether it begins with a zero, as no amount does.
    zero: bool,
    /// Whether it may be the last group of an amount such as `1,011`.
    short: bool,
}

impl Number {
    /// Whether it is a part of something longer: a date, a time, an address, a decimal, a telephone number, a path.
    fn is_joined(&self, before: &[char], after: &[char]) -> bool {
        self.joined_before(before) || self.joined_after(after)
    }

    fn joined_before(&self, before: &[char]) -> bool {
        let word = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        match before {
            [c, ..] if c.is_ascii_alphanumeric() => true,
            // `エラーNo.011` is announced.
            ['.' | '_' | '\\', rest @ ..] => word(rest.first()) && !words::announced(before, self.dotted),
            // `sshd[906]` is a process.
            ['[', rest @ ..] => word(rest.first()) && !words::announced(before, self.dotted),
            [':', rest @ ..] => digit(rest.first()) && !self.dotted,
            [',', rest @ ..] => digit(rest.first()) && self.short && (!self.zero || is_clock(rest)),
            ['ー', rest @ ..] => digit(rest.first()),
            // `550-5.1.1` is a code and its detail; `error-011` is announced.
            ['-', rest @ ..] if self.dotted => word(rest.first()) && !digit(rest.first()),
            ['-', ..] => !words::announced(before, false),
            ['/', rest @ ..] => word(rest.first()) && !self.dotted,
            ['$' | '¥' | '€' | '£' | '〒' | '℡' | '+' | '±' | '~' | '〜' | '@' | '第' | '約' | '≒' | '№' | '&', ..] => {
                true
            }
            _ => false,
        }
    }

    fn joined_after(&self, after: &[char]) -> bool {
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        // `010/0x8100000B` and `550-5.1.1` are a code and its detail.
        let detail = |rest: &[char]| matches!(rest, ['0', 'x', ..]) || is_triple(rest);
        match after {
            [c, ..] if c.is_ascii_alphanumeric() => true,
            ['.' | '_' | '\\', rest @ ..] => rest.first().is_some_and(char::is_ascii_alphanumeric),
            ['-', rest @ ..] => rest.first().is_some_and(char::is_ascii_alphanumeric) && !detail(rest),
            [':' | '/' | '~' | '〜' | 'ー', rest @ ..] => digit(rest.first()) && !detail(rest),
            [',', rest @ ..] => {
                let group = rest.iter().take_while(|c| c.is_ascii_digit()).count();
                group == 3 && !self.zero && !matches!(rest, ['0', 'x', ..])
            }
            ['%' | '‰' | '℃' | '°' | '×' | '$' | '€' | '@', ..] => true,
            _ => false,
        }
    }
}

/// Whether a number that a comma follows is the seconds of a time: `09:12:33,`, backwards.
fn is_clock(before: &[char]) -> bool {
    matches!(before, [a, b, ':', ..] if a.is_ascii_digit() && b.is_ascii_digit())
}

/// Whether three short numbers with dots between them stand here, and no more.
fn is_triple(text: &[char]) -> bool {
    let run = text.iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
    let run = text.get(..run).unwrap_or_default();
    // A sentence may end behind it.
    let run = run.strip_suffix(&['.']).unwrap_or(run);
    let groups = || run.split(|c| *c == '.');
    groups().count() == 3 && groups().all(|group| (1..=3).contains(&group.len()))
}

/// The characters next to the number, nearest first, folded.
struct Side {
    chars: [char; REACH],
    len: usize,
}

impl Side {
    fn before(text: &str, start: usize) -> Self {
        let reach = (start.saturating_sub(REACH)..=start).find(|at| text.is_char_boundary(*at));
        let near = reach.and_then(|from| text.get(from..start)).unwrap_or_default();
        Self::of(near.chars().rev())
    }

    fn after(text: &str, end: usize) -> Self {
        let last = end.saturating_add(REACH).min(text.len());
        let reach = (end..=last).rev().find(|at| text.is_char_boundary(*at));
        let near = reach.and_then(|to| text.get(end..to)).unwrap_or_default();
        Self::of(near.chars())
    }

    /// The characters of one line.
    fn of(near: impl Iterator<Item = char>) -> Self {
        let mut side = Self { chars: [' '; REACH], len: 0 };
        for (slot, c) in side.chars.iter_mut().zip(near.take_while(|c| !matches!(c, '\n' | '\r'))) {
            *slot = fold(c);
            side.len = side.len.saturating_add(1);
        }
        side
    }

    fn chars(&self) -> &[char] {
        self.chars.get(..self.len).unwrap_or_default()
    }
}

/// A character without the differences that carry no meaning here: width and ASCII letter case.
fn fold(c: char) -> char {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' | '\t' | '\u{A0}' => ' ',
        '￥' => '¥',
        '‐' | '‑' | '–' | '−' => '-',
        other => other,
    };
    narrow.to_ascii_lowercase()
}
