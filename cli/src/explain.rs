//! `explain`: a code or text to its answer.

use shindan::query::Level;
use shindan::{Query, render};

use crate::args::{Common, Explain, Format};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Screen};
use crate::{input, knowledge};

pub(crate) fn run(args: &Explain, common: &Common) -> Result<Exit, Failure> {
    let text = input::text(&args.text)?;
    if text.is_empty() {
        let message =
            "there is nothing to explain; type the code that the screen shows: shindan explain FUJ905 0x02000001";
        return Err(Failure::usage("usage", message));
    }
    let knowledge = knowledge::load(common)?;
    knowledge::check_names(&knowledge, common)?;
    knowledge::check_facts(&knowledge, &text, &args.facts)?;
    let mut query = Query::new(text);
    query.lang.clone_from(&common.lang);
    query.role.clone_from(&common.role);
    query.facts.extend(args.facts.iter().cloned());

    let explanation = knowledge.explain(&query);
    match args.format {
        Format::Json => output::json(&explanation)?,
        Format::Text => {
            let names = render::Names::new(&knowledge, knowledge::language(&knowledge, common));
            let screen = Screen::new(common.width);
            output::print(&render::explanation(&explanation, &names, &screen.style()))?;
        }
    }
    Ok(match explanation.matched.level {
        Level::Exact | Level::Normalized | Level::Wildcard => Exit::Ok,
        // A list to choose from is no answer yet.
        Level::CodeOnly if explanation.answers.iter().any(|answer| !answer.candidate) => Exit::Ok,
        _ => Exit::NotSure,
    })
}
