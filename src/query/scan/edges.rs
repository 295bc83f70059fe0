//! Where a word begins and ends: `FUJ905` is none of `FUJ9055`, `XFUJ905` and `FUJ905-1`.

use super::wide;

/// What stands next to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// Nothing that belongs to the word.
    Free,
    /// A hyphen or an underscore with more behind it: `FUJ905-0x02000001` is a code and its detail, `22013C02-4-1` is
    /// something else.
    Joined,
    /// The word goes on.
    Inside,
}

/// What stands in front of the key at `start`.
pub(super) fn left(text: &[u8], start: usize) -> Edge {
    let is_word = wide::after(text, start).is_some_and(|(first, _)| first.is_ascii_alphanumeric());
    let Some((near, at)) = wide::before(text, start).filter(|_| is_word) else { return Edge::Free };
    let far = || wide::before(text, at).map_or(b' ', |(far, _)| far);
    match near {
        // A line end that was written out: `"message":"failed\n0x81000008"`.
        b'n' | b'r' | b't' if far() == b'\\' => Edge::Free,
        _ if near.is_ascii_alphanumeric() => Edge::Inside,
        b'-' | b'_' if far().is_ascii_alphanumeric() => Edge::Joined,
        b'.' if far().is_ascii_alphanumeric() => Edge::Inside,
        _ => Edge::Free,
    }
}

/// What stands behind the key that ends in front of `end`.
pub(super) fn right(text: &[u8], end: usize) -> Edge {
    let is_word = wide::before(text, end).is_some_and(|(last, _)| last.is_ascii_alphanumeric());
    let Some((near, at)) = wide::after(text, end).filter(|_| is_word) else { return Edge::Free };
    let far = || wide::after(text, at).map_or(b' ', |(far, _)| far);
    match near {
        _ if near.is_ascii_alphanumeric() => Edge::Inside,
        b'-' | b'_' if far().is_ascii_alphanumeric() => Edge::Joined,
        b'.' if far().is_ascii_alphanumeric() => Edge::Inside,
        _ => Edge::Free,
    }
}

/// Where the instance of a pattern begins whose fixed end begins at `end_of_run`: in front of all letters and digits
/// that stand there; none if there are none, or more than any code has.
pub(super) fn instance(text: &[u8], end_of_run: usize) -> Option<usize> {
    let mut start = end_of_run;
    for _ in 0..=MOST_VARIABLE {
        match wide::before(text, start) {
            Some((byte, at)) if byte.is_ascii_alphanumeric() => start = at,
            _ => return (start < end_of_run).then_some(start),
        }
    }
    None
}

/// Most letters and digits in front of the fixed end of a pattern.
pub(super) const MOST_VARIABLE: usize = 32;

/// Longest text between a code and a detail that stand next to each other, in bytes.
pub(super) const GAP: usize = 48;

/// Whether nothing but marks and words that name a detail stands between a code and what follows it.
pub(super) fn is_gap(between: &str) -> bool {
    const WORDS: &str = "detail|details|detailcode|subcode|sub|status|dsn|enhanced|reason|err|error|errors|errorcode|code|\
        rc|result|hint|data|smtp|with|and|詳細|詳細コード|コード|エラー|エラーコード|理由|と|の";
    const MARKS: &str = " \t-_:;,/\\=()[]{}<>\"'#|*+.、。，．：；・（）［］「」『』【】〈〉《》＝／－＃\u{3000}→";
    between.len() <= GAP
        && between
            .split(|c: char| MARKS.contains(c))
            .all(|word| word.is_empty() || WORDS.split('|').any(|known| word.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (text, expected) in [
            ("FUJ905", Edge::Free),
            ("【FUJ905】", Edge::Free),
            ("エラーFUJ905が", Edge::Free),
            ("-FUJ905-", Edge::Free),
            ("FUJ905.", Edge::Free),
            ("FUJ905. It", Edge::Free),
            ("\\nFUJ905", Edge::Free),
            ("XFUJ905", Edge::Inside),
            ("９FUJ905", Edge::Inside),
            ("a.FUJ905", Edge::Inside),
            ("err_FUJ905", Edge::Joined),
        ] {
            let at = text.find("FUJ905").unwrap();
            assert_eq!(left(text.as_bytes(), at), expected, "{text}");
        }
        for (text, expected) in [
            ("FUJ905", Edge::Free),
            ("FUJ905...", Edge::Free),
            ("FUJ905-です", Edge::Free),
            ("FUJ9055", Edge::Inside),
            ("FUJ905５", Edge::Inside),
            ("FUJ905.log", Edge::Inside),
            ("FUJ905-0x1", Edge::Joined),
            ("FUJ905－１", Edge::Joined),
        ] {
            assert_eq!(right(text.as_bytes(), 6), expected, "{text}");
        }
    }

    #[test]
    fn gaps() {
        let gaps =
            ["", "-", " (", ",", ", detail=", "】 詳細コード：", "</Code><Detail>", "\",\"detail\":\"", " / ", "　"];
        for text in gaps {
            assert!(is_gap(text), "{text}");
        }
        for text in [" bytes ", " から ", " 200 "] {
            assert!(!is_gap(text), "{text}");
        }
    }
}
