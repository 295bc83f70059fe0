//! Any bytes as a compiled pack: it is refused, or every way in answers; and what `verify` believes could have been built.
//!
//! The hashes are made to fit before, as nothing behind them would be reached otherwise.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use shindan::{KnowledgeBase, Query, Start};

const PAGE: usize = 4096;

fn fitting(bytes: &[u8]) -> Option<Vec<u8>> {
    let pages = u64::from_le_bytes(bytes.get(48..56)?.try_into().ok()?);
    let end = usize::try_from(pages).ok()?.checked_add(1)?.checked_mul(PAGE)?;
    let mut pack = bytes.get(..end)?.to_vec();
    let mut from = PAGE;
    loop {
        let hashes: Vec<u8> = pack[from..].chunks(PAGE).flat_map(Sha256::digest).collect();
        from = pack.len();
        pack.extend(&hashes);
        pack.resize(pack.len().next_multiple_of(PAGE).max(from + PAGE), 0);
        if hashes.len() <= PAGE {
            break;
        }
    }
    let top = Sha256::digest(&pack[from..]);
    pack[16..48].fill(0);
    let root = Sha256::digest([&pack[..PAGE], &top[..]].concat());
    pack[16..48].copy_from_slice(&root);
    Some(pack)
}

fuzz_target!(|bytes: &[u8]| {
    let _ = KnowledgeBase::from_pack(bytes);
    let Some(pack) = fitting(bytes) else { return };
    let Ok(knowledge) = KnowledgeBase::from_pack(pack.as_slice()) else { return };
    for text in ["E1 0x01", "FUJ905 0x02000001", "xC02-4 reader"] {
        let query = Query::new(text);
        assert!(!knowledge.explain(&query).help_desk.text.is_empty());
        let _ = (knowledge.search(&query, 3), knowledge.identify(text), knowledge.scanner().line(text));
        let _ = (knowledge.tree(&query), knowledge.plan_model(&query));
        if let Ok(session) = knowledge.start(Start::new(text)) {
            let _ = (knowledge.turn(&session), knowledge.resume_code(&session));
        }
    }
    if knowledge.verify().is_ok() {
        let built = knowledge.packs()[0].to_bytes().expect("it was verified");
        assert!(pack.starts_with(&built));
    }
});
