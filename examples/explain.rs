//! Look up what the screen shows, and print what to do for one role.

use shindan::{Limits, Query};

fn main() -> Result<(), shindan::Error> {
    let knowledge = shindan::fs::load_dir("knowledge/caora", &Limits::default())?;
    let found = knowledge.explain(&Query::new("【FUJ905】0x02000001").role("reception").lang("en"));
    println!("{:?}", found.matched.level);
    for answer in &found.answers {
        println!("{} (page {}, pack {} {})", answer.rule, answer.source.page, answer.pack.id, answer.pack.version);
        for remedy in &answer.remediation {
            for step in &remedy.steps {
                println!("  do: {}", step.text.text);
            }
        }
        for step in &answer.withheld {
            println!("  call {} for: {}", step.who.as_ref().map_or("nobody", |who| &who.name), step.step);
        }
        for contact in &answer.hand_over.to {
            println!("  otherwise call: {}", contact.name);
        }
    }
    Ok(())
}
