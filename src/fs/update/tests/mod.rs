//! Every installation, interrupted at every operation in every way.

mod faulty;

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::LazyLock;

use semver::Version;

use super::store::Store;
use crate::pack::Trust;
use crate::{ErrorKind, KnowledgeBase, Limits, Query};
use faulty::{Contents, Fault, FaultyDisk, Lie};

/// A pack as it is shipped.
struct Shipped {
    bytes: Vec<u8>,
    signature: String,
}

struct Fixture {
    key: String,
    /// The versions 1.0.0 to 5.0.0.
    packs: Vec<Shipped>,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let keys = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let base = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/base");
    let base = crate::fs::load_dir(base, &Limits::default()).unwrap();
    let shipped = |major| {
        let mut model = base.packs()[0].model().unwrap().clone();
        model.pack.version = Version::new(major, 0, 0);
        // Version 5 is so long that it is opened without being read whole.
        let text = model.rules[0].remediation[0].steps[0].text.by_lang.get_mut("ja").unwrap();
        *text = text.repeat(if major == 5 { 2000 } else { 1 });
        let bytes = KnowledgeBase::from_model(model).unwrap().packs()[0].to_bytes().unwrap();
        let signature = minisign::sign(None, &keys.sk, &bytes[..], None, None).unwrap().into_string();
        Shipped { bytes, signature }
    };
    Fixture { key: keys.pk.to_base64(), packs: (1..=5).map(shipped).collect() }
});

type TestStore = Store<FaultyDisk>;

fn opened(disk: &FaultyDisk) -> Result<TestStore, crate::Error> {
    Store::open(disk.clone(), "example", Trust::new().key(&FIXTURE.key).unwrap())
}

/// Installs a version as a download brings it, in pieces.
fn install(store: &TestStore, version: usize) -> Result<super::Installed, crate::Error> {
    let shipped = &FIXTURE.packs[version - 1];
    let (first, rest) = shipped.bytes.split_at(5000);
    store.install(&mut first.chain(rest), Some(&shipped.signature), |_| Ok(()))
}

/// The version in use, which answers and is whole.
#[track_caller]
fn in_use(store: &TestStore) -> Option<u64> {
    let knowledge = store.knowledge()?;
    assert_eq!(knowledge.explain(&Query::new("E1 0x01")).answers.len(), 1);
    knowledge.verify().unwrap();
    Some(knowledge.packs()[0].manifest().version.major)
}

/// The files after these versions were installed one after the other.
fn after(versions: &[usize]) -> Contents {
    let disk = FaultyDisk::new(&Contents::new(), None);
    let store = opened(&disk).unwrap();
    for version in versions {
        install(&store, *version).unwrap();
    }
    disk.contents()
}

/// One that spoils the newest file.
fn spoilt(mut contents: Contents) -> Contents {
    contents.last_entry().unwrap().get_mut()[5000] ^= 1;
    contents
}

/// A start, a version that is installed, what was in use before and what no longer may be installed.
struct Scenario {
    start: Contents,
    old: Option<u64>,
    new: usize,
    below: Option<usize>,
}

fn scenarios() -> Vec<Scenario> {
    vec![
        Scenario { start: Contents::new(), old: None, new: 1, below: None },
        Scenario { start: after(&[2]), old: Some(2), new: 3, below: Some(1) },
        Scenario { start: after(&[1, 2]), old: Some(2), new: 3, below: Some(1) },
        // Fallen back to 1, and 2 is still the least.
        Scenario { start: spoilt(after(&[1, 2])), old: Some(1), new: 3, below: Some(1) },
        // The same version again, as a repair.
        Scenario { start: spoilt(after(&[1, 2])), old: Some(1), new: 2, below: Some(1) },
        // Interrupted before older versions were removed.
        Scenario {
            start: after(&[2]).into_iter().chain(renumbered(after(&[1, 3]), 10)).collect(),
            old: Some(3),
            new: 4,
            below: Some(2),
        },
    ]
}

