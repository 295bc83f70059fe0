//! Bytes of a log to UTF-8, piece by piece.

use std::fmt;
use std::str::FromStr;

use encoding_rs::{DecoderResult, EUC_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Error, ErrorKind};

/// How a log is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// By its first bytes: a byte order mark, zeros in every other byte, UTF-8 as long as it is that, else Shift_JIS.
    Auto,
    /// UTF-8.
    Utf8,
    /// Shift_JIS, as Windows writes it.
    ShiftJis,
    /// EUC-JP, as older Unix systems write it; never guessed.
    EucJp,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
}

/// Reads `auto`, `utf-8`, `shift_jis`, `euc-jp`, `utf-16le` or `utf-16be`; anything else is [`ErrorKind::BadRequest`].
impl FromStr for Encoding {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Ok(match name {
            "auto" => Self::Auto,
            "utf-8" => Self::Utf8,
            "shift_jis" => Self::ShiftJis,
            "euc-jp" => Self::EucJp,
            "utf-16le" => Self::Utf16Le,
            "utf-16be" => Self::Utf16Be,
            _ => {
                let message = format!(
                    "there is no encoding `{name}`; write one of auto, utf-8, shift_jis, euc-jp, utf-16le, utf-16be"
                );
                return Err(Error::new(ErrorKind::BadRequest, message));
            }
        })
    }
}

/// Bytes that tell a byte order mark, or UTF-16 without one.
const ENOUGH: usize = 4;

/// Turns a log into UTF-8. UTF-8 goes through as it is, so that places in it are places in the file; of every other
/// encoding they are places in the text without its byte order mark.
///
/// [`Encoding::Auto`] looks at the pieces as they come, so give it some kilobytes at a time.
///
/// ```
/// use shindan::query::{Decoder, Encoding};
///
/// let mut decoder = Decoder::new(Encoding::ShiftJis);
/// assert_eq!(decoder.push(b"\x83G\x83\x89\x81[ FUJ905", false), "エラー FUJ905".as_bytes());
/// assert_eq!(decoder.push(b"", true), b"");
/// assert_eq!(decoder.malformed(), 0);
/// ```
pub struct Decoder {
    /// As far as it is known: bytes of ASCII leave it open.
    encoding: Encoding,
    /// What turns another encoding into UTF-8.
    decoder: Option<encoding_rs::Decoder>,
    /// The bytes of a character whose rest is still to come.
    cut: Vec<u8>,
    text: Vec<u8>,
    /// The first bytes, until there are enough of them to tell an encoding; none from then on.
    head: Option<Vec<u8>>,
    malformed: u64,
}

impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder")
            .field("encoding", &self.encoding)
            .field("malformed", &self.malformed)
            .finish_non_exhaustive()
    }
}

impl Decoder {
    /// A decoder at the start of a text.
    #[must_use]
    pub fn new(encoding: Encoding) -> Self {
        let mut decoder = Self {
            encoding: Encoding::Auto,
            decoder: None,
            cut: Vec::new(),
            text: Vec::new(),
            head: Some(Vec::new()),
            malformed: 0,
        };
        decoder.be(encoding);
        decoder
    }

    /// The number of places where the bytes are none of the encoding, so far.
    #[must_use]
    pub fn malformed(&self) -> u64 {
        self.malformed
    }

    /// What was malformed, in words.
    #[must_use]
    pub fn complaint(&self) -> String {
        let encoding = match self.encoding {
            Encoding::Auto | Encoding::Utf8 => "UTF-8",
            Encoding::ShiftJis => "Shift_JIS",
            Encoding::EucJp => "EUC-JP",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        };
        let places = if self.malformed == 1 { "place" } else { "places" };
        format!("{} {places} could not be read as {encoding}", self.malformed)
    }

    /// The next bytes as UTF-8. The first few may be kept back until there are enough of them to tell the encoding.
    pub fn push<'a>(&'a mut self, bytes: &'a [u8], is_last: bool) -> &'a [u8] {
        let Some(mut head) = self.head.take() else { return self.known(bytes, is_last) };
        if head.is_empty() && bytes.len() >= ENOUGH {
            self.look(bytes);
            return self.known(bytes, is_last);
        }
        head.extend_from_slice(bytes);
        if head.len() < ENOUGH && !is_last {
            self.head = Some(head);
            return &[];
        }
        self.look(&head);
        let decoded = self.known(&head, is_last).to_vec();
        self.text = decoded;
        &self.text
    }

    /// The same, once the first bytes were looked at.
    fn known<'a>(&'a mut self, bytes: &'a [u8], is_last: bool) -> &'a [u8] {
        if self.encoding == Encoding::Auto && !bytes.is_ascii() {
            self.be(likelier(bytes));
        }
        if self.decoder.is_some() {
            self.decode(bytes, is_last);
            return &self.text;
        }
        if self.encoding == Encoding::Utf8 {
            self.count(bytes, is_last);
        }
        bytes
    }

    fn be(&mut self, encoding: Encoding) {
        self.encoding = encoding;
        self.decoder = match encoding {
            Encoding::Auto | Encoding::Utf8 => None,
            Encoding::ShiftJis => Some(SHIFT_JIS.new_decoder_without_bom_handling()),
            Encoding::EucJp => Some(EUC_JP.new_decoder_without_bom_handling()),
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
        };
    }

