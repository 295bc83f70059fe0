//! The knowledge repository of `examples/`, copied, checked, spoilt, mended, released and installed: by the very commands of its
//! workflow file.
#![cfg(unix)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Run, finish, repository};
use shindan::ErrorKind;
use shindan::fs::PackStore;
use shindan::pack::Trust;
use tempfile::TempDir;

const PACK: &str = "knowledge/coffee";

/// A copy of the repository under git, with a key of its own outside it.
struct Copy {
    dir: TempDir,
    outside: TempDir,
}

/// A step of a job that runs a command.
struct Step {
    run: String,
    env: BTreeMap<String, String>,
}

impl Copy {
    /// None where git or a shell is missing.
    fn new() -> Option<Self> {
        for tool in ["git", "bash"] {
            if Command::new(tool).arg("--version").output().is_err() {
                eprintln!(
                    "SKIPPED: {tool} cannot be run here, so the workflow of the knowledge repository is not tested"
                );
                return None;
            }
        }
        let copy = Self { dir: tempfile::tempdir().unwrap(), outside: tempfile::tempdir().unwrap() };
        copied(&repository().join("examples/knowledge-repository"), copy.dir.path());
        copy.shindan(&["key", "new", "release", "--no-password"]).ok();
        std::fs::rename(copy.path("release.key"), copy.outside.path().join("kept.key")).unwrap();
        copy.git(&["init", "-q", "-b", "main"]);
        Some(copy)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn shindan(&self, arguments: &[&str]) -> Run {
        finish(common::command().current_dir(self.dir.path()).args(arguments), b"")
    }

    #[track_caller]
    fn git(&self, arguments: &[&str]) {
        let settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        let mut git = Command::new("git");
        finish(git.current_dir(self.dir.path()).args(settings).args(arguments), b"").ok();
    }

    #[track_caller]
    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "change"]);
    }

    /// Writes a file anew.
    #[track_caller]
    fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.path(PACK).join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "no {from:?} in {name}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    }

    /// Runs the commands of a job as the service would, up to the first that fails.
    fn job(&self, job: &str, tag: &str) -> Run {
        let steps = steps(&self.path(".github/workflows/knowledge.yml"), job);
        let mut all = Run { code: 0, out: String::new(), err: String::new() };
        for step in steps {
            let command = Path::new(env!("CARGO_BIN_EXE_shindan")).parent().unwrap();
            let path = std::env::var("PATH").unwrap_or_default();
            let mut bash = Command::new("bash");
            bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &step.run]).current_dir(self.dir.path());
            for name in ["LANG", "ROLE", "KNOWLEDGE", "KEY_PASSWORD"] {
                bash.env_remove(format!("SHINDAN_{name}"));
            }
            bash.env("PATH", format!("{}:{path}", command.display())).env("GITHUB_REF_NAME", tag);
            bash.env("RUNNER_TEMP", self.outside.path());
            for (name, value) in &step.env {
                bash.env(name, self.secret(value));
            }
            let run = finish(&mut bash, b"");
            all = Run { code: run.code, out: all.out + &run.out, err: all.err + &run.err };
            if all.code != 0 {
                break;
            }
        }
        all
    }

    fn secret(&self, value: &str) -> String {
        match value {
            "${{ secrets.RELEASE_KEY }}" => {
                std::fs::read_to_string(self.outside.path().join("kept.key")).unwrap().trim_end().to_owned()
            }
            "${{ secrets.RELEASE_KEY_PASSWORD }}" => String::new(),
            other => panic!("{other} is not known here"),
        }
    }

    fn check(&self) -> Run {
        self.job("check", "main")
    }
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// The commands of a job, in order; there have to be some.
fn steps(workflow: &Path, job: &str) -> Vec<Step> {
    let text = std::fs::read_to_string(workflow).unwrap();
    let workflow: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
    let of = |step: &serde_yaml::Value| {
        let run = step.get("run")?.as_str()?.to_owned();
        let env = step.get("env").map(|env| serde_yaml::from_value(env.clone()).unwrap()).unwrap_or_default();
        Some(Step { run, env })
    };
    let steps: Vec<Step> = workflow["jobs"][job]["steps"].as_sequence().unwrap().iter().filter_map(of).collect();
    assert!(steps.len() >= 3, "the job {job} runs {} commands", steps.len());
    steps
}

