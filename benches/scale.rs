//! How the load of a generated pack grows with its rules: time and the most memory, a process for each size.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench scale              # 1,000, 10,000 and 100,000 rules
//! cargo bench --manifest-path benches/Cargo.toml --bench scale -- 20000     # another size
//! ```
//!
//! `files` is the whole way, from YAML through all checks; `model` starts from the values that a host has by other
//! means. The memory is that of the process and has the generated base and its files in it, shown as `before`.

use std::process::Command;
use std::time::Instant;

use shindan_benches::generate::Base;
use shindan_benches::pack;

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    match (words.next(), words.next()) {
        (Some(way), Some(size)) => once(&way, size.parse().expect("a number of rules")),
        (Some(size), None) => both(&size),
        _ => ["1000", "10000", "100000"].into_iter().for_each(both),
    }
}

/// Each way in a process of its own, so that the peak of one is not the peak of the other.
fn both(size: &str) {
    for way in ["model", "files"] {
        let own = std::env::current_exe().expect("this program");
        let status = Command::new(own).args([way, size]).status().expect("this program runs");
        assert!(status.success(), "{way} {size}");
    }
}

fn once(way: &str, size: usize) {
    let base = Base::of(size);
    if way == "model" {
        let before = peak();
        let start = Instant::now();
        let knowledge = pack::knowledge(&base);
        say(way, size, start, before, knowledge.packs().len());
    } else {
        let files = pack::files(&base);
        let (sizes, bytes) = (files.len(), files.iter().map(|file| file.text.len()).sum::<usize>());
        println!(
            "{size:>8} rules: {sizes} files, {:.1} MB of YAML, codes.yaml {:.2} MB",
            megabytes(bytes),
            megabytes(files[1].text.len())
        );
        drop(base);
        let before = peak();
        let start = Instant::now();
        let report = shindan::check(&files, &pack::limits());
        say(way, size, start, before, report.diagnostics.len() + report.more);
        report.diagnostics.iter().take(3).for_each(|diagnostic| println!("{diagnostic}"));
        assert!(report.is_ok(), "the generated pack loads");
    }
}

fn say(way: &str, size: usize, start: Instant, before: usize, found: usize) {
    let (seconds, after) = (start.elapsed().as_secs_f64(), peak());
    let each = seconds / size as f64 * 1e6;
    println!(
        "{size:>8} rules, {way}: {seconds:.2} s, {each:.1} µs a rule, peak {after} MB (before: {before} MB) [{found}]"
    );
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The most memory that the process has had, in MB, where the system says so.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).map_or(0, |kilobytes| kilobytes / 1024)
}
