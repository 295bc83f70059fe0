//! `diff` and `release`: folders, compiled packs and revisions, and what keeps a version from being released.

mod common;

use std::path::Path;
use std::process::Command;

use common::{repository, run};
use tempfile::TempDir;

const BASE: &str = "tests/fixtures/release/base";

/// A copy of the fixture with an edit of its first rule.
fn edited(from: &str, to: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(&repository().join(BASE), dir.path());
    let rule = dir.path().join("rules/no-water.yaml");
    let text = std::fs::read_to_string(&rule).unwrap();
    assert!(text.contains(from));
    std::fs::write(&rule, text.replacen(from, to, 1)).unwrap();
    dir
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target)
        } else {
            std::fs::write(&target, std::fs::read(&path).unwrap()).map(drop).unwrap()
        }
    }
}

fn text(dir: &TempDir) -> &str {
    dir.path().to_str().unwrap()
}

#[test]
fn a_difference_is_said_in_sentences() {
    let new = edited("role: owner", "role: guest");
    run(&["diff", BASE, text(&new)]).ok().says("A step is open to a less privileged role. (owner → guest)");
    let ja = run(&["diff", BASE, text(&new), "--format", "markdown", "--lang", "ja"]).ok();
    ja.says("手順を、権限の低い役割の人にも案内します。(owner → guest)");
    run(&["diff", BASE, text(&new), "--format", "html"]).ok().says("<li>");
    run(&["diff", BASE, BASE]).ok().says("Nothing changed.");
}

#[test]
fn a_compiled_pack_stands_for_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("kettle.shindan");
    run(&["build", BASE, "-o", file.to_str().unwrap()]).ok();
    run(&["diff", file.to_str().unwrap(), BASE]).ok().says("Nothing changed.");
}

#[test]
fn a_release_is_refused_with_what_to_do_and_passes_once_it_is_done() {
    let new = edited("role: owner", "role: guest");
    let check = || run(&["release", "check", text(&new), "--base", BASE]);
    let refused = check().exits(1);
    assert!(
        refused.out.contains("1.3.0 is the least after 1.2.0") && refused.out.contains("role_lowered: owner → guest")
    );
    let manifest = new.path().join("pack.yaml");
    let declared = std::fs::read_to_string(&manifest).unwrap().replace("1.2.0", "1.3.0");
    std::fs::write(&manifest, declared).unwrap();
    let notes = run(&["release", "notes", text(&new), "--base", BASE]).ok().says("## [1.3.0]");
    std::fs::write(new.path().join("CHANGELOG.md"), &notes.out).unwrap();
    check().exits(1);
    std::fs::write(new.path().join("CHANGELOG.md"), notes.out.replace("- [ ]", "- [x]")).unwrap();
    check().ok().says("may be released");
}

/// A repository of its own, as this one may be a copy without any.
#[test]
fn a_revision_is_read_through_git() {
    let new = edited("Fill the kettle.", "Fill it.");
    let root = tempfile::tempdir().unwrap();
    copy(&repository().join(BASE), &root.path().join("packs/kettle"));
    let git = |arguments: &[&str]| {
        let settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        Command::new("git").current_dir(root.path()).args(settings).args(arguments).output()
    };
    let Ok(begun) = git(&["init", "-q"]) else {
        eprintln!("SKIPPED: git cannot be run here, so revisions are not tested");
        return;
    };
    assert!(begun.status.success());
    assert!(git(&["add", "."]).unwrap().status.success());
    assert!(git(&["commit", "-q", "-m", "one"]).unwrap().status.success());
    let in_root = |arguments: &[&str]| common::finish(common::command().current_dir(root.path()).args(arguments), b"");
    in_root(&["diff", "HEAD:packs/kettle", text(&new)]).ok().says("Wording changed. (Fill the kettle. → Fill it.)");
    in_root(&["diff", "HEAD:packs/nothing", text(&new)]).exits(3).complains("holds no pack in packs/nothing");
    in_root(&["diff", "nowhere:packs/kettle", text(&new)]).exits(3).complains("nowhere");
}

#[test]
fn snapshots_are_written_compared_and_cleared_of_orphans() {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("pages");
    let folder = folder.to_str().unwrap();
    run(&["snapshot", BASE, "-o", folder, "--check"]).exits(1).says("new      everybody/no-water.en.txt");
    run(&["snapshot", BASE, "-o", folder]).ok();
    let page = std::fs::read_to_string(Path::new(folder).join("guest/no-water.en.txt")).unwrap();
    assert!(page.contains("Fill the kettle.") && !page.contains("Boil vinegar."), "{page}");
    run(&["snapshot", BASE, "-o", folder, "--check"]).ok().says("0 new, 0 changed, 0 orphans");
    // Windows line ends are no change; another text is; a page of no rule is an orphan.
    let water = Path::new(folder).join("everybody/no-water.en.txt");
    let text = std::fs::read_to_string(&water).unwrap();
    std::fs::write(&water, text.replace('\n', "\r\n")).unwrap();
    run(&["snapshot", BASE, "-o", folder, "--check"]).ok();
    let release_check = || run(&["release", "check", BASE, "--base", BASE, "--snapshots", folder]);
    release_check().ok();
    std::fs::write(&water, "else").unwrap();
    release_check().exits(1).says("everybody/no-water.en.txt");
    std::fs::write(Path::new(folder).join("guest/gone.en.txt"), "gone").unwrap();
    let found = run(&["snapshot", BASE, "-o", folder, "--check"]).exits(1).says("changed  everybody/no-water.en.txt");
    found.says("orphan   guest/gone.en.txt");
    run(&["snapshot", BASE, "-o", folder]).ok();
    run(&["snapshot", BASE, "-o", folder, "--check"]).ok();
}
