//! Full-width forms: `ＦＵＪ９０５` is read as `FUJ905`, at its own place.
//!
//! Letters, digits and the marks that codes hold are folded, each by itself, wherever they stand. In UTF-8 each is three
//! bytes, EF BC or EF BD and one that tells which.

/// The first two bytes of full-width forms.
pub(super) const LEADS: [[u8; 2]; 2] = [[0xEF, 0xBC], [0xEF, 0xBD]];

/// The half-width form of a character, if it is one that is folded.
pub(super) fn narrow(c: char) -> char {
    let mut bytes = [0; 4];
    at(c.encode_utf8(&mut bytes).as_bytes(), 0).map_or(c, char::from)
}

/// The ASCII character whose full-width form begins at `at`, if it is one that is folded.
pub(super) fn at(text: &[u8], at: usize) -> Option<u8> {
    let Some([0xEF, lead @ (0xBC | 0xBD), last @ 0x80..=0xBF, ..]) = text.get(at..) else { return None };
    // U+FF01 is `!`: EF BC 81.
    let first: u8 = if *lead == 0xBC { 0x20 } else { 0x60 };
    let ascii = last.checked_sub(0x80)?.checked_add(first)?;
    (ascii.is_ascii_alphanumeric() || matches!(ascii, b'-' | b'.' | b'_')).then_some(ascii)
}

/// The folded byte that ends in front of `at`, and where it begins.
pub(super) fn before(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let start = at.checked_sub(1)?;
    let byte = *text.get(start)?;
    if byte.is_ascii() {
        return Some((byte, start));
    }
    let wide = at.checked_sub(3).and_then(|start| Some((self::at(text, start)?, start)));
    Some(wide.unwrap_or((byte, start)))
}

/// The folded byte that begins at `at`, and where the next one does.
pub(super) fn after(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let byte = *text.get(at)?;
    match self::at(text, at) {
        Some(ascii) => Some((ascii, at.saturating_add(3))),
        None => Some((byte, at.saturating_add(1))),
    }
}

/// Where the last `count` folded bytes in front of `end` begin.
pub(super) fn back(text: &[u8], end: usize, count: usize) -> usize {
    (0..count).try_fold(end, |at, _| before(text, at).map(|(_, start)| start).ok_or(())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form() {
        let all = (0xFF01..=0xFF5E).filter_map(char::from_u32);
        let folded: String = all.map(narrow).filter(char::is_ascii).collect();
        assert_eq!(folded, "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
        for other in ["：", "（", "ﾊ", "。", "A", "漢"] {
            assert_eq!(at(other.as_bytes(), 0), None);
        }
    }

    #[test]
    fn forwards_and_backwards() {
        let text = "エＡ1－".as_bytes();
        assert_eq!(after(text, 3), Some((b'A', 6)));
        assert_eq!(back(text, text.len(), 3), 3);
        assert_eq!(back(text, text.len(), 99), 0);
        assert_eq!(before(text, 6), Some((b'A', 3)));
    }
}
