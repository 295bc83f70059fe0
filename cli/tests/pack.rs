//! `build`, `key`, `sign`, `verify`, and compiled packs in the place of folders.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Run, command, finish, pack, run};
use tempfile::TempDir;

/// A compiled pack of the card reader, in a folder of its own.
fn built() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("caora.shindan");
    run(&["build", "knowledge/caora", "-o", text(&file)]).ok();
    (dir, file)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A pair of keys without a password: the secret one and the public one.
fn keys(dir: &Path, name: &str) -> (PathBuf, PathBuf) {
    let path = dir.join(name);
    run(&["key", "new", text(&path), "--no-password"]).ok();
    (dir.join(format!("{name}.key")), dir.join(format!("{name}.pub")))
}

fn kind(run: &Run) -> String {
    run.json()["error"]["kind"].as_str().unwrap_or_default().to_owned()
}

/// As two people check the same revision out: with other line ends, elsewhere, on another day and in another time zone. That the
/// order of keys changes nothing, too, is tested in the core.
#[test]
fn two_checkouts_give_the_same_file() {
    fn copy(from: &Path, to: &Path, end: &str) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let (path, place) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
            if path.is_dir() {
                copy(&path, &place, end);
                continue;
            }
            std::fs::write(&place, std::fs::read_to_string(&path).unwrap().replace('\n', end)).unwrap();
            let file = std::fs::File::options().write(true).open(&place).unwrap();
            file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(end.len() as u64)).unwrap();
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let build = |folder: &str, end: &str, zone: &str| {
        let (from, to) = (dir.path().join(folder), dir.path().join(format!("{folder}.shindan")));
        copy(&common::repository().join("knowledge/caora"), &from, end);
        finish(command().args(["build", text(&from), "-o", text(&to)]).env("TZ", zone), b"").ok();
        std::fs::read(to).unwrap()
    };
    assert!(build("here", "\n", "Asia/Tokyo") == build("there", "\r\n", "America/Los_Angeles"));
}

#[test]
fn a_built_pack_answers_as_its_folder_does() {
    let (_dir, file) = built();
    for arguments in [
        &["explain", "FUJ905", "0x02000001"][..],
        &["explain", "FUJ999"],
        &["explain", "顔が写らない"],
        &["search", "リモートデスクトップ"],
        &["tree", "011-network"],
        &["tree", "xyz"],
        &["plan", "FUJ905", "0x02000001"],
        &["list"],
        &["diagnose", "015"],
    ] {
        for format in ["text", "json"] {
            let with = |path: &str| {
                let all = arguments.iter().copied().chain(["--format", format, "--knowledge", path]);
                run(&all.collect::<Vec<_>>())
            };
            assert_eq!(with("knowledge/caora"), with(text(&file)), "{arguments:?}");
        }
    }
    // Beside a folder, too.
    let both = ["explain", "550 5.1.1", "--knowledge", "knowledge/smtp", "--knowledge", text(&file)];
    run(&both).ok().says("smtp");
}

#[test]
fn the_same_knowledge_is_the_same_file() {
    let (dir, file) = built();
    let other = dir.path().join("other.shindan");
    let report = run(&["build", "knowledge/caora", "-o", text(&other), "--format", "json"]).ok().json();
    assert_eq!(std::fs::read(&file).unwrap(), std::fs::read(&other).unwrap());
    assert_eq!(report["built"]["bytes"], std::fs::metadata(&other).unwrap().len());
    assert_eq!(report["built"]["pack"]["id"], "caora");
    let asked = run(&["explain", "101", "--format", "json"]).json();
    assert_eq!(report["built"]["pack"], asked["answers"][0]["pack"], "the built-in pack is this one");
    let named = finish(
        command().args(["build", text(&common::repository().join("knowledge/smtp"))]).current_dir(dir.path()),
        b"",
    );
    let name = named.ok().out.split(':').next().unwrap().to_owned();
    assert!(name.starts_with("smtp-") && name.ends_with(".shindan") && dir.path().join(&name).exists(), "{name}");
}

