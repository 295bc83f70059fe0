//! The update helper on a real folder: what it refuses, sessions and threads that go on, and who may have the folder.
//!
//! What becomes of it when it is interrupted is tested in `src/fs/update/tests`, at every operation.
#![cfg(feature = "fs")]

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

use minisign::KeyPair;
use shindan::fs::{self, PackStore};
use shindan::model::PackModel;
use shindan::pack::Trust;
use shindan::{ErrorKind, KnowledgeBase, Limits, Query, Session, Start};
use tempfile::TempDir;

static KEYS: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate_unencrypted_keypair().unwrap());

/// The fixture pack as a version, with an edit.
fn pack(version: &str, edit: impl FnOnce(&mut PackModel)) -> Vec<u8> {
    let base = fs::load_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/base"), &Limits::default()).unwrap();
    let mut model = base.packs()[0].model().unwrap().clone();
    model.pack.version = version.parse().unwrap();
    edit(&mut model);
    KnowledgeBase::from_model(model).unwrap().packs()[0].to_bytes().unwrap()
}

fn plain(version: &str) -> Vec<u8> {
    pack(version, |_| ())
}

fn signed(keys: &KeyPair, bytes: &[u8]) -> String {
    minisign::sign(None, &keys.sk, bytes, None, None).unwrap().into_string()
}

fn trust() -> Trust {
    Trust::new().key(&KEYS.pk.to_base64()).unwrap()
}

fn install(store: &PackStore, bytes: &[u8]) -> Result<fs::Installed, shindan::Error> {
    store.install(bytes, Some(&signed(&KEYS, bytes)))
}

fn version(store: &PackStore) -> String {
    store.knowledge().unwrap().packs()[0].manifest().version.to_string()
}

fn store() -> (TempDir, PackStore) {
    let dir = tempfile::tempdir().unwrap();
    let store = PackStore::open(dir.path().join("packs"), "example", trust()).unwrap();
    (dir, store)
}

#[test]
fn what_is_installed_is_there_at_the_next_start_with_its_signature() {
    let (dir, store) = store();
    assert!(store.knowledge().is_none());
    let first = install(&store, &plain("1.0.0")).unwrap();
    assert!(first.before.is_none() && first.notes.is_empty());
    let second = install(&store, &plain("1.1.0")).unwrap();
    assert_eq!((second.before.unwrap().version, second.pack.version), (first.pack.version, "1.1.0".parse().unwrap()));
    // A signature behind the pack, and one that stands behind it already.
    let bytes = plain("1.2.0");
    let appended = [&bytes[..], signed(&KEYS, &bytes).as_bytes()].concat();
    store.install(&appended[..], None).unwrap();
    store.install(&appended[..], Some(&signed(&KeyPair::generate_unencrypted_keypair().unwrap(), &bytes))).unwrap();
    drop(store);
    let store = PackStore::open(dir.path().join("packs"), "example", trust()).unwrap();
    assert_eq!((version(&store).as_str(), store.refused().len()), ("1.2.0", 0));
    assert!(store.knowledge().unwrap().packs()[0].signed().is_some());
    // Whoever wants the files finds packs that every tool reads.
    let files: Vec<_> = std::fs::read_dir(dir.path().join("packs")).unwrap().map(|e| e.unwrap().path()).collect();
    let packs = files.iter().filter(|path| path.extension().is_some_and(|e| e == "shindan"));
    assert_eq!(packs.map(|path| fs::open_trusted_pack(path, &trust()).unwrap().verify().unwrap()).count(), 2);
    assert_eq!(files.len(), 3, "two versions and the lock: {files:?}");
}

