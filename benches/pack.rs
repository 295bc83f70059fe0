//! A compiled pack from its bytes to the first answer, beside what else a product could ship: the whole base as
//! `postcard`, as JSON, in SQLite, and as the YAML that it was written in.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench pack              # 10,000 and 100,000 rules
//! cargo bench --manifest-path benches/Cargo.toml --bench pack -- 1000      # another size
//! ```
//!
//! Every way is a process of its own, opens what was written before and answers another code each time; the figure is the
//! median. `first` is the first time in the process, `memory` what the process holds more after it than before. The
//! postcard has the plain data of the base, which is less than the fields of a rule; it and the JSON only decode, and look
//! nothing up. SQLite finds the JSON of a rule by code and detail, and decodes it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use shindan::model::{PackModel, Rule};
use shindan::{KnowledgeBase, Query};
use shindan_benches::generate::Base;
use shindan_benches::pack;

/// A way to the first answer.
type Way = fn(&Path, &[String]) -> Vec<Duration>;

const WAYS: [(&str, Way); 9] = [
    ("pack in a file", pack_in_a_file),
    ("pack in memory", pack_in_memory),
    ("pack, read by fs::read", pack_read_whole),
    ("pack, signature of the whole file", signed),
    ("pack, everything verified", verified),
    ("postcard, whole base", postcard_whole),
    ("JSON, whole base", json_whole),
    ("SQLite", sqlite),
    ("YAML", yaml),
];

/// The most rules that are loaded from YAML: more take more memory than a small machine has.
const MOST_YAML: usize = 10_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.as_slice() {
        [way, size, dir] => once(way, size, Path::new(dir)),
        [size] => all(size),
        _ => ["10000", "100000"].into_iter().for_each(all),
    }
}

