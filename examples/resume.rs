//! Store a session as JSON, resume it, and let somebody of a higher role go on with it.

use shindan::{Limits, Session, Start};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let knowledge = shindan::fs::load_dir("knowledge/caora", &Limits::default())?;
    let session = knowledge.start(Start::new("FUJ905 0x02000001").role("reception").lang("en"))?;
    let session = knowledge.reply(&session, &knowledge.turn(&session)?.turn.step, "yes")?;
    let stored = serde_json::to_string(&session)?;

    let session: Session = serde_json::from_str(&stored)?;
    println!("reception is at: {}", knowledge.turn(&session)?.turn.step);
    let session = knowledge.change_role(&session, "admin")?;
    println!("the administrator goes on at: {}", knowledge.turn(&session)?.turn.step);
    Ok(())
}
