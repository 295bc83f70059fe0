//! `search`: rules by what somebody sees or says.

use shindan::query::{Level, SearchResult};
use shindan::{Query, render};

use crate::args::{Common, Format, Search};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Screen};
use crate::{input, knowledge};

pub(crate) fn run(args: &Search, common: &Common) -> Result<Exit, Failure> {
    let text = input::text(&args.text)?;
    if text.is_empty() {
        let message = "there is nothing to search for; type what you see: shindan search the camera stays dark";
        return Err(Failure::usage("usage", message));
    }
    let knowledge = knowledge::load(common)?;
    knowledge::check_names(&knowledge, common)?;
    let mut query = Query::new(text);
    query.lang.clone_from(&common.lang);
    let found = knowledge.search(&query, args.limit);
    match args.format {
        Format::Json => output::json(&found)?,
        Format::Text => {
            let screen = Screen::new(common.width);
            let names = render::Names::new(&knowledge, knowledge::language(&knowledge, common));
            output::print(&render::search(&found, &names, &screen.style()))?;
        }
    }
    Ok(exit(&found))
}

fn exit(found: &SearchResult) -> Exit {
    if found.matched.level == Level::Unknown { Exit::NotSure } else { Exit::Ok }
}
