//! The name of an operation and JSON to JSON.

use serde::Serialize;
use serde_json::json;

use super::OPERATIONS;
use super::packs::packs;
use super::request::{
    Asked, Coded, Doubted, Exact, In, Kept, Planned, Replied, Searched, Shown, Spoken, Supplied, TakenOver, Whole, read,
};
use crate::KnowledgeBase;
use crate::diagnose::plan::{Model, Planner};
use crate::diagnose::{Diagnosis, RulePlan, Session, Start};
use crate::error::{Error, ErrorKind};
use crate::names::closest;

/// Carries out an operation of [`OPERATIONS`]: what it takes and what it gives is JSON.
///
/// ```
/// # #[cfg(feature = "fs")] {
/// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
/// let found = shindan::protocol::call(&knowledge, "explain", r#"{"text": "FUJ905 0x02000001", "lang": "en"}"#)?;
/// assert!(found.starts_with(r#"{"match":{"level":"exact""#));
/// let wrong = shindan::protocol::call(&knowledge, "explian", "{}").unwrap_err();
/// assert!(shindan::protocol::error(&wrong).starts_with(r#"{"error":{"kind":"unknown_operation""#));
/// # }
/// # Ok::<(), shindan::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::UnknownOperation`]; [`ErrorKind::BadRequest`] if the input is not what the operation takes; else what the method of
/// the same name gives. [`error`] makes JSON of it.
pub fn call(knowledge: &KnowledgeBase, operation: &str, input: &str) -> Result<String, Error> {
    let name = operation;
    match operation {
        "packs" => written(&packs(knowledge, read::<In>(name, input)?.lang.as_deref())),
        "list" => written(&knowledge.list(read::<In>(name, input)?.lang.as_deref())?),
        "lookup" => {
            let asked = read(name, input)?;
            let rows = rows(knowledge, &asked);
            unless_damaged(knowledge.damage(), &json!({ "rows": rows }))
        }
        "explain" => written(&knowledge.explain(&read::<Asked>(name, input)?.query())),
        "search" => {
            let (query, limit) = read::<Searched>(name, input)?.query();
            written(&knowledge.search(&query, limit))
        }
        "scan" => {
            let scanner = knowledge.scanner();
            let matches = scanner.line(&read::<Whole>(name, input)?.text);
            unless_damaged(scanner.damage(), &json!({ "matches": matches }))
        }
        "tree" => written(&knowledge.tree(&read::<Asked>(name, input)?.query())?),
        "plan" => plan(knowledge, &read(name, input)?),
        "start" => turn(knowledge, &knowledge.start(read::<Start>(name, input)?)?),
        "turn" => turn(knowledge, &read::<Kept>(name, input)?.session),
        "reply" => turn(knowledge, &replied(knowledge, &read(name, input)?)?),
        "back" => turn(knowledge, &knowledge.back(&read::<Kept>(name, input)?.session)?),
        "add_code" => {
            let Shown { session, text } = read(name, input)?;
            turn(knowledge, &knowledge.add_code(&session, &text)?)
        }
        "supply" => {
            let Supplied { session, facts } = read(name, input)?;
            turn(knowledge, &knowledge.supply(&session, facts)?)
        }
        "change_role" => {
            let TakenOver { session, role } = read(name, input)?;
            turn(knowledge, &knowledge.change_role(&session, &role)?)
        }
        "change_language" => {
            let Spoken { mut session, lang } = read(name, input)?;
            session.start.lang = Some(lang);
            turn(knowledge, &session)
        }
        "why_not" => {
            let Doubted { session, step } = read(name, input)?;
            let found = match step {
                Some(step) => vec![knowledge.why_not(&session, &step)?],
                None => knowledge.other_steps(&session)?,
            };
            written(&json!({ "why_not": found }))
        }
        "transcript" => written(&knowledge.transcript(&read::<Kept>(name, input)?.session)?),
        "resume_code" => {
            written(&json!({ "resume_code": knowledge.resume_code(&read::<Kept>(name, input)?.session)? }))
        }
        "resume" => {
            let Coded { code, lang } = read(name, input)?;
            let mut session = knowledge.resume(&code)?;
            session.start.lang = lang.or(session.start.lang);
            turn(knowledge, &session)
        }
        #[cfg(feature = "render")]
        "page" => written(&json!({ "page": super::page::page(knowledge, read(name, input)?)? })),
        #[cfg(not(feature = "render"))]
        "page" => {
            Err(Error::new(ErrorKind::UnknownOperation, "this build draws no pages; it lacks the feature `render`"))
        }
        _ => Err(unknown(operation)),
    }
}

