//! Keep a pack up to date on a device that nobody visits: the new version is tried first, and the old one stays as long as needed.

use shindan::fs::PackStore;
use shindan::pack::Trust;
use shindan::{KnowledgeBase, Query, Start};

/// Built into the device: the key of whoever releases, and the version that it left the factory with.
const KEY: &str = include_str!("../tests/fixtures/pack/base.pub");
const FACTORY: &[u8] = include_bytes!("../tests/fixtures/pack/base.shindan");
const SIGNATURE: &str = include_str!("../tests/fixtures/pack/base.shindan.minisig");

/// What has to be found in any version.
fn trial(knowledge: &KnowledgeBase) -> Result<(), String> {
    let found = knowledge.explain(&Query::new("E1 0x01"));
    if found.answers.is_empty() { Err("E1 0x01 is not answered".to_owned()) } else { Ok(()) }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("shindan-example-{}", std::process::id()));
    let store = PackStore::open(&folder, "example", Trust::new().key(KEY)?)?;
    // At the first start.
    if store.knowledge().is_none() {
        let installed = store.install(FACTORY, Some(SIGNATURE))?;
        println!("installed {} {}", installed.pack.id, installed.pack.version);
    }
    let knowledge = store.knowledge().ok_or("there is no knowledge on this device")?;
    let session = knowledge.start(Start::new("E1 0x01").lang("en"))?;

    // What the network brought: cut off on the way, then whole.
    for download in [FACTORY.get(..9000).unwrap_or_default(), FACTORY] {
        match store.install_if(download, Some(SIGNATURE), trial) {
            Ok(installed) => println!("installed {} {}", installed.pack.id, installed.pack.version),
            Err(error) => println!("not installed: {error}"),
        }
    }
    // The session goes on with the version that it began with; the next one takes `store.knowledge()`.
    println!("{}", knowledge.turn(&session)?.turn.text.text);
    drop(store);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}
