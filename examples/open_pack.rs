//! Open a compiled pack, as a device does: everything stands in one file, which is checked as it is read.

use shindan::pack::Trust;
use shindan::{KnowledgeBase, Query};

const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pack/base.shindan");
/// The line of `shindan key show`, built into the device.
const KEY: &str = include_str!("../tests/fixtures/pack/base.pub");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read(PACK)?;
    let signature = std::fs::read_to_string(format!("{PACK}.minisig"))?;
    // The version that the device had: an older one with a good signature is refused, too.
    let trust = Trust::new().key(KEY)?.at_least("example", "1.0.0".parse()?);
    let knowledge = KnowledgeBase::from_trusted_pack(bytes, &trust, Some(&signature))?;
    // Once, when it is installed: afterwards pages are checked as they are needed.
    knowledge.verify()?;
    for pack in knowledge.packs() {
        println!("{} {}, signed: {}", pack.id(), pack.manifest().version, pack.signed().is_some());
    }
    let found = knowledge.explain(&Query::new("E1"));
    for step in found.answers.iter().flat_map(|answer| &answer.remediation).flat_map(|remedy| &remedy.steps) {
        println!("{}", step.text.text);
    }
    Ok(())
}
