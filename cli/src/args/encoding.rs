//! `--encoding`.

use clap::ValueEnum;
use shindan::query;

/// How a log is encoded.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Encoding {
    /// By its first bytes: a byte order mark, zeros in every other byte, UTF-8 as long as it is that, else Shift_JIS.
    Auto,
    /// UTF-8.
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    /// Shift_JIS, as Windows writes it.
    #[value(name = "shift_jis", aliases = ["shift-jis", "sjis", "cp932"])]
    ShiftJis,
    /// EUC-JP, as older Unix systems write it; never guessed.
    #[value(name = "euc-jp", aliases = ["euc_jp", "eucjp"])]
    EucJp,
    /// UTF-16, little-endian.
    #[value(name = "utf-16le", aliases = ["utf-16", "utf16", "utf16le"])]
    Utf16Le,
    /// UTF-16, big-endian.
    #[value(name = "utf-16be", alias = "utf16be")]
    Utf16Be,
}

impl From<Encoding> for query::Encoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Auto => Self::Auto,
            Encoding::Utf8 => Self::Utf8,
            Encoding::ShiftJis => Self::ShiftJis,
            Encoding::EucJp => Self::EucJp,
            Encoding::Utf16Le => Self::Utf16Le,
            Encoding::Utf16Be => Self::Utf16Be,
        }
    }
}
