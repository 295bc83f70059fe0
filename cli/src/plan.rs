//! `plan`: the cheapest safe order of the steps of a model.

use std::path::Path;

use shindan::diagnose::plan::{Mode, Model, Planner};
use shindan::diagnose::{RuleModel, RulePlan};
use shindan::render::{Names, Picture};
use shindan::{Query, render};

use crate::args::{Common, Plan, PlanMode, TreeFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Screen};
use crate::{input, knowledge, tree};

/// Most bytes read from a model file.
const MOST: u64 = 16 * 1024 * 1024;

/// Most steps of a picture; what is farther away is left out, and said to be.
const DRAWN: usize = 40;

pub(crate) fn run(args: &Plan, common: &Common) -> Result<Exit, Failure> {
    let subject = match &args.detail {
        None if is_file(&args.model) => Subject::File(model(&args.model)?),
        _ => Subject::rule(args, common)?,
    };
    let (model, of, names) = match &subject {
        Subject::File(model) => (model, None, Names::engine(common.lang.as_deref().unwrap_or("en"))),
        Subject::Rule { found, names, .. } => (&found.model, Some(&**found), names.clone()),
    };
    let mut planner = Planner::new(model, mode(args.mode));
    if let Some(budget) = args.budget.or(args.no_search.then_some(0)) {
        planner = planner.with_budget(budget);
    }
    let plan = planner.plan();
    let picture = || Picture::plan(&plan, of, &names, DRAWN, &[]);
    match args.format {
        TreeFormat::Json => match of {
            Some(of) => output::json(&RulePlan::new(of.clone(), plan.clone()))?,
            None => output::json(&plan)?,
        },
        TreeFormat::Mermaid => output::print(&render::mermaid(&picture()))?,
        TreeFormat::Dot => output::print(&render::dot(&picture()))?,
        // The plan of a rule beside the order that its author wrote.
        TreeFormat::Svg => {
            let tree = if let Subject::Rule { tree, .. } = &subject { Some(tree.clone()) } else { None };
            output::print(&render::svg(&std::iter::once(picture()).chain(tree).collect::<Vec<_>>()))?;
        }
        TreeFormat::Text => {
            let style = Screen::new(common.width).style();
            output::print(&render::plan_text(&plan, of, &names, &style))?;
        }
    }
    if plan.is_truncated && args.format != TreeFormat::Json {
        output::note("the plan is too large to be written out; what is cut is marked, and its cost is an upper bound");
    }
    Ok(Exit::Ok)
}

fn is_file(named: &str) -> bool {
    let json = Path::new(named).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    named == "-" || json || Path::new(named).is_file()
}

/// What is planned.
enum Subject {
    File(Model),
    Rule {
        found: Box<RuleModel>,
        /// The rule's own order.
        tree: Picture,
        names: Names,
    },
}

impl Subject {
    fn rule(args: &Plan, common: &Common) -> Result<Self, Failure> {
        let knowledge = knowledge::load(common)?;
        knowledge::check_names(&knowledge, common)?;
        let words: Vec<String> = std::iter::once(&args.model).chain(&args.detail).cloned().collect();
        let mut query = Query::new(input::text(&words)?);
        query.lang.clone_from(&common.lang);
        query.role.clone_from(&common.role);
        tree::one_rule(&knowledge, &query, "plan")?;
        let found = Box::new(knowledge.plan_model(&query)?);
        let names = Names::new(&knowledge, knowledge::language(&knowledge, common));
        // Both orders are for the same caller.
        let query = query.role(&found.role);
        let tree = Picture::tree(&knowledge.tree(&query)?, &names, &[]);
        Ok(Self::Rule { found, tree, names })
    }
}

/// The model of a file.
fn model(named: &str) -> Result<Model, Failure> {
    let text = if named == "-" { input::standard_input()? } else { file(named)? };
    let read = Model::from_json(&text).map_err(Failure::from);
    let place = if named == "-" { "standard input" } else { named };
    read.map_err(|failure| Failure { message: format!("{place}: {}", failure.message), ..failure })
}

fn file(path: &str) -> Result<String, Failure> {
    use std::io::Read as _;
    let unreadable = |e: std::io::Error| Failure::unreadable(format!("the model {path} cannot be read: {e}"));
    let mut text = String::new();
    // One byte more than is taken shows that a file is too long.
    let most = MOST.saturating_add(1);
    std::fs::File::open(path).and_then(|file| file.take(most).read_to_string(&mut text)).map_err(unreadable)?;
    Ok(text)
}

fn mode(mode: PlanMode) -> Mode {
    match mode {
        PlanMode::Free => Mode::Free,
        PlanMode::Requires => Mode::Requires,
        PlanMode::SafeRepairs => Mode::SafeRepairs,
        PlanMode::SafeAll => Mode::SafeAll,
    }
}