#[test]
fn a_knowledge_repository_is_checked_mended_released_and_installed_by_its_own_workflow() {
    let Some(copy) = Copy::new() else { return };
    copy.commit();
    copy.check().ok().says("no release before this one");
    copy.git(&["tag", "v1.0.0"]);
    copy.job("release", "v1.0.0").ok().says("coffee 1.0.0 is whole");
    let key = std::fs::read_to_string(copy.path("release.pub")).unwrap();
    let store = PackStore::open(copy.outside.path().join("device"), "coffee", Trust::new().key(&key).unwrap()).unwrap();
    let install = |version: &str| {
        let file = copy.path(&format!("coffee-{version}.shindan"));
        let signature = std::fs::read_to_string(copy.path(&format!("coffee-{version}.shindan.minisig"))).unwrap();
        store.install(std::fs::File::open(file).unwrap(), Some(&signature))
    };
    install("1.0.0").unwrap();

    // A word: the pages are not those any more, and, once they are, the version is still the same.
    copy.edit("rules/km1-no-water.yaml", "Fill the tank with water", "Fill the tank with cold water");
    copy.check().exits(1).says("changed  everybody/km1-no-water.en.txt");
    let release_check = || copy.shindan(&["release", "check", PACK, "--base", &format!("v1.0.0:{PACK}")]);
    release_check().exits(1).says("the pages that are kept are not those of 1.0.0; write them with `shindan snapshot`");
    copy.shindan(&["snapshot", PACK, "-o", &format!("{PACK}/snapshots")]).ok();
    copy.commit();
    let refused = copy.check().exits(1);
    refused.says("the pages changed, and the version is still 1.0.0; raise it: caretaker/km1-no-water.en.txt");
    copy.edit("pack.yaml", "1.0.0", "1.0.1");
    copy.check().ok().says("coffee 1.0.1 after 1.0.0: may be released (at least 1.0.1)");

    // A step for fewer privileges asks for more, and for somebody who says that it is meant.
    copy.edit("rules/km1-no-water.yaml", "role: caretaker", "role: guest");
    copy.shindan(&["snapshot", PACK, "-o", &format!("{PACK}/snapshots")]).ok();
    copy.commit();
    let refused = copy.check().exits(1).says("the manifest declares 1.0.1, and 1.1.0 is the least after 1.0.0");
    refused.says("role_lowered: caretaker → guest");
    copy.edit("pack.yaml", "1.0.1", "1.1.0");
    copy.check().exits(1).says("role_lowered");
    let notes = copy.shindan(&["release", "notes", PACK, "--base", &format!("v1.0.0:{PACK}")]).ok().out;
    copy.edit("CHANGELOG.md", "## [1.0.0]", &format!("{}\n## [1.0.0]", notes.replace("- [ ]", "- [x]")));
    copy.commit();
    copy.check().ok().says("coffee 1.1.0 after 1.0.0: may be released (at least 1.1.0)");

    // A question that finds nothing any more.
    copy.edit("eval/questions.yaml", "guest, expect: []", "guest, expect: [km1-no-water]");
    copy.check().exits(1).says("Misses: 1");
    copy.git(&["checkout", "-q", "--", "."]);

    // A tag that is not the version; then the right one, which the check holds against the release before, not against itself.
    copy.job("release", "v1.2.0").exits(1).says("the tag v1.2.0 is not the version in pack.yaml");
    copy.git(&["tag", "v1.1.0"]);
    copy.job("check", "v1.1.0").ok().says("after 1.0.0: may be released");
    copy.job("release", "v1.1.0").ok().says("coffee 1.1.0 is whole");
    assert!(!copy.outside.path().join("release.key").exists(), "the key does not stay on the machine that signs");
    let installed = install("1.1.0").unwrap();
    assert_eq!(installed.before.unwrap().version.to_string(), "1.0.0");
    assert_eq!(install("1.0.0").unwrap_err().kind(), ErrorKind::OlderPack);
    let found = store.knowledge().unwrap().explain(&shindan::Query::new("KM1").role("guest").lang("en"));
    assert_eq!(found.answers[0].remediation[0].steps[0].text.text, "Fill the tank with cold water");
}