#[test]
fn what_may_not_be_installed_changes_nothing() {
    let (dir, store) = store();
    let good = plain("1.1.0");
    install(&store, &good).unwrap();
    let other = KeyPair::generate_unencrypted_keypair().unwrap();
    let another = pack("2.0.0", |model| model.pack.id = "another".to_owned());
    let missing = pack("2.0.0", |model| model.rules[0].examples.push("E2".to_owned()));
    let newer_engine = pack("2.0.0", |model| model.pack.engine = ">=99".parse().unwrap());
    let newest = plain("2.0.0");
    let cut: Vec<Vec<u8>> = [0, 7, 100, 4096, newest.len() - 1].map(|end| newest[..end].to_vec()).into();
    let mut cases = vec![
        ("roll-back", install(&store, &plain("1.0.9")), ErrorKind::OlderPack, "1.1.0"),
        ("another pack", install(&store, &another), ErrorKind::OtherPack, "`another`"),
        ("an example of another rule", install(&store, &missing), ErrorKind::FailedTrial, "`E2` finds no rule"),
        ("a newer engine", install(&store, &newer_engine), ErrorKind::UnknownPackFormat, ">=99"),
        ("another key", store.install(&newest[..], Some(&signed(&other, &newest))), ErrorKind::UntrustedPack, "key"),
        ("no signature", store.install(&newest[..], None), ErrorKind::UntrustedPack, "not signed"),
        ("another's signature", store.install(&newest[..], Some(&signed(&KEYS, &good))), ErrorKind::UntrustedPack, ""),
        ("no download", store.install(&b"<html>404</html>"[..], None), ErrorKind::NotPack, "shindan build"),
        ("a broken pipe", store.install(Broken(newest.clone()), None), ErrorKind::Unreadable, "unplugged"),
    ];
    let asked = |knowledge: &KnowledgeBase| match knowledge.search(&Query::new("zebra"), 3).hits.is_empty() {
        true => Err("no answer to `zebra`".to_owned()),
        false => Ok(()),
    };
    let tried = store.install_if(&newest[..], Some(&signed(&KEYS, &newest)), asked);
    cases.push(("a question without its answer", tried, ErrorKind::FailedTrial, "zebra"));
    for (what, result, kind, says) in cases {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), kind, "{what}: {error}");
        assert!(error.to_string().contains(says), "{what}: {error}");
    }
    for bytes in cut {
        assert!(store.install(&bytes[..], Some(&signed(&KEYS, &newest))).is_err(), "{}", bytes.len());
    }
    assert_eq!(version(&store), "1.1.0");
    let names: Vec<_> = std::fs::read_dir(dir.path().join("packs")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    // The same version again is no roll-back: it may be a repair, or carry another signature.
    install(&store, &good).unwrap();
}

/// A download that ends in the middle.
struct Broken(Vec<u8>);

impl std::io::Read for Broken {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() {
            return Err(std::io::Error::other("unplugged"));
        }
        let part: Vec<u8> = self.0.drain(..into.len().min(self.0.len()).min(3000)).collect();
        into[..part.len()].copy_from_slice(&part);
        Ok(part.len())
    }
}

#[test]
fn what_the_product_no_longer_trusts_is_passed_over() {
    let (dir, store) = store();
    let folder = dir.path().join("packs");
    install(&store, &plain("1.0.0")).unwrap();
    let next = KeyPair::generate_unencrypted_keypair().unwrap();
    drop(store);
    let both = || trust().key(&next.pk.to_base64()).unwrap();
    let store = PackStore::open(&folder, "example", both()).unwrap();
    let bytes = plain("1.1.0");
    store.install(&bytes[..], Some(&signed(&next, &bytes))).unwrap();
    drop(store);
    // The newer key got lost: the version before it is still good, and its successor has to be above what was there.
    let revoking = || both().revoked(&next.pk.to_base64()).unwrap();
    let store = PackStore::open(&folder, "example", revoking()).unwrap();
    assert_eq!(version(&store), "1.0.0");
    assert_eq!(store.refused()[0].error.kind(), ErrorKind::UntrustedPack);
    assert_eq!(install(&store, &plain("1.0.5")).unwrap_err().kind(), ErrorKind::OlderPack);
    install(&store, &plain("1.1.1")).unwrap();
    drop(store);
    // A store of another pack uses none of it, and says why.
    let store = PackStore::open(&folder, "other", trust()).unwrap();
    assert!(store.knowledge().is_none() && store.refused()[0].error.kind() == ErrorKind::OtherPack);
    drop(store);
    let least = trust().at_least("example", "3.0.0".parse().unwrap());
    assert_eq!(PackStore::open(&folder, "example", least).unwrap().refused()[0].error.kind(), ErrorKind::OlderPack);
}