#[test]
fn a_pack_with_errors_is_not_built() {
    let dir = pack();
    let rule = dir.path().join("rules/e1-cable.yaml");
    let broken = std::fs::read_to_string(&rule).unwrap().replace("risk: safe", "risk: harmless");
    std::fs::write(&rule, broken).unwrap();
    let (at, file) = (text(dir.path()), dir.path().join("out.shindan"));
    let built = run(&["build", at, "-o", text(&file)]).exits(1);
    let checked = run(&["check", at]).exits(1);
    assert_eq!(built, checked);
    let json = |command: &str| run(&[command, at, "--format", "json"]).exits(1).out;
    assert_eq!(json("build"), json("check"));
    assert!(!file.exists());
    run(&["build", text(dir.path().join("rules").as_path())]).exits(3).complains("pack.yaml");
    run(&["check", "README.md"]).exits(3).complains("shindan verify");
}

#[test]
fn a_pack_is_signed_and_verified() {
    let (dir, file) = built();
    let (old_key, old) = keys(dir.path(), "old");
    let (new_key, new) = keys(dir.path(), "new");
    let file_text = text(&file);
    let verify = |more: &[&str]| run(&[&["verify", file_text, "--format", "json"], more].concat());
    verify(&[]).ok();
    assert_eq!(kind(&verify(&["--key", text(&old)]).exits(3)), "untrusted_pack");
    run(&["sign", file_text, "--key", text(&old_key)]).ok().says("caora ");
    let shown = run(&["key", "show", text(&old), "--format", "json"]).ok().json();
    let verified = verify(&["--key", text(&old)]).ok().json();
    assert_eq!(verified["verified"]["key"], shown["key"]["public"]);
    assert!(verified["verified"]["comment"].as_str().unwrap().starts_with("caora "));
    // The secret key says the same of itself, and so does the line instead of the file.
    assert_eq!(
        run(&["key", "show", text(&old_key), "--format", "json"]).ok().json()["key"]["public"],
        shown["key"]["public"]
    );
    verify(&["--key", shown["key"]["public"].as_str().unwrap()]).ok();
    assert_eq!(kind(&verify(&["--key", text(&new)]).exits(3)), "untrusted_pack");
    verify(&["--key", text(&new), "--key", text(&old)]).ok();
    assert_eq!(kind(&verify(&["--key", text(&old), "--revoked", text(&old)]).exits(3)), "untrusted_pack");
    assert_eq!(kind(&verify(&["--key", text(&old), "--at-least", "99.0.0"]).exits(3)), "older_pack");
    assert_eq!(kind(&verify(&["--key", "RWxx"]).exits(2)), "bad_key");

    // While keys change, a pack carries both signatures.
    run(&["sign", file_text, "--key", text(&new_key), "--append"]).ok();
    verify(&["--key", text(&new)]).ok();
    verify(&["--key", text(&old)]).ok();
    verify(&["--key", text(&new), "--key", text(&old), "--revoked", text(&old)]).ok();
    assert_eq!(kind(&verify(&["--key", text(&old), "--revoked", text(&old)]).exits(3)), "untrusted_pack");
    run(&["explain", "011", "--knowledge", file_text, "--format", "json"]).says("011");

    // One bit, wherever it is.
    let bytes = std::fs::read(&file).unwrap();
    for at in [100, bytes.len() / 2, bytes.len() / 3] {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        std::fs::write(&file, &changed).unwrap();
        let run = verify(&["--key", text(&old)]).exits(3);
        assert!(["untrusted_pack", "damaged_pack"].contains(&kind(&run).as_str()), "{run:?}");
        verify(&[]).exits(3);
    }
}

