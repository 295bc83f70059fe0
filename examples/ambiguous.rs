//! A detail code that stands under several codes: the engine does not pick, it asks.

use shindan::{Limits, Query};

fn main() -> Result<(), shindan::Error> {
    let knowledge = shindan::fs::load_dir("knowledge/caora", &Limits::default())?;
    let found = knowledge.explain(&Query::new("0x81000008").lang("en"));
    println!("{:?} because {:?}", found.matched.level, found.matched.reason);
    if let Some(question) = &found.question {
        println!("{}", question.text.text);
        for option in &question.options {
            println!("  {}", option.text);
        }
    }
    Ok(())
}