#[test]
fn without_keys_everything_is_verified_at_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let store = PackStore::open(dir.path(), "example", Trust::new()).unwrap();
    store.install(&plain("1.0.0")[..], None).unwrap();
    store.install(&plain("1.1.0")[..], None).unwrap();
    drop(store);
    let newest = dir.path().join("000002-1.1.0.shindan");
    let mut bytes = std::fs::read(&newest).unwrap();
    // The last page of content, which opening does not read.
    let at = bytes.len() - 4096 - 2000;
    bytes[at] ^= 1;
    std::fs::write(&newest, bytes).unwrap();
    let store = PackStore::open(dir.path(), "example", Trust::new()).unwrap();
    assert_eq!(version(&store), "1.0.0");
    assert_eq!(store.refused()[0].error.kind(), ErrorKind::DamagedPack);
}

#[test]
fn one_store_at_a_time_has_the_folder() {
    let (dir, store) = store();
    let folder = dir.path().join("packs");
    let error = PackStore::open(&folder, "example", trust()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StoreInUse);
    assert!(error.to_string().contains("another store"), "{error}");
    drop(store);
    PackStore::open(&folder, "example", trust()).unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = PackStore::open(&file, "example", trust()).unwrap_err();
    assert!(error.kind() == ErrorKind::Unwritable && error.to_string().contains("file"), "{error}");
}

#[test]
fn a_session_goes_on_with_its_version_and_is_told_what_no_longer_applies_on_the_next() {
    let (_dir, store) = store();
    install(&store, &plain("1.0.0")).unwrap();
    let taken = store.knowledge().unwrap();
    let session = taken.start(Start::new("E1 0x01").lang("en")).unwrap();
    let turn = taken.turn(&session).unwrap().turn;
    assert_eq!(turn.step, "e1-cable/lamp");
    // The check has another id in the next version.
    let renamed = pack("2.0.0", |model| model.rules[0].checks[0].id = "light".to_owned());
    install(&store, &renamed).unwrap();
    let session = taken.reply(&session, &turn.step, "no").unwrap();
    let on_old = taken.turn(&session).unwrap().turn;
    assert_eq!((on_old.step.as_str(), on_old.notes.len()), ("e1-cable/replug", 0));
    // Kept, and taken up after the program was started anew.
    let kept: Session = serde_json::from_str(&serde_json::to_string(&session).unwrap()).unwrap();
    let newer = store.knowledge().unwrap();
    let on_new = newer.turn(&kept).unwrap().turn;
    assert_eq!(on_new.step, "e1-cable/light");
    let notes: Vec<&str> = on_new.notes.iter().map(|note| note.text.as_str()).collect();
    assert!(notes.iter().any(|note| note.contains("`e1-cable/lamp` no longer applies")), "{notes:?}");
}

#[test]
fn threads_ask_while_versions_are_installed() {
    let (_dir, store) = store();
    install(&store, &plain("1.0.0")).unwrap();
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    let seen = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut before = None;
                while !done.load(Ordering::Relaxed) {
                    let knowledge = store.knowledge().unwrap();
                    let found = knowledge.explain(&Query::new("E1 0x01"));
                    assert_eq!(found.answers.len(), 1);
                    let version = found.answers[0].pack.version.clone();
                    // Versions only go up, and an answer names the one that gave it.
                    assert_eq!(version, knowledge.packs()[0].manifest().version);
                    assert!(before.as_ref() <= Some(&version));
                    before = Some(version);
                    asked.fetch_add(1, Ordering::Relaxed);
                }
                seen.lock().unwrap().push(before.unwrap());
            });
        }
        // Two install at once: one waits, and what is older by then is refused.
        let installed =
            scope.spawn(|| (1..20).filter(|n| install(&store, &plain(&format!("1.{n}.0"))).is_ok()).count());
        let other = (1..20).filter(|n| install(&store, &plain(&format!("1.{n}.1"))).is_ok()).count();
        assert!(installed.join().unwrap() + other >= 19);
        done.store(true, Ordering::Relaxed);
    });
    assert!(asked.into_inner() > 0);
    assert_eq!(seen.into_inner().unwrap().len(), 3);
    assert_eq!(version(&store), "1.19.1");
}

/// A full disk, where the system has one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_old_version_stays() {
    let (dir, store) = store();
    install(&store, &plain("1.0.0")).unwrap();
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("SKIPPED: there is no /dev/full here");
        return;
    }
    std::os::unix::fs::symlink("/dev/full", dir.path().join("packs/incoming.part")).unwrap();
    let error = install(&store, &plain("1.1.0")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unwritable);
    assert!(error.to_string().contains("space"), "{error}");
    assert_eq!(version(&store), "1.0.0");
    install(&store, &plain("1.1.0")).unwrap();
}
