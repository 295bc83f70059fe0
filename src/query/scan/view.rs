//! What stands around a key: bytes that may be cut in the middle of a character, and may be no UTF-8 at all.

use crate::query::context::{self, Context};

/// Bytes looked at on either side of a key.
pub(super) const AROUND: usize = context::FAR + 8;

/// What a number is where it stands.
pub(super) fn context(text: &[u8], start: usize, end: usize) -> Context {
    let mut from = start.saturating_sub(AROUND);
    let to = end.saturating_add(AROUND).min(text.len());
    while from <= start {
        let bytes = text.get(from..to).unwrap_or_default();
        let (valid, skipped) = match std::str::from_utf8(bytes) {
            Ok(_) => (bytes, 0),
            Err(error) => {
                let (valid, _) = bytes.split_at_checked(error.valid_up_to()).unwrap_or_default();
                (valid, error.error_len().unwrap_or(1))
            }
        };
        let reach = from.saturating_add(valid.len());
        if reach >= end {
            let valid = std::str::from_utf8(valid).unwrap_or_default();
            return context::context(valid, start.saturating_sub(from), end.saturating_sub(from));
        }
        // A character that was cut, or bytes that are none, in front of the key.
        from = reach.saturating_add(skipped.max(1));
    }
    Context::Neutral
}

/// The line around a key, at most `most` bytes of it on either side.
pub(super) fn line(text: &[u8], start: usize, end: usize, most: usize) -> String {
    let from = start.saturating_sub(most);
    let before = text.get(from..start).unwrap_or_default();
    let after = text.get(end..end.saturating_add(most).min(text.len())).unwrap_or_default();
    let from = memchr::memrchr(b'\n', before).map_or(from, |at| from.saturating_add(at).saturating_add(1));
    let to = end.saturating_add(memchr::memchr(b'\n', after).unwrap_or(after.len()));
    let line = String::from_utf8_lossy(text.get(from..to).unwrap_or_default());
    // A character may be cut where the line is.
    line.trim_matches(|c: char| c == char::REPLACEMENT_CHARACTER || c == '\r').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_any_kind() {
        let at = |before: &[u8], after: &[u8]| {
            let text = [before, b"011", after].concat();
            context(&text, before.len(), before.len().saturating_add(3))
        };
        assert_eq!(at("エラー".as_bytes(), b""), Context::Error);
        // The first character is cut, by a look that begins in its middle or by a reader.
        assert_eq!(at(&"エラー".repeat(50).as_bytes()[1..], b""), Context::Error);
        assert_eq!(at(b"\xFF\xFE code=", b"\xFF"), Context::Error);
        assert_eq!(at(b"code=\xFF", b"\xFF"), Context::Neutral);
        assert_eq!(at("".as_bytes(), &"号室".as_bytes()[..5]), Context::Quantity);
        assert_eq!(line(b"a\r\nb 011 c\r\nd", 5, 8, 100), "b 011 c");
        assert_eq!(line("ああ011ああ".as_bytes(), 6, 9, 4), "あ011あ");
    }
}
