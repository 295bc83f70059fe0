//! Codes without what carries no meaning when a person types, dictates or photographs them.

use std::borrow::Cow;

/// `code` in upper case: the form under which codes are looked up as written.
pub(crate) fn fold(code: &str) -> Cow<'_, str> {
    if code.bytes().any(|b| b.is_ascii_lowercase()) { code.to_ascii_uppercase().into() } else { code.into() }
}

/// The fixed end of a pattern such as `xxxxC02-4`: what follows two or more leading `x`.
pub(crate) fn pattern_end(detail: &str) -> Option<&str> {
    let end = detail.trim_start_matches('x');
    (detail.len().saturating_sub(end.len()) >= 2 && !end.is_empty()).then_some(end)
}

/// An instance of a pattern: what stands in front of the end as it was `typed`, in normal width, and the end as the pack
/// writes it.
pub(crate) fn instance(typed: &str, end: &str) -> String {
    let typed = || typed.chars().filter(|c| is_kept(*c));
    let free = typed().count().saturating_sub(end.chars().filter(|c| is_kept(*c)).count());
    typed().take(free).chain(end.chars()).collect()
}

/// Letters, digits and full stops alone, in upper case, look-alikes as digits: `O` as 0, `I` and `L` as 1.
pub(crate) fn skeleton(code: &str) -> String {
    code.chars().filter(|c| is_kept(*c)).map(plain).collect()
}

/// Whether a character belongs to a skeleton.
pub(crate) fn is_kept(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.'
}

/// A character of a code as skeletons have it.
pub(crate) fn plain(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// The ASCII character that a full-width form or an ideographic space stands for.
pub(crate) fn narrow(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// The digits of a hexadecimal skeleton: what follows `0X`, missing or doubled as its parts may be.
pub(crate) fn hex_digits(skeleton: &str) -> Option<&str> {
    let (prefix, digits) = skeleton.rsplit_once('X')?;
    let is_prefix = prefix.chars().all(|c| c == '0' || c == 'X');
    (is_prefix && !digits.is_empty() && is_hex(digits)).then_some(digits)
}

/// Whether `digits` are hexadecimal.
pub(crate) fn is_hex(digits: &str) -> bool {
    digits.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A skeleton without leading zeros, with one `0X` if it is hexadecimal. Tolerant look-ups compare these.
pub(crate) fn canonical(skeleton: &str) -> Cow<'_, str> {
    if let Some(digits) = hex_digits(skeleton) {
        // As most codes are written.
        let is_own = skeleton.starts_with("0X") && digits.len().saturating_add(2) == skeleton.len();
        return if is_own && !digits.starts_with('0') { skeleton.into() } else { hex_key(digits).into() };
    }
    let letters = skeleton.len().saturating_sub(skeleton.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len());
    let (prefix, rest) = skeleton.split_at_checked(letters).unwrap_or(("", skeleton));
    let trimmed = rest.trim_start_matches('0');
    // The last zero stays where nothing else is left of the number.
    if trimmed.len() == rest.len() || !trimmed.starts_with(|c: char| c.is_ascii_digit()) {
        return skeleton.into();
    }
    if prefix.is_empty() { trimmed.into() } else { [prefix, trimmed].concat().into() }
}

/// The canonical form of hexadecimal digits.
pub(crate) fn hex_key(digits: &str) -> String {
    let trimmed = digits.trim_start_matches('0');
    ["0X", if trimmed.is_empty() { "0" } else { trimmed }].concat()
}

/// How many characters of a skeleton could be leading zeros or not: all but a hexadecimal prefix.
pub(crate) fn width(skeleton: &str) -> usize {
    hex_digits(skeleton).unwrap_or(skeleton).len()
}

/// Whether a code is a short number, which means something else as often as not.
pub(crate) fn is_weak(code: &str) -> bool {
    code.len() <= 6 && code.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// The shape of a word: letters to `A`, digits to `9`. Codes of one family have one shape.
pub(crate) fn shape(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            '0'..='9' => '9',
            'a'..='z' | 'A'..='Z' => 'A',
            other => other,
        })
        .collect()
}

/// The shape of a word with each run as one sign: `5.1.999` as `5.1.1`.
pub(crate) fn outline(word: &str) -> String {
    let mut shape: Vec<char> = shape(word).chars().collect();
    shape.dedup();
    shape.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_change_has_one_canonical_form() {
        for form in ["0x02000001", "0X2000001", "Ox02OOOOOl", "0x0x02000001", "x02000001", "0x-0200-0001"] {
            assert_eq!(canonical(&skeleton(form)), "0X2000001", "{form}");
        }
        for (form, key) in [("FUJ008", "FUJ8"), ("011", "11"), ("000", "000"), ("22013C04-2", "22013C042")] {
            assert_eq!(canonical(&skeleton(form)), key);
        }
    }

    #[test]
    fn an_instance_is_as_typed_up_to_the_end_of_the_pattern() {
        for (typed, instance_of) in
            [("22013C02-4", "22013C02-4"), ("abc-c02_4", "abcC02-4"), ("aoc024", "aoC02-4"), ("1.2c02-4", "1.2C02-4")]
        {
            assert_eq!(instance(typed, "C02-4"), instance_of, "{typed}");
        }
    }

    #[test]
    fn the_canonical_form_is_its_own() {
        for form in ["0x00", "FUJ905", "5.1.1", "0.0.0", "xxxx", "0", "A0", ""] {
            let once = canonical(&skeleton(form)).into_owned();
            assert_eq!(canonical(&skeleton(&once)), once, "{form}");
        }
    }
}
