//! A log of any size in a temporary file: timestamped UTF-8 lines, Japanese and English, one in a hundred with codes.
//!
//! The literals that a scan counts are the codes, aliases and details of a base. Codes of three digits are left out: as
//! a literal `905` stands in every other timestamp, which would slow the peers down over matches that nobody wants.
//! Patterns are left out too, since a literal search does not know them.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use crate::generate::Base;
use crate::random::{Random, SEED};
use crate::vocabulary::Vocabulary;

/// Rules enough for about ten thousand literals.
const RULES: usize = 9_230;

/// Lines that carry codes, of a thousand.
const CARRYING: usize = 10;

/// Different line ends; lines are put together from them.
const MESSAGES: usize = 4_096;

/// A temporary file that is removed when it is no longer needed.
#[derive(Debug)]
pub struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("shindan-benches-{}-{name}", std::process::id())))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // A file that is left behind in the folder for temporary files does no harm.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The base whose codes the log carries.
#[must_use]
pub fn base() -> Base {
    Base::of(RULES)
}

/// The literals of a base, sorted.
#[must_use]
pub fn literals(base: &Base) -> Vec<String> {
    let codes = base.entries.iter().flat_map(|entry| std::iter::once(&entry.code).chain(&entry.aliases));
    let details = base.rules.iter().filter_map(|rule| rule.detail.as_ref());
    let literals: BTreeSet<&String> =
        codes.chain(details).filter(|name| name.len() > 3 && !name.starts_with("xx")).collect();
    literals.into_iter().cloned().collect()
}

/// The literals as a file for `grep -f`, one to a line.
#[must_use]
pub fn literals_file(literals: &[String]) -> Temporary {
    let file = Temporary::new("codes.txt");
    std::fs::write(file.path(), literals.join("\n") + "\n").expect("room for a small file");
    file
}

/// A log of at least `bytes` bytes that carries codes of `base`.
#[must_use]
pub fn log_file(base: &Base, bytes: usize) -> Temporary {
    let file = Temporary::new("log.txt");
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file.path()).expect("a temporary file"));
    let mut random = Random::new(SEED ^ 3);
    let messages = messages(&mut random);
    let mut written = 0;
    let mut milliseconds = 0;
    while written < bytes {
        milliseconds += random.below(400);
        let mut line = format!("{} ", timestamp(milliseconds));
        if random.permille(CARRYING) {
            carry(base, &mut line, &mut random)
        } else {
            line.push_str(random.pick(&messages).as_str())
        }
        line.push('\n');
        written += line.len();
        out.write_all(line.as_bytes()).expect("room for the log");
    }
    out.flush().expect("room for the log");
    file
}

/// The time so many milliseconds after the start of the log.
fn timestamp(milliseconds: usize) -> String {
    let (seconds, ms) = (milliseconds / 1000, milliseconds % 1000);
    let (days, hour, minute, second) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let (month, day) = (1 + days / 28 % 12, 1 + days % 28);
    format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}+09:00")
}

/// Lines without a code, with the numbers that logs are full of.
fn messages(random: &mut Random) -> Vec<String> {
    let words = Vocabulary::of(&crate::knowledge());
    (0..MESSAGES)
        .map(|n| {
            let japanese = random.permille(400);
            let text = words.phrases(japanese, 3 + random.below(4), random).join(if japanese { "" } else { " " });
            let (thread, session, took) = (random.below(64), random.next(), random.below(2_000));
            match n % 4 {
                0 => format!("INFO  [worker-{thread:02}] session={session:016x} {text} took={took}ms"),
                1 => format!("DEBUG [reader] pid={took} frame 0x{:04X} {text}", session % 0xFFFF),
                2 => format!("INFO  [http] GET /api/v1/patients/{took}/status 200 {} bytes {text}", session % 90_000),
                _ => format!("WARN  [terminal-{thread}] {text} retry={}", took % 5),
            }
        })
        .collect()
}

/// The rest of a line with the code and the detail of a rule, in one of the ways in which products write them.
fn carry(base: &Base, line: &mut String, random: &mut Random) {
    let rule = random.pick(&base.rules);
    let code = base.code(rule);
    let detail = rule.detail.as_deref().unwrap_or("-");
    let rest = match random.below(4) {
        0 => format!("ERROR [reader] 【{code}：{}】 詳細コード={detail}", base.entries[rule.entry].heading.ja),
        1 => format!("ERROR [worker-01] code={code} detail={detail} {}", base.entries[rule.entry].heading.en),
        2 => format!("WARN  [terminal-7] エラー{code} ({detail})"),
        _ => format!("ERROR [http] POST /api/v1/verify 500 {detail}"),
    };
    line.push_str(&rest);
}
