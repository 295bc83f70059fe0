//! `tree`: the decision tree of a rule.

use shindan::{KnowledgeBase, Query, render};

use crate::args::{Common, Tree, TreeFormat};
use crate::exit::Exit;
use crate::failure::{Failure, nearest};
use crate::output::{self, Screen};
use crate::{input, knowledge};

pub(crate) fn run(args: &Tree, common: &Common) -> Result<Exit, Failure> {
    let mut words = vec![args.rule.clone()];
    words.extend(args.detail.clone());
    let text = input::text(&words)?;
    let knowledge = knowledge::load(common)?;
    knowledge::check_names(&knowledge, common)?;
    let mut query = Query::new(text);
    query.lang.clone_from(&common.lang);
    query.role.clone_from(&common.role);
    one_rule(&knowledge, &query)?;

    let graph = knowledge.tree(&query)?;
    let names = render::Names::new(&knowledge, knowledge::language(&knowledge, common));
    match args.format {
        TreeFormat::Json => output::json(&graph)?,
        TreeFormat::Mermaid => output::print(&render::mermaid(&render::Picture::tree(&graph, &names, &[])))?,
        TreeFormat::Text => {
            let screen = Screen::new(common.width);
            output::print(&render::tree_text(&graph, &names, &screen.style()))?;
        }
    }
    Ok(Exit::Ok)
}

/// Refuses a name that stands for no rule, or for several, and says which name to type instead.
fn one_rule(knowledge: &KnowledgeBase, query: &Query) -> Result<(), Failure> {
    let text = query.text.as_str();
    if knowledge.packs().iter().any(|pack| pack.rule(text).is_some()) {
        return Ok(());
    }
    let found = knowledge.explain(query);
    let mut rules: Vec<&str> = found.answers.iter().map(|answer| answer.rule.as_str()).collect();
    rules.dedup();
    match rules.as_slice() {
        [_] => Ok(()),
        [] => {
            let all = knowledge.packs().iter().flat_map(|pack| &pack.model().rules).map(|rule| rule.id.as_str());
            let near = found.matched.suggestions.first().map(|s| s.rule.as_str()).or_else(|| nearest(text, all));
            let meant = near.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
            let message =
                format!("`{text}` is neither a rule nor a known code{meant}\n  `shindan list` shows the rules");
            Err(Failure::usage("unknown_rule", message))
        }
        several => {
            let message = format!(
                "`{text}` may mean several rules; add the detail code, or type one of\n  shindan tree {}",
                several.join("\n  shindan tree ")
            );
            Err(Failure::new(Exit::NotSure, "several_rules", message))
        }
    }
}
