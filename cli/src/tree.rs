//! `tree`: the decision tree of a rule.

use shindan::diagnose::{Event, Graph};
use shindan::{KnowledgeBase, Query, Session, render};

use crate::args::{Common, Tree, TreeFormat};
use crate::exit::Exit;
use crate::failure::{Failure, nearest};
use crate::output::{self, Screen};
use crate::saved::Place;
use crate::{input, knowledge};

pub(crate) fn run(args: &Tree, common: &Common) -> Result<Exit, Failure> {
    let mut words = vec![args.rule.clone()];
    words.extend(args.detail.clone());
    let text = input::text(&words)?;
    let knowledge = knowledge::load(common)?;
    knowledge::check_names(&knowledge, common)?;
    let session = session(args)?;
    let mut query = Query::new(text);
    query.lang.clone_from(&common.lang);
    query.role = common.role.clone().or_else(|| role(&knowledge, session.as_ref()?));
    one_rule(&knowledge, &query, "tree")?;

    let graph = knowledge.tree(&query)?;
    let path = session.map(|session| path(&knowledge, &session, &graph)).transpose()?.unwrap_or_default();
    let names = render::Names::new(&knowledge, knowledge::language(&knowledge, common));
    let picture = || render::Picture::tree(&graph, &names, &path);
    match args.format {
        TreeFormat::Json => output::json(&graph)?,
        TreeFormat::Mermaid => output::print(&render::mermaid(&picture()))?,
        TreeFormat::Svg => output::print(&render::svg(&[picture()]))?,
        TreeFormat::Dot => output::print(&render::dot(&picture()))?,
        TreeFormat::Text => {
            let screen = Screen::new(common.width);
            output::print(&render::tree_text(&graph, &names, &screen.style()))?;
        }
    }
    Ok(Exit::Ok)
}

/// The session whose path is to be seen.
fn session(args: &Tree) -> Result<Option<Session>, Failure> {
    let Some(file) = &args.session else { return Ok(None) };
    if matches!(args.format, TreeFormat::Text | TreeFormat::Json) {
        let message = "a session is highlighted in pictures; add --format svg, dot or mermaid";
        return Err(Failure::usage("usage", message));
    }
    let missing = || Failure::unreadable(format!("there is no session {}", file.display()));
    Place::new(Some(file)).read()?.ok_or_else(missing).map(Some)
}

/// Whom the session leads now: the tree is drawn for the same.
fn role(knowledge: &KnowledgeBase, session: &Session) -> Option<String> {
    let changed = session.events.iter().rev().find_map(|event| match event {
        Event::Role { role } => Some(role.clone()),
        _ => None,
    });
    let pack = || knowledge.packs().iter().find(|pack| pack.id() == session.pack.id);
    changed.or_else(|| session.start.role.clone()).or_else(|| Some(pack()?.manifest().default_role.clone()))
}

/// The path of the session; where it went through other rules only, that is said.
fn path(knowledge: &KnowledgeBase, session: &Session, graph: &Graph) -> Result<Vec<String>, Failure> {
    let path = knowledge.path(session)?;
    let asked = |step: &String| !step.starts_with("end:") && graph.nodes.iter().any(|node| node.id == *step);
    if !path.iter().any(asked) {
        output::note(&format!("the session did not go through {}", graph.rule));
        return Ok(Vec::new());
    }
    Ok(path)
}

/// Refuses a name that stands for no rule, or for several, and says which name to type instead.
pub(crate) fn one_rule(knowledge: &KnowledgeBase, query: &Query, command: &str) -> Result<(), Failure> {
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
            let models = knowledge.packs().iter().map(|pack| pack.model()).collect::<Result<Vec<_>, _>>()?;
            let all = models.iter().flat_map(|model| &model.rules).map(|rule| rule.id.as_str());
            let near = found.matched.suggestions.first().map(|s| s.rule.as_str()).or_else(|| nearest(text, all));
            let meant = near.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
            let message =
                format!("`{text}` is neither a rule nor a known code{meant}\n  `shindan list` shows the rules");
            Err(Failure::usage("unknown_rule", message))
        }
        several => {
            let message = format!(
                "`{text}` may mean several rules; add the detail code, or type one of\n  shindan {command} {}",
                several.join(&format!("\n  shindan {command} "))
            );
            Err(Failure::new(Exit::NotSure, "several_rules", message))
        }
    }
}
