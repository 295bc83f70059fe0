//! Draw the decision graph of a rule as a Mermaid flowchart.

use shindan::{Limits, Query, render};

fn main() -> Result<(), shindan::Error> {
    let knowledge = shindan::fs::load_dir("knowledge/caora", &Limits::default())?;
    let graph = knowledge.tree(&Query::new("FUJ905 0x02000001").lang("en"))?;
    let names = render::Names::new(&knowledge, "en");
    print!("{}", render::mermaid(&render::Picture::tree(&graph, &names, &[])));
    Ok(())
}