fn renumbered(contents: Contents, by: u64) -> Contents {
    let other = |(name, data): (String, Vec<u8>)| {
        let mut name = super::name::Name::read(&name).unwrap();
        name.number += by;
        (name.to_string(), data)
    };
    contents.into_iter().map(other).collect()
}

const KINDS: [Fault; 10] = [
    Fault::Fails(std::io::ErrorKind::StorageFull),
    Fault::Cut,
    Fault::Torn(0),
    Fault::Torn(1),
    Fault::Torn(50),
    Fault::Torn(99),
    Fault::TornCut(0),
    Fault::TornCut(1),
    Fault::TornCut(50),
    Fault::TornCut(99),
];

/// Opens what is there as the next start does: one of `allowed` is in use, nothing older than `below` is taken, and a further version is.
#[track_caller]
fn goes_on(contents: &Contents, allowed: &[Option<u64>], below: Option<usize>, what: &str) {
    let disk = FaultyDisk::new(contents, None);
    let store = opened(&disk).unwrap();
    let found = in_use(&store);
    assert!(allowed.contains(&found), "{what}: {found:?} of {allowed:?}");
    if let Some(below) = below {
        assert_eq!(install(&store, below).unwrap_err().kind(), ErrorKind::OlderPack, "{what}");
        assert_eq!(in_use(&store), found, "{what}");
    }
    assert!(disk.contents().keys().all(|name| name.ends_with(".shindan")), "{what}: leftovers");
    let installed = install(&store, 4).unwrap();
    assert_eq!((installed.notes.len(), in_use(&store)), (0, Some(4)), "{what}");
    assert!(disk.contents().len() <= 2, "{what}: {:?}", disk.contents().keys());
    for contents in disk.after_power_cut() {
        assert_eq!(in_use(&opened(&FaultyDisk::new(&contents, None)).unwrap()), Some(4), "{what}");
    }
}

#[test]
fn an_installation_that_is_interrupted_anywhere_leaves_the_old_version_or_the_new_one() {
    let mut interrupted = 0usize;
    for (at, scenario) in scenarios().iter().enumerate() {
        let mut met = BTreeSet::new();
        let new = Some(scenario.new as u64);
        for fault in KINDS {
            for n in 0.. {
                let what = format!("scenario {at}, {fault:?} at operation {n}");
                let disk = FaultyDisk::new(&scenario.start, None);
                let store = opened(&disk).unwrap();
                assert_eq!(in_use(&store), scenario.old, "{what}");
                disk.fail_from_now(n, fault);
                let done = install(&store, scenario.new);
                // Without the power nothing is asked any more, and whoever asks is gone.
                if !disk.is_off() {
                    let now = if done.is_ok() { new } else { scenario.old };
                    assert_eq!(in_use(&store), now, "{what}");
                    if met.insert((disk.contents(), now)) {
                        goes_on(&disk.contents(), &[now], scenario.below, &what);
                    }
                }
                // What was reported as done, without a note, outlasts a power cut.
                let is_safe = done.as_ref().is_ok_and(|installed| installed.notes.is_empty());
                let allowed = if is_safe { vec![new] } else { vec![scenario.old, new] };
                for contents in disk.after_power_cut() {
                    if met.insert((contents.clone(), if is_safe { new } else { None })) {
                        goes_on(&contents, &allowed, scenario.below, &what);
                    }
                }
                if !disk.has_failed() {
                    assert!(is_safe, "{what}");
                    break;
                }
                interrupted += 1;
            }
        }
    }
    println!("{interrupted} interrupted installations");
    assert!(interrupted >= 200);
}

/// The tests see what an installation without its syncs would lose; and even then there is an old version.
#[test]
fn a_disk_that_syncs_nothing_loses_the_new_version_and_not_the_old_one() {
    for lie in [Lie::Files, Lie::Names] {
        let disk = FaultyDisk::new(&after(&[1, 2]), None);
        let store = opened(&disk).unwrap();
        disk.lie(lie);
        install(&store, 3).unwrap();
        let left = disk.after_power_cut();
        let found: BTreeSet<_> =
            left.iter().map(|left| in_use(&opened(&FaultyDisk::new(left, None)).unwrap())).collect();
        assert_eq!(found, [Some(2), Some(3)].into(), "{lie:?}");
    }
}