fn all(size: &str) {
    let dir = std::env::temp_dir().join(format!("shindan-bench-{}-{size}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    for way in std::iter::once("build").chain(WAYS.map(|(name, _)| name)) {
        let own = std::env::current_exe().expect("this program");
        let status = Command::new(own).args([way, size]).arg(&dir).status().expect("this program runs");
        assert!(status.success(), "{way} {size}");
    }
    std::fs::remove_dir_all(&dir).expect("the folder goes");
}

fn once(way: &str, size: &str, dir: &Path) {
    let rules: usize = size.parse().expect("a number of rules");
    if way == "build" {
        return build(rules, dir);
    }
    if way == "YAML" && rules > MOST_YAML {
        return println!("{size:>8} rules, {way}: left out");
    }
    let asked: Vec<String> = std::fs::read_to_string(dir.join("asked")).expect("codes").lines().map(str::to_owned).collect();
    let run = WAYS.iter().find(|(name, _)| *name == way).expect("a way").1;
    let before = memory();
    let mut taken = run(dir, &asked);
    let after = memory();
    let first = taken[0];
    taken.sort_unstable();
    let median = taken[taken.len() / 2];
    println!(
        "{size:>8} rules, {way}: median {:.3} ms of {}, first {:.3} ms, memory {:.1} MB",
        ms(median),
        taken.len(),
        ms(first),
        (after.saturating_sub(before)) as f64 / 1024.0
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Writes the base in every form.
fn build(rules: usize, dir: &Path) {
    let base = Base::of(rules);
    let asked: Vec<String> = base.pairs().step_by((rules / 101).max(1)).map(|(code, detail)| format!("{code} {detail}\n")).collect();
    write(dir, "asked", asked.concat().as_bytes());
    write(dir, "base.postcard", &postcard::to_stdvec(&base).expect("plain data"));
    let knowledge = pack::knowledge(&base);
    let start = Instant::now();
    let bytes = knowledge.packs()[0].to_bytes().expect("a pack");
    let taken = start.elapsed();
    let model = knowledge.packs()[0].model().expect("a model");
    let json = serde_json::to_vec(model).expect("data");
    println!("{rules:>8} rules: built in {:.0} ms from the model", ms(taken));
    write(dir, "base.pack", &bytes);
    let keys = minisign::KeyPair::generate_unencrypted_keypair().expect("a key");
    let signature = minisign::sign(Some(&keys.pk), &keys.sk, bytes.as_slice(), None, None).expect("a signature");
    write(dir, "base.pack.minisig", signature.into_string().as_bytes());
    write(dir, "base.pub", keys.pk.to_base64().as_bytes());
    write(dir, "base.json", &json);
    drop((bytes, json));
    let mut connection = Connection::open(dir.join("base.sqlite")).expect("a file");
    connection
        .execute_batch("CREATE TABLE rules (code TEXT NOT NULL, detail TEXT NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (code, detail)) WITHOUT ROWID")
        .expect("a table");
    let all = connection.transaction().expect("a transaction");
    let mut insert = all.prepare("INSERT INTO rules VALUES (?1, ?2, ?3)").expect("a statement");
    for rule in &model.rules {
        let row = &rule.matches[0];
        let json = serde_json::to_string(rule).expect("data");
        insert.execute((&row.code, row.detail.as_deref().unwrap_or_default(), json)).expect("each pair stands once");
    }
    drop(insert);
    all.commit().expect("a commit");
    drop(connection);
    for name in ["base.pack", "base.postcard", "base.json", "base.sqlite"] {
        let size = std::fs::metadata(dir.join(name)).expect("a file").len();
        println!("{rules:>8} rules, {name}: {:.1} MB", size as f64 / 1e6);
    }
    if rules <= MOST_YAML {
        let files = pack::files(&base);
        println!("{rules:>8} rules, YAML: {:.1} MB", files.iter().map(|f| f.text.len()).sum::<usize>() as f64 / 1e6);
        write(dir, "base.yaml.json", &serde_json::to_vec(&files.iter().map(|f| (&f.name, &f.text)).collect::<Vec<_>>()).expect("texts"));
    }
}

fn write(dir: &Path, name: &str, bytes: &[u8]) {
    std::fs::write(dir.join(name), bytes).expect("a file");
}

/// What the process holds now, in KB, where the system says so.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The time of each opening and its first answer. The last of what was opened is kept, so that its memory counts.
fn times<T>(asked: &[String], mut open: impl FnMut(&str) -> T) -> Vec<Duration> {
    let mut last = None;
    let taken = asked
        .iter()
        .map(|text| {
            last = None;
            let start = Instant::now();
            last = Some(open(text));
            start.elapsed()
        })
        .collect();
    std::mem::forget(last);
    taken
}

/// A base that answers, and what it said.
fn answered(knowledge: KnowledgeBase, text: &str) -> KnowledgeBase {
    let found = knowledge.explain(&Query::new(text));
    assert!(!found.answers.is_empty() && knowledge.damage().is_none(), "{text}");
    knowledge
}

fn file(dir: &Path, name: &str) -> PathBuf {
    dir.join(name)
}

fn pack_in_a_file(dir: &Path, asked: &[String]) -> Vec<Duration> {
    let path = file(dir, "base.pack");
    times(asked, |text| answered(shindan::fs::open_pack(&path).expect("a pack"), text))
}

fn pack_in_memory(dir: &Path, asked: &[String]) -> Vec<Duration> {
    let bytes: std::sync::Arc<[u8]> = std::fs::read(file(dir, "base.pack")).expect("a file").into();
    times(asked, |text| answered(KnowledgeBase::from_pack(std::sync::Arc::clone(&bytes)).expect("a pack"), text))
}

fn pack_read_whole(dir: &Path, asked: &[String]) -> Vec<Duration> {
    times(asked, |text| {
        let bytes = std::fs::read(file(dir, "base.pack")).expect("a file");
        answered(KnowledgeBase::from_pack(bytes).expect("a pack"), text)
    })
}

fn signed(dir: &Path, asked: &[String]) -> Vec<Duration> {
    let key = std::fs::read_to_string(file(dir, "base.pub")).expect("a key");
    let trust = shindan::pack::Trust::new().key(&key).expect("a key");
    let path = file(dir, "base.pack");
    times(&asked[..5], |text| answered(shindan::fs::open_trusted_pack(&path, &trust).expect("a signed pack"), text))
}

fn verified(dir: &Path, asked: &[String]) -> Vec<Duration> {
    let path = file(dir, "base.pack");
    times(&asked[..3], |_| {
        let knowledge = shindan::fs::open_pack(&path).expect("a pack");
        knowledge.verify().expect("a whole pack");
        knowledge
    })
}

fn postcard_whole(dir: &Path, asked: &[String]) -> Vec<Duration> {
    let bytes = std::fs::read(file(dir, "base.postcard")).expect("a file");
    times(&asked[..9], |_| postcard::from_bytes::<Base>(&bytes).expect("the base"))
}

fn json_whole(dir: &Path, asked: &[String]) -> Vec<Duration> {
    let bytes = std::fs::read(file(dir, "base.json")).expect("a file");
    times(&asked[..5], |_| serde_json::from_slice::<PackModel>(&bytes).expect("the model"))
}

fn sqlite(dir: &Path, asked: &[String]) -> Vec<Duration> {
    times(asked, |text| {
        let (code, detail) = text.split_once(' ').expect("a code and a detail");
        let connection = Connection::open_with_flags(file(dir, "base.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a base");
        let found = "SELECT rule FROM rules WHERE code = ?1 AND detail = ?2";
        let json: String = connection.query_row(found, (code, detail), |row| row.get(0)).expect("a rule");
        (serde_json::from_str::<Rule>(&json).expect("a rule"), connection)
    })
}

fn yaml(dir: &Path, asked: &[String]) -> Vec<Duration> {
    let files: Vec<(String, String)> =
        serde_json::from_slice(&std::fs::read(file(dir, "base.yaml.json")).expect("a file")).expect("texts");
    let files: Vec<shindan::Source> = files.into_iter().map(|(name, text)| shindan::Source::new(name, text)).collect();
    times(&asked[..1], |text| answered(shindan::load(&files, &pack::limits()).expect("a pack"), text))
}
