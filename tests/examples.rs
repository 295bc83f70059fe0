//! Every example runs, and prints what its snapshot says.

use std::path::PathBuf;
use std::process::Command;

fn sources() -> Vec<String> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// `cargo test` builds the examples beside the folder of the tests.
fn built(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let profile = tests.parent().and_then(|deps| deps.parent()).unwrap();
    profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

#[test]
fn every_example_prints_what_it_should() {
    for name in sources() {
        let path = built(&name);
        assert!(path.exists(), "{} is not built; run `cargo test`, or `cargo build --examples` first", path.display());
        let output = Command::new(&path).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let printed = String::from_utf8(output.stdout).unwrap();
        // The cases have their own test; here they are a table of five fields.
        if name == "conformance" {
            assert!(printed.lines().count() >= 300 && printed.lines().all(|line| line.split('\t').count() == 5));
            continue;
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/examples", omit_expression => true }, {
            insta::assert_snapshot!(name, printed);
        });
    }
}

/// Examples are copied: what may fail says so, instead of ending the program of whoever copies it.
#[test]
fn no_example_panics() {
    for name in sources() {
        let path = format!("{}/examples/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unreachable!("] {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
}