#[test]
fn a_start_that_is_interrupted_anywhere_loses_nothing() {
    for (at, scenario) in scenarios().iter().enumerate() {
        // What an interrupted installation may leave for the start.
        let mut left: BTreeSet<Contents> = [scenario.start.clone()].into();
        let disk = FaultyDisk::new(&scenario.start, None);
        let store = opened(&disk).unwrap();
        for n in 0.. {
            let disk = FaultyDisk::new(&disk.contents(), None);
            let store = opened(&disk).unwrap();
            disk.fail_from_now(n, Fault::Cut);
            let _ = install(&store, scenario.new);
            left.extend(disk.after_power_cut());
            if !disk.has_failed() {
                break;
            }
        }
        drop(store);
        for (state, contents) in left.iter().enumerate() {
            let healthy = in_use(&opened(&FaultyDisk::new(contents, None)).unwrap());
            for fault in [Fault::Cut, Fault::Fails(std::io::ErrorKind::PermissionDenied)] {
                for n in 0.. {
                    let what = format!("scenario {at}, state {state}, {fault:?} at operation {n}");
                    let disk = FaultyDisk::new(contents, Some((n, fault)));
                    if let Ok(store) = opened(&disk)
                        && !disk.is_off()
                    {
                        // Where a file cannot be read this once, the one before it serves, if there is one.
                        let found = store.knowledge().map(|knowledge| knowledge.packs()[0].manifest().version.major);
                        assert!(found <= healthy, "{what}");
                    }
                    for contents in disk.after_power_cut() {
                        assert_eq!(in_use(&opened(&FaultyDisk::new(&contents, None)).unwrap()), healthy, "{what}");
                    }
                    if !disk.has_failed() {
                        break;
                    }
                }
            }
        }
    }
}

#[test]
fn of_two_versions_one_that_cannot_be_read_is_passed_over_and_said() {
    let start = after(&[1, 2]);
    let (newest, whole) = start.last_key_value().unwrap();
    let mut turned = whole.clone();
    turned[5000] ^= 1;
    let cases = [
        ("one bit", turned),
        ("cut off", whole[..9000].to_vec()),
        ("empty", Vec::new()),
        ("another text", b"<html>".to_vec()),
        ("not signed", FIXTURE.packs[1].bytes.clone()),
        ("another version", start.values().next().unwrap().clone()),
    ];
    for (what, data) in cases {
        let mut contents = start.clone();
        contents.insert(newest.clone(), data);
        let disk = FaultyDisk::new(&contents, None);
        let store = opened(&disk).unwrap();
        assert_eq!(in_use(&store), Some(1), "{what}");
        let refused = store.refused();
        assert_eq!((refused.len(), &refused[0].file), (1, newest), "{what}");
        goes_on(&disk.contents(), &[Some(1)], Some(1), what);
    }
    // With neither, nothing is in use, the least version stands, and a good one is taken.
    let broken: Contents = start.keys().map(|name| (name.clone(), b"?".to_vec())).collect();
    let disk = FaultyDisk::new(&broken, None);
    assert_eq!(opened(&disk).unwrap().refused().len(), 2);
    goes_on(&disk.contents(), &[None], Some(1), "both broken");
}

#[test]
fn damage_while_it_is_in_use_is_left_by_choosing_anew() {
    let disk = FaultyDisk::new(&after(&[1, 5]), None);
    let store = opened(&disk).unwrap();
    let newest = disk.contents().last_key_value().unwrap().0.clone();
    disk.spoil(&newest);
    let knowledge = store.knowledge().unwrap();
    assert!(knowledge.verify().is_err() && knowledge.damage().is_some());
    store.reload().unwrap();
    assert_eq!(in_use(&store), Some(1));
    assert_eq!(store.refused().len(), 1);
}
