//! Holds `docs/public-api.txt` to the public interface of the crate: everything that a host can name, by feature. `UPDATE=1` writes it.
//!
//! The methods of traits are left out, as the trait says them, and so is that a type is `Send` and `Sync`; that one is not is listed.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use public_api::{Builder, PublicItem};
use similar::TextDiff;

const FEATURES: [&str; 4] = ["authoring", "render", "fs", "encodings"];
const HEAD: &str = "# The public interface of the crate. Written by `UPDATE=1 cargo run --manifest-path .ci/public-api/Cargo.toml`;\n\
    # do not edit by hand. A line that goes away or changes is a break: it needs a new major version, a minor one before 1.0.\n";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let mut text = HEAD.to_owned();
    let core = listing(&root, &[])?;
    section(&mut text, "without features", &core, &[])?;
    let mut known = core.clone();
    for feature in FEATURES {
        let with = listing(&root, &[feature])?;
        section(&mut text, &format!("with the feature {feature}, more"), &with, &core)?;
        known.extend(with);
    }
    section(&mut text, "with all features together, more", &listing(&root, &FEATURES)?, &known)?;

    let path = root.join("docs/public-api.txt");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &text)?;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if kept == text {
        println!("docs/public-api.txt: {} lines", text.lines().count());
        return Ok(ExitCode::SUCCESS);
    }
    print!(
        "{}",
        TextDiff::from_lines(&kept, &text).unified_diff().context_radius(1).header("docs/public-api.txt", "the crate")
    );
    println!(
        "the public interface is another than docs/public-api.txt says: run `UPDATE=1 cargo run --manifest-path .ci/public-api/Cargo.toml`"
    );
    Ok(ExitCode::FAILURE)
}

/// The lines that a feature adds to what was known, and, after a minus, those that it takes away.
fn section(text: &mut String, title: &str, lines: &[String], known: &[String]) -> Result<(), Box<dyn Error>> {
    let beyond = |these: &[String], those: &[String]| {
        let those: HashSet<_> = those.iter().cloned().collect();
        these.iter().filter(|line| !those.contains(*line)).cloned().collect::<Vec<_>>()
    };
    writeln!(text, "\n[{title}]")?;
    for line in beyond(lines, known) {
        writeln!(text, "{line}")?;
    }
    for line in beyond(known, lines) {
        writeln!(text, "- {line}")?;
    }
    Ok(())
}

/// What a host sees of the crate with these features.
fn listing(root: &Path, features: &[&str]) -> Result<Vec<String>, Box<dyn Error>> {
    // A folder of its own: crates that look for what rustdoc is allowed here would be built anew for everything else.
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("public-api");
    let status = Command::new(env!("CARGO"))
        .current_dir(root)
        .args([
            "rustdoc",
            "--quiet",
            "--package",
            "shindan",
            "--lib",
            "--no-default-features",
            "--features",
            &features.join(","),
        ])
        .arg("--target-dir")
        .arg(&target)
        // With fewer features some links of the documentation lead nowhere; `cargo doc` holds those with the default ones.
        .args(["--", "--cap-lints", "allow", "-Z", "unstable-options", "--output-format", "json"])
        // Rustdoc writes JSON only for who says that it may still change.
        .env("RUSTC_BOOTSTRAP", "1")
        .status()?;
    if !status.success() {
        return Err(format!("rustdoc wrote nothing for the features {features:?}").into());
    }
    let api = Builder::from_rustdoc_json(target.join("doc/shindan.json")).omit_blanket_impls(true).build()?;
    let items: HashMap<_, _> = api.items().map(|item| (item.id(), item)).collect();
    let is_listed = |item: &&PublicItem| {
        let text = item.to_string();
        let of_trait =
            item.parent_id().and_then(|id| items.get(&id)).is_some_and(|parent| is_trait(&parent.to_string()));
        !(is_taken_for_granted(&text) || of_trait && text.contains("fn "))
    };
    Ok(api.items().filter(is_listed).map(ToString::to_string).collect())
}

/// Whether it is an implementation of a trait.
fn is_trait(text: &str) -> bool {
    text.starts_with("impl") && text.contains(" for ")
}

/// What the compiler says of almost every type.
fn is_taken_for_granted(text: &str) -> bool {
    let Some((name, _)) = text.split_once(" for ").filter(|_| text.starts_with("impl")) else { return false };
    let name = name.rsplit(' ').next().unwrap_or_default();
    let auto = ["Send", "Sync", "Freeze", "Unpin", "UnsafeUnpin", "StructuralPartialEq"]
        .map(|one| format!("core::marker::{one}"));
    auto.iter().any(|one| one == name)
        || name.ends_with("UnwindSafe")
        || ["!core::marker::Freeze", "!core::marker::Unpin", "!core::marker::UnsafeUnpin"].contains(&name)
}
