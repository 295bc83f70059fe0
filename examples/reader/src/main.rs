//! Answers a code from a compiled pack: no YAML, no schema, no server.
//!
//! `shindan-reader PACK KEY LANGUAGE CODE...`

use shindan::pack::Trust;
use shindan::{Query, fs};

fn main() -> Result<(), shindan::Error> {
    let mut words = std::env::args().skip(1);
    let (pack, key) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let lang = words.next().unwrap_or_default();
    let knowledge = fs::open_trusted_pack(pack, &Trust::new().key(&key)?)?;
    let found = knowledge.explain(&Query::new(words.collect::<Vec<_>>().join(" ")).lang(lang));
    for remedy in found.answers.iter().flat_map(|answer| &answer.remediation) {
        for step in &remedy.steps {
            println!("{}: {}", remedy.role, step.text.text);
        }
    }
    println!("{}", found.help_desk.text);
    Ok(())
}