/// An error as JSON: `{"error": {"kind", "message"}}`.
#[must_use]
pub fn error(error: &Error) -> String {
    json!({ "error": { "kind": error.kind().name(), "message": error.detail() } }).to_string()
}

/// Checks the files of a pack, `{"files": [{"name", "text"}]}`, and gives every problem.
///
/// # Errors
///
/// [`ErrorKind::BadRequest`].
#[cfg(feature = "authoring")]
pub fn check(input: &str) -> Result<String, Error> {
    let report = crate::check(&sources("check", input)?, &crate::Limits::default());
    written(&json!({ "diagnostics": report.diagnostics }))
}

/// Loads the files of a pack, as [`check`] takes them.
///
/// # Errors
///
/// [`ErrorKind::BadRequest`]; as [`load`](crate::load()).
#[cfg(feature = "authoring")]
pub fn load(input: &str) -> Result<KnowledgeBase, Error> {
    crate::load(&sources("load", input)?, &crate::Limits::default())
}

#[cfg(feature = "authoring")]
fn sources(operation: &str, input: &str) -> Result<Vec<crate::Source>, Error> {
    let files = read::<super::request::Files>(operation, input)?.files;
    Ok(files.into_iter().map(|file| crate::Source::new(file.name, file.text)).collect())
}

fn written(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value)
        .map_err(|error| Error::new(ErrorKind::BadRequest, format!("the answer cannot be written as JSON: {error}")))
}

/// An answer that may be too short where damage was met while it was made.
fn unless_damaged(damage: Option<&Error>, value: &impl Serialize) -> Result<String, Error> {
    damage.map_or_else(|| written(value), |error| Err(error.clone()))
}

fn turn(knowledge: &KnowledgeBase, session: &Session) -> Result<String, Error> {
    written(&knowledge.turn(session)?)
}

fn unknown(operation: &str) -> Error {
    let meant = closest(operation, OPERATIONS).map(|name| format!("did you mean `{name}`? ")).unwrap_or_default();
    let message = format!("there is no operation `{operation}`; {meant}There are {}", OPERATIONS.join(", "));
    Error::new(ErrorKind::UnknownOperation, message)
}

#[derive(Serialize)]
struct Found<'a> {
    pack: &'a str,
    rule: &'a str,
    code: &'a str,
    detail: Option<&'a str>,
    row: Option<&'a str>,
}

fn rows<'a>(knowledge: &'a KnowledgeBase, asked: &'a Exact) -> Vec<Found<'a>> {
    let rows = knowledge.lookup(&asked.code, asked.detail.as_deref());
    let found = rows.filter_map(|found| {
        let row = found.rule.matches.get(found.row)?;
        Some(Found {
            pack: found.pack.id(),
            rule: &found.rule.id,
            code: &row.code,
            detail: row.detail.as_deref(),
            row: row.row.as_deref(),
        })
    });
    found.collect()
}

fn plan(knowledge: &KnowledgeBase, asked: &Planned) -> Result<String, Error> {
    let planned = |model: &Model| {
        let mut planner = Planner::new(model, asked.mode);
        if let Some(budget) = asked.budget {
            planner = planner.with_budget(budget);
        }
        planner.plan()
    };
    match asked.query()? {
        Some(query) => {
            let of = knowledge.plan_model(&query)?;
            let plan = planned(&of.model);
            written(&RulePlan::new(of, plan))
        }
        None => {
            let text = asked.model.as_ref().map(ToString::to_string).unwrap_or_default();
            written(&planned(&Model::from_json(&text)?))
        }
    }
}

/// A reply; one that has to be confirmed only if it was.
fn replied(knowledge: &KnowledgeBase, given: &Replied) -> Result<Session, Error> {
    let Replied { session, step, reply, confirmed } = given;
    if !confirmed {
        let Diagnosis { turn, .. } = knowledge.turn(session)?;
        if let Some(text) = turn.confirmation(step, reply) {
            let message =
                format!("show this, and give the reply again with `confirmed` once it is accepted: {}", text.text);
            return Err(Error::new(ErrorKind::NotConfirmed, message));
        }
    }
    knowledge.reply(session, step, reply)
}