#[test]
fn a_key_is_never_replaced_and_its_password_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let name = dir.path().join("team");
    let with_password = |password: &str, arguments: &[&str]| {
        finish(command().args(arguments).env("SHINDAN_KEY_PASSWORD", password), b"")
    };
    assert_eq!(kind(&run(&["key", "new", text(&name), "--format", "json"]).exits(2)), "password");
    with_password("correct horse", &["key", "new", text(&name)]).ok();
    assert_eq!(kind(&run(&["key", "new", text(&name), "--format", "json"]).exits(2)), "exists");
    let secret = dir.path().join("team.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&secret).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let (_dir, file) = built();
    with_password("wrong", &["sign", text(&file), "--key", text(&secret)]).exits(3).complains("password");
    with_password("correct horse", &["sign", text(&file), "--key", text(&secret)]).ok();
    run(&["verify", text(&file), "--key", text(&dir.path().join("team.pub"))]).ok();
}

#[test]
fn what_is_no_pack_or_damaged_is_refused_by_every_command() {
    let (dir, file) = built();
    let no_pack = run(&["explain", "011", "--knowledge", "README.md"]).exits(3);
    assert!(no_pack.err.contains("README.md") && no_pack.err.contains("shindan build"), "{no_pack:?}");
    let mut bytes = std::fs::read(&file).unwrap();
    // The rules stand in the last pages but those of the hashes.
    let length = bytes.len();
    bytes[length / 2..length - 4 * 4096].fill(0);
    let damaged = dir.path().join("damaged.shindan");
    std::fs::write(&damaged, &bytes).unwrap();
    let at = ["--knowledge", text(&damaged)];
    let explained = run(&[&["explain", "FUJ905 0x02000001", "--format", "json"][..], &at].concat()).exits(4).json();
    assert_eq!(explained["match"]["reason"], "pack_damaged");
    run(&[&["explain", "FUJ905 0x02000001", "--lang", "en"][..], &at].concat()).exits(4).says("is damaged");
    run(&[&["search", "カード"][..], &at].concat()).exits(4).says("壊れ");
    for arguments in [
        &["tree", "fuj905-reader-not-found"][..],
        &["list"],
        &["diagnose", "FUJ905 0x02000001"],
        &["scan", "README.md"],
    ] {
        let refused = run(&[arguments, &["--format", "json"], &at].concat()).exits(3);
        assert_eq!(kind(&refused), "damaged_pack", "{arguments:?}");
    }
}

/// Both ways with the other tool, where it is installed: `apt-get install minisign`.
#[test]
fn the_real_minisign_agrees() {
    if Command::new("minisign").arg("-v").output().is_err() {
        eprintln!("SKIPPED: the real minisign is not installed (Debian's package `minisign`)");
        return;
    }
    let (dir, file) = built();
    let minisign = |arguments: &[&str]| -> bool {
        let output = Command::new("minisign").args(arguments).output().unwrap();
        println!("{}", String::from_utf8_lossy(&output.stderr));
        output.status.success()
    };
    let (key, public) = keys(dir.path(), "ours");
    run(&["sign", text(&file), "--key", text(&key)]).ok();
    assert!(minisign(&["-Vm", text(&file), "-p", text(&public)]), "it believes our signature");
    let signature = dir.path().join("caora.shindan.minisig");
    std::fs::remove_file(&signature).unwrap();
    assert!(minisign(&["-Sm", text(&file), "-s", text(&key), "-W"]), "it signs with our key");
    run(&["verify", text(&file), "--key", text(&public)]).ok();
    let theirs = (dir.path().join("theirs.key"), dir.path().join("theirs.pub"));
    assert!(minisign(&["-G", "-W", "-s", text(&theirs.0), "-p", text(&theirs.1)]));
    run(&["verify", text(&file), "--key", text(&theirs.1)]).exits(3).complains("accepted");
    run(&["sign", text(&file), "--key", text(&theirs.0)]).ok();
    assert!(minisign(&["-Vm", text(&file), "-p", text(&theirs.1)]));
    // A file whose lines were turned on the way is the same signature.
    let turned = std::fs::read_to_string(&signature).unwrap().replace('\n', "\r\n");
    std::fs::write(&signature, turned).unwrap();
    run(&["verify", text(&file), "--key", text(&theirs.1)]).ok();
}
