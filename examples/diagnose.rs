//! Lead a diagnosis: reply to one step after the other until it ends.

use shindan::{Limits, Start};

fn main() -> Result<(), shindan::Error> {
    let knowledge = shindan::fs::load_dir("knowledge/caora", &Limits::default())?;
    let mut session = knowledge.start(Start::new("FUJ905 0x02000001").lang("en"))?;
    for reply in ["no", "not_fixed"] {
        let turn = knowledge.turn(&session)?.turn;
        println!("{}\n  because: {}\n  > {reply}", turn.text.text, turn.why.text);
        session = knowledge.reply(&session, &turn.step, reply)?;
    }
    let end = knowledge.turn(&session)?.turn;
    println!("{}", end.text.text);
    for contact in end.end.and_then(|end| end.hand_over).map(|hand_over| hand_over.to).unwrap_or_default() {
        println!("  call {}", contact.name);
    }
    Ok(())
}
