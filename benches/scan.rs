//! Codes in a log of 256 MB, beside `aho-corasick` counting the same literals and `grep -F`.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench scan
//! ```
//!
//! About 10,000 literals: codes, aliases and details of a generated base, without bare three-digit numbers (see
//! `src/log.rs`). One thread. The log is in memory for `shindan` and `aho-corasick`; `grep` is started as a process and
//! reads the file, which the system has in memory. `grep` is given the locale in which it is fastest.
//! `SHINDAN_BENCH_LOG_MB` sets another size.

use std::process::{Command, Stdio};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use divan::counter::BytesCount;
use shindan_benches::generate::Base;
use shindan_benches::log::{Temporary, base, literals, literals_file, log_file};
use shindan_benches::{pack, shindan_scan};

/// What all of them read.
struct Input {
    base: Base,
    literals: Vec<String>,
    literals_file: Temporary,
    log_file: Temporary,
    log: Vec<u8>,
}

static INPUT: LazyLock<Input> = LazyLock::new(|| {
    let megabytes = std::env::var("SHINDAN_BENCH_LOG_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(256);
    let base = base();
    let literals = literals(&base);
    let log_file = log_file(&base, megabytes * 1_000_000);
    let log = std::fs::read(log_file.path()).expect("the log");
    Input { literals_file: literals_file(&literals), log_file, log, base, literals }
});

fn main() {
    let input = &*INPUT;
    let lines = input.log.split(|byte| *byte == b'\n').count() - 1;
    let (matches, grep_lines) = (automaton(None).find_iter(&input.log).count(), grep("-c"));
    println!("{} literals; {lines} lines, {matches} matches, {grep_lines} lines with one", input.literals.len());
    divan::main();
    // Statics are not dropped: the files are removed by hand.
    for file in [&input.literals_file, &input.log_file] {
        // A file that is left behind in the folder for temporary files does no harm.
        let _ = std::fs::remove_file(file.path());
    }
}

fn bytes() -> BytesCount {
    BytesCount::new(INPUT.log.len())
}

fn automaton(kind: Option<AhoCorasickKind>) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostFirst).kind(kind).build(&INPUT.literals).expect("an automaton")
}

/// What `grep -F` prints first: the number of lines, or of matches.
fn grep(mode: &str) -> usize {
    let mut grep = Command::new("grep");
    grep.env("LC_ALL", "C").args(["-a", "-F", mode, "-f"]).arg(INPUT.literals_file.path()).arg(INPUT.log_file.path());
    let mut grep = grep.stdout(Stdio::piped()).spawn().expect("grep is installed");
    let printed = std::io::read_to_string(grep.stdout.take().expect("a pipe")).expect("text");
    grep.wait().expect("grep ends");
    if mode == "-c" { printed.trim().parse().expect("a number") } else { printed.lines().count() }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn shindan(bencher: divan::Bencher) {
    let scanner = pack::knowledge(&INPUT.base).scanner();
    bencher.counter(bytes()).bench_local(|| shindan_scan(&scanner, divan::black_box(&INPUT.log)));
}

/// With the automaton that the crate chooses by itself.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn aho_corasick(bencher: divan::Bencher) {
    let automaton = automaton(None);
    bencher.counter(bytes()).bench_local(|| automaton.find_iter(divan::black_box(&INPUT.log)).count());
}

/// With a full table of states, which the crate does not choose for so many literals: more memory, less time.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn aho_corasick_dfa(bencher: divan::Bencher) {
    let automaton = automaton(Some(AhoCorasickKind::DFA));
    bencher.counter(bytes()).bench_local(|| automaton.find_iter(divan::black_box(&INPUT.log)).count());
}

/// Counts lines.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn grep_count_lines(bencher: divan::Bencher) {
    bencher.counter(bytes()).bench_local(|| grep("-c"));
}

/// Prints each match to a pipe, which counts them.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn grep_print_matches(bencher: divan::Bencher) {
    bencher.counter(bytes()).bench_local(|| grep("-o"));
}
