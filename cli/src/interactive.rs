//! A diagnosis at the terminal: shows a turn, asks, keeps the answer, until the end.

use std::path::Path;

use shindan::ErrorKind;
use shindan::diagnose::{Diagnosis, StepKind};

use crate::args::Format;
use crate::diagnose::{Case, quoted};
use crate::exit::Exit;
use crate::facts;
use crate::failure::Failure;
use crate::output;
use crate::prompt::{self, Choice, choose};
use crate::saved::Place;

/// What may be chosen at a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pick {
    /// The reply of this id.
    Reply(String),
    /// Take the last answer back.
    Back,
    /// Another code is on the screen.
    Code,
    /// Something is known that was not said yet.
    Fact,
    /// Show what was done, to hand over.
    HandOver,
    /// Show why other steps do not come now.
    WhyNot,
    /// Save and stop.
    Quit,
}

/// Leads to the end; the outcome is recorded there, unless it was over before.
pub(crate) fn run(case: &mut Case<'_>, was_over: bool) -> Result<Exit, Failure> {
    match turns(case, was_over) {
        Err(failure) if failure.exit == Exit::Interrupted => {
            prompt::clear_rest();
            output::print(case.words.interrupted)?;
            say_how_to_resume(case)?;
            Ok(Exit::Interrupted)
        }
        other => other,
    }
}

fn turns(case: &mut Case<'_>, was_over: bool) -> Result<Exit, Failure> {
    loop {
        let diagnosis = case.turn()?;
        output::print("")?;
        case.show_turn(&diagnosis)?;
        output::print("")?;
        if diagnosis.turn.end.is_some() {
            case.show_transcript()?;
            if !was_over {
                let cause = case.ask_cause()?;
                case.record(cause, false)?;
            }
            return Ok(Exit::Ok);
        }
        match ask(case, &diagnosis)? {
            Pick::Reply(id) => {
                if confirmed(case, &diagnosis, &id)? {
                    case.reply(&id, Some(&diagnosis.turn.step), true)?;
                }
            }
            Pick::Back => case.session = case.knowledge.back(&case.session)?,
            Pick::Code => another_code(case)?,
            Pick::Fact => facts::ask(case)?,
            Pick::HandOver => {
                if hand_over(case)? {
                    let cause = case.ask_cause()?;
                    case.record(cause, true)?;
                    return Ok(Exit::Ok);
                }
            }
            Pick::WhyNot => {
                output::print("")?;
                case.show_why_not(None, Format::Text)?;
            }
            Pick::Quit => return quit(case),
        }
        case.keep()?;
    }
}

fn ask(case: &Case<'_>, diagnosis: &Diagnosis) -> Result<Pick, Failure> {
    let words = case.words;
    let replies = &diagnosis.turn.replies;
    let mut choices: Vec<Choice<Pick>> = replies
        .iter()
        .zip(1usize..)
        .map(|(reply, n)| Choice { key: n.to_string(), text: reply.text.clone(), value: Pick::Reply(reply.id.clone()) })
        .collect();
    let mut more =
        |key: &str, text: &str, value| choices.push(Choice { key: key.to_owned(), text: text.to_owned(), value });
    // What cannot be done is not offered.
    if case.knowledge.back(&case.session).is_ok() {
        more("b", words.back, Pick::Back);
    }
    more("c", words.code, Pick::Code);
    more("f", words.fact, Pick::Fact);
    more("h", words.hand_over, Pick::HandOver);
    more("w", words.why_not, Pick::WhyNot);
    more("q", words.quit, Pick::Quit);
    // Enter alone must neither claim that a certain code is shown nor start what cannot be undone.
    let at = match diagnosis.turn.kind {
        StepKind::Question => replies.iter().position(|reply| reply.id == "dont_know"),
        StepKind::Confirm => replies.iter().position(|reply| reply.confirm.is_none()),
        _ => None,
    };
    choose(words.pick, words.pick_help, &choices, at.unwrap_or(0))
}

/// Whether the text that a reply has to be confirmed with, if any, was shown and accepted.
fn confirmed(case: &Case<'_>, diagnosis: &Diagnosis, id: &str) -> Result<bool, Failure> {
    let reply = diagnosis.turn.replies.iter().find(|reply| reply.id == id);
    let Some(text) = reply.and_then(|reply| reply.confirm.as_ref()) else { return Ok(true) };
    let words = case.words;
    output::print(&format!("\n{}\n{}\n", words.read_first, text.text))?;
    let choices = [
        Choice { key: "1".to_owned(), text: words.refuse.to_owned(), value: false },
        Choice { key: "2".to_owned(), text: words.accept.to_owned(), value: true },
    ];
    choose(words.accept_ask, words.pick_help, &choices, 0)
}

fn another_code(case: &mut Case<'_>) -> Result<(), Failure> {
    let text = prompt::code(case.words)?;
    if text.is_empty() {
        return Ok(());
    }
    match case.knowledge.add_code(&case.session, &text) {
        Ok(session) => case.session = session,
        Err(error) if error.kind() == ErrorKind::CannotStart => output::print(case.words.no_such_code)?,
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Shows what was done and whom to call; whether the diagnosis ends here.
fn hand_over(case: &Case<'_>) -> Result<bool, Failure> {
    let words = case.words;
    case.show_transcript()?;
    output::print("")?;
    let choices = [
        Choice { key: "1".to_owned(), text: words.end_here.to_owned(), value: true },
        Choice { key: "2".to_owned(), text: words.go_on.to_owned(), value: false },
    ];
    let ends = choose(words.pick, words.pick_help, &choices, 0)?;
    if ends && let Place::File(path) = &case.place {
        // The record above has the code for another device.
        say_saved(case, path)?;
    }
    Ok(ends)
}

/// Stops; asks where to keep the session if that is not known yet.
fn quit(case: &mut Case<'_>) -> Result<Exit, Failure> {
    if case.place == Place::Nowhere
        && let Some(path) = prompt::new_file(case.words, "shindan-session.json")?
    {
        case.place = Place::File(path);
    }
    case.keep()?;
    say_how_to_resume(case)?;
    Ok(Exit::Ok)
}

fn say_how_to_resume(case: &Case<'_>) -> Result<(), Failure> {
    let words = case.words;
    match &case.place {
        Place::File(path) => say_saved(case, path)?,
        _ => output::print(words.not_saved)?,
    }
    case.show_code()
}

fn say_saved(case: &Case<'_>, path: &Path) -> Result<(), Failure> {
    let words = case.words;
    output::print(&format!(
        "{}: {}\n{}: shindan diagnose --session {}",
        words.saved,
        path.display(),
        words.resume,
        quoted(path)
    ))
}