    /// What the first bytes say for sure.
    fn look(&mut self, bytes: &[u8]) {
        if self.encoding != Encoding::Auto {
            return;
        }
        let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => self.be(Encoding::Utf8),
            [0xFF, 0xFE, ..] => self.be(Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => self.be(Encoding::Utf16Be),
            // Line ends, spaces and digits of any language have a zero in UTF-16; text of other encodings has none.
            _ if odd > even.saturating_mul(4) => self.be(Encoding::Utf16Le),
            _ if even > odd.saturating_mul(4) => self.be(Encoding::Utf16Be),
            _ => {}
        }
    }

    fn decode(&mut self, mut bytes: &[u8], is_last: bool) {
        let Some(decoder) = &mut self.decoder else { return };
        self.text.clear();
        loop {
            let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0).saturating_add(8);
            let from = self.text.len();
            self.text.resize(from.saturating_add(room), 0);
            let free = self.text.get_mut(from..).unwrap_or_default();
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, free, is_last);
            self.text.truncate(from.saturating_add(written));
            bytes = bytes.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(_, _) => {
                    self.malformed = self.malformed.saturating_add(1);
                    self.text.extend_from_slice("\u{FFFD}".as_bytes());
                }
            }
        }
    }

    /// Counts the places that are no UTF-8.
    fn count(&mut self, bytes: &[u8], is_last: bool) {
        let joined;
        let mut rest = if self.cut.is_empty() {
            bytes
        } else {
            joined = [std::mem::take(&mut self.cut).as_slice(), bytes].concat();
            joined.as_slice()
        };
        while let Err(error) = std::str::from_utf8(rest) {
            let bad = rest.get(error.valid_up_to()..).unwrap_or_default();
            match error.error_len() {
                None if !is_last => {
                    self.cut = bad.to_vec();
                    return;
                }
                length => {
                    self.malformed = self.malformed.saturating_add(1);
                    rest = bad.get(length.unwrap_or(bad.len())..).unwrap_or_default();
                }
            }
        }
    }
}

/// UTF-8 or Shift_JIS: the one in which fewer places are malformed.
fn likelier(bytes: &[u8]) -> Encoding {
    let malformed = |encoding: &'static encoding_rs::Encoding| {
        let mut decoder = Decoder::new(Encoding::Auto);
        decoder.decoder = Some(encoding.new_decoder_without_bom_handling());
        decoder.decode(bytes, false);
        decoder.malformed
    };
    if std::str::from_utf8(bytes).is_ok() || malformed(UTF_8) <= malformed(SHIFT_JIS) {
        Encoding::Utf8
    } else {
        Encoding::ShiftJis
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes in pieces of several sizes, which must not matter.
    fn decoded(bytes: &[u8], encoding: Encoding) -> (String, Encoding, u64) {
        let mut all: Vec<(String, Encoding, u64)> = Vec::new();
        for size in [1, 2, 3, 4, 5, 7, 64] {
            let mut decoder = Decoder::new(encoding);
            let mut text = Vec::new();
            for piece in bytes.chunks(size) {
                text.extend_from_slice(decoder.push(piece, false));
            }
            text.extend_from_slice(decoder.push(&[], true));
            all.push((String::from_utf8_lossy(&text).into_owned(), decoder.encoding, decoder.malformed()));
        }
        assert!(all.windows(2).all(|two| two[0] == two[1]), "{all:?}");
        all.remove(0)
    }

    #[test]
    fn what_windows_and_unix_write() {
        let text = "ok 1\r\nエラー FUJ905 表示\r\n";
        let sjis = SHIFT_JIS.encode(text).0.into_owned();
        let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let with = |bom: &[u8], bytes: Vec<u8>| [bom.to_vec(), bytes].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (sjis, Encoding::ShiftJis),
            (units(u16::to_le_bytes), Encoding::Utf16Le),
            (units(u16::to_be_bytes), Encoding::Utf16Be),
            (with(&[0xFF, 0xFE], units(u16::to_le_bytes)), Encoding::Utf16Le),
            (with(&[0xFE, 0xFF], units(u16::to_be_bytes)), Encoding::Utf16Be),
        ] {
            assert_eq!(decoded(&bytes, Encoding::Auto), (text.to_owned(), encoding, 0));
            assert_eq!(decoded(&bytes, encoding), (text.to_owned(), encoding, 0));
        }
        // A mark of UTF-8 stays, as places are places in the file.
        let marked = decoded(&with(&[0xEF, 0xBB, 0xBF], text.as_bytes().to_vec()), Encoding::Auto);
        assert_eq!(marked, (format!("\u{FEFF}{text}"), Encoding::Utf8, 0));
        let euc = EUC_JP.encode(text).0.into_owned();
        assert_eq!(decoded(&euc, Encoding::EucJp), (text.to_owned(), Encoding::EucJp, 0));
        assert_eq!(decoded(b"plain", Encoding::Auto), ("plain".to_owned(), Encoding::Auto, 0));
    }

    #[test]
    fn malformed_places_are_counted() {
        assert_eq!(decoded(b"abcd\xFFef\xE3\x81", Encoding::Utf8).2, 2);
        assert_eq!(decoded(b"ab\x81", Encoding::ShiftJis), ("ab\u{FFFD}".to_owned(), Encoding::ShiftJis, 1));
        assert_eq!(decoded(b"a\0b\0\x00\xD8c\0", Encoding::Utf16Le).2, 1);
    }
}
