//! Short numbers that were read as codes: whether they are meant as codes where they stand.

use super::{Meaning, Reading};
use crate::kb::keys;
use crate::query::context::{Context, context};
use crate::query::matched::ChangeKind;

/// A short number is a code where an error is spoken of, beside another code, or alone; in a date or an amount it is not.
pub(super) fn numbers_in_sentences(text: &str, readings: &mut Vec<Reading<'_>>) {
    let is_known = |r: &Reading<'_>| r.written().is_some();
    let is_weak = |r: &Reading<'_>| r.written().is_some_and(keys::is_weak);
    if !readings.iter().any(is_weak) {
        return;
    }
    let said = |r: &Reading<'_>| r.changes.contains(&ChangeKind::Dictation);
    let covered: usize = readings.iter().filter(|r| is_known(r)).map(|r| r.raw.len()).sum();
    let written = text.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let alone = written <= covered;
    let numbers = readings.iter().filter(|r| is_weak(r)).count();
    let code = |r: &Reading<'_>| matches!(r.meaning, Meaning::Code(..));
    let between = |a: &Reading<'_>, b: &Reading<'_>| {
        let pair = is_known(a) && is_known(b) && code(a) != code(b);
        pair.then(|| text.get(a.end()..b.start)).flatten()
    };
    let beside: Vec<Option<&str>> = (0..readings.len())
        .map(|at| {
            let pair = |a: Option<usize>, b: Option<usize>| between(readings.get(a?)?, readings.get(b?)?);
            let (before, after) = (pair(at.checked_sub(1), Some(at)), pair(Some(at), at.checked_add(1)));
            before.into_iter().chain(after).min_by_key(|between| between.len())
        })
        .collect();
    for (reading, beside) in readings.iter_mut().zip(beside) {
        if !is_weak(reading) || said(reading) {
            continue;
        }
        // `OIL` is a word before it is a number.
        let has_digit = reading.raw.chars().any(char::is_numeric);
        let padded = reading.changes.contains(&ChangeKind::LeadingZeros);
        let touches = beside.is_some_and(|between| between.len() <= 3 && !between.contains(char::is_alphanumeric));
        let near = touches || beside.is_some_and(|between| between.len() <= 24);
        // `1,015` is one number.
        let mut before = text.get(..reading.start).unwrap_or_default().chars().rev();
        let grouped = before.next() == Some(',') && before.next().is_some_and(|c| c.is_ascii_digit());
        let is_code = match context(text, reading.start, reading.end()) {
            _ if grouped => false,
            Context::Error => true,
            Context::Neutral if padded => near || (alone && has_digit && numbers == 1),
            Context::Neutral => has_digit || near,
            Context::Quantity => has_digit && !padded && touches,
        };
        if !is_code {
            // Where it is not even written as the code, there is nothing to say of it.
            reading.meaning = if padded { Meaning::Nothing } else { Meaning::Number };
            reading.changes.clear();
        }
    }
    readings.retain(|reading| reading.meaning != Meaning::Nothing);
}
