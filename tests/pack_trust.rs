//! Which packs are believed. The signatures are those of `tests/fixtures/pack`, made once by `shindan sign`; the secret key is
//! kept nowhere.
#![cfg(feature = "fs")]

use std::path::PathBuf;

use shindan::pack::Trust;
use shindan::{ErrorKind, KnowledgeBase, Limits, fs};

const KEY: &str = include_str!("fixtures/pack/base.pub");
const SIGNATURE: &str = include_str!("fixtures/pack/base.shindan.minisig");
/// A key of somebody else: the one of minisign's own manual.
const OTHER: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures")).join(name)
}

fn pack() -> Vec<u8> {
    std::fs::read(fixture("pack/base.shindan")).unwrap()
}

fn ours() -> Trust {
    Trust::new().key(KEY).unwrap()
}

#[track_caller]
fn refused(bytes: &[u8], trust: &Trust, signature: Option<&str>, says: &str) {
    let error = KnowledgeBase::from_trusted_pack(bytes, trust, signature).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UntrustedPack, "{error}");
    assert!(error.to_string().contains(says), "{error}");
}

/// What is signed in the field has to be what is built tomorrow: a change of these bytes is a new version of the format.
#[test]
fn the_format_is_the_one_that_was_signed() {
    let built = fs::load_dir(fixture("base"), &Limits::default()).unwrap();
    assert!(built.packs()[0].to_bytes().unwrap() == pack(), "the bytes changed: raise `pack::FORMAT`, and sign anew");
}

#[test]
fn a_signature_beside_or_behind_the_pack_is_believed() {
    let signed = |knowledge: &KnowledgeBase| knowledge.packs()[0].signed().cloned();
    let beside = KnowledgeBase::from_trusted_pack(pack(), &ours(), Some(SIGNATURE)).unwrap();
    let by = signed(&beside).unwrap();
    assert_eq!(Some(by.key.as_str()), KEY.lines().nth(1));
    assert!(by.comment.starts_with("example 1.0.0 "), "{by:?}");
    let behind = [pack(), SIGNATURE.as_bytes().to_vec()].concat();
    let behind = KnowledgeBase::from_trusted_pack(behind, &ours(), None).unwrap();
    assert_eq!(signed(&behind), Some(by.clone()));
    behind.verify().unwrap();
    // Line ends are no part of it.
    let turned = SIGNATURE.replace('\n', "\r\n");
    assert_eq!(signed(&KnowledgeBase::from_trusted_pack(pack(), &ours(), Some(&turned)).unwrap()), Some(by.clone()));
    // A file finds the signature beside it.
    assert_eq!(signed(&fs::open_trusted_pack(fixture("pack/base.shindan"), &ours()).unwrap()), Some(by));
    // Where none is asked for, none is looked at.
    assert_eq!(signed(&KnowledgeBase::from_pack(pack()).unwrap()), None);
}

#[test]
fn one_of_several_keys_is_enough_and_a_revoked_one_is_none() {
    let either = Trust::new().key(OTHER).unwrap().key(KEY).unwrap();
    KnowledgeBase::from_trusted_pack(pack(), &either, Some(SIGNATURE)).unwrap();
    refused(&pack(), &Trust::new().key(OTHER).unwrap(), Some(SIGNATURE), "not one of the accepted");
    refused(&pack(), &either.clone().revoked(KEY).unwrap(), Some(SIGNATURE), "revoked");
    refused(&pack(), &Trust::new().revoked(KEY).unwrap(), Some(SIGNATURE), "revoked");
    refused(&pack(), &Trust::new().revoked(OTHER).unwrap(), Some(SIGNATURE), "not one of the accepted");
}

#[test]
fn what_is_not_signed_as_it_stands_is_refused() {
    refused(&pack(), &ours(), None, "not signed");
    refused(&pack(), &ours(), Some("untrusted comment: x\nRWxx\n"), "cannot be read");
    refused(&[pack(), b"\xff\xfe".to_vec()].concat(), &ours(), None, "no signature");
    refused(&[pack(), vec![b'\n'; 70_000]].concat(), &ours(), None, "70000 bytes");
    // A pack whose hashes fit and that somebody else built.
    let mut model = KnowledgeBase::from_pack(pack()).unwrap().packs()[0].model().unwrap().clone();
    model.rules[0].remediation[0].minutes = 9;
    let other = KnowledgeBase::from_model(model).unwrap().packs()[0].to_bytes().unwrap();
    KnowledgeBase::from_pack(other.clone()).unwrap().verify().unwrap();
    refused(&other, &ours(), Some(SIGNATURE), "not that of these bytes");
    // The comment is signed, too.
    refused(&pack(), &ours(), Some(&SIGNATURE.replace("1.0.0", "9.0.0")), "not that of these bytes");
    // One that does not fit beside one that does.
    let both = format!("{}{SIGNATURE}", SIGNATURE.replace("1.0.0", "9.0.0"));
    KnowledgeBase::from_trusted_pack(pack(), &ours(), Some(&both)).unwrap();
    // Bytes that no answer would read.
    let mut changed = pack();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    assert!(KnowledgeBase::from_trusted_pack(changed, &ours(), Some(SIGNATURE)).is_err());
}

#[test]
fn an_older_pack_is_refused_whoever_signed_it() {
    let at_least = |version: &str| ours().at_least("example", version.parse().unwrap());
    for version in ["0.9.0", "1.0.0", "1.0.0-rc.1"] {
        KnowledgeBase::from_trusted_pack(pack(), &at_least(version), Some(SIGNATURE)).unwrap();
    }
    for version in ["1.0.1", "2.0.0"] {
        let error = KnowledgeBase::from_trusted_pack(pack(), &at_least(version), Some(SIGNATURE)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OlderPack);
        assert!(error.to_string().contains("1.0.0") && error.to_string().contains(version), "{error}");
    }
    // Another pack's version is no matter.
    let other = Trust::new().at_least("caora", semver::Version::new(9, 0, 0));
    KnowledgeBase::from_trusted_pack(pack(), &other, None).unwrap();
}

#[test]
fn what_is_no_key_is_said_to_be_none() {
    for text in ["", "RW", "untrusted comment: minisign public key\n", &KEY[..100]] {
        let error = Trust::new().key(text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BadKey, "{text:?}");
        assert!(error.to_string().contains("minisign.pub"), "{error}");
    }
}
