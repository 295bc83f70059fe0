//! `diagnose`: starts or resumes a session, advances it by one event, and shows the turn.

use std::path::Path;

use shindan::diagnose::{Diagnosis, WhyNot};
use shindan::model::Strategy;
use shindan::{KnowledgeBase, Session, Start, render};

use crate::args::{Common, Diagnose, Format, Order};
use crate::exit::Exit;
use crate::failure::{Failure, nearest};
use crate::output::{self, Screen};
use crate::resume::{self, Qr};
use crate::saved::{self, Place};
use crate::words::{self, Words};
use crate::{input, interactive, knowledge, prompt};

/// A diagnosis and everything that is needed to go on with it.
pub(crate) struct Case<'a> {
    pub(crate) knowledge: &'a KnowledgeBase,
    pub(crate) names: &'a render::Names,
    pub(crate) screen: Screen,
    pub(crate) words: &'static Words,
    pub(crate) lang: &'a str,
    pub(crate) place: Place,
    pub(crate) transcript: Option<&'a Path>,
    pub(crate) record: Option<&'a Path>,
    pub(crate) qr: Qr<'a>,
    pub(crate) session: Session,
}

/// What `--why-not` gives.
#[derive(serde::Serialize)]
struct WhyNots<'a> {
    why_not: &'a [WhyNot],
}

pub(crate) fn run(args: &Diagnose, common: &Common) -> Result<Exit, Failure> {
    check_transcript(args.transcript.as_deref())?;
    if args.qr && args.format == Format::Json {
        return Err(Failure::usage("usage", "--qr is drawn for a person; with --format json, give --qr-svg FILE"));
    }
    let asks = args.format == Format::Text
        && output::is_interactive()
        && args.reply.is_none()
        && !args.back
        && args.why_not.is_none();
    let knowledge = knowledge::load(common)?;
    knowledge::check_names(&knowledge, common)?;
    let place = Place::new(args.session.as_deref());
    let kept = place.read()?;
    if kept.is_some() && args.resume.is_some() {
        let message = "there is a session in that file already; give the one of --resume another file with --session";
        return Err(Failure::usage("other_session", message));
    }
    let kept = match &args.resume {
        Some(code) => Some(resume::session(&knowledge, code, args, common)?),
        None => kept,
    };
    let lang = match &kept {
        Some(session) => common.lang.as_ref().or(session.start.lang.as_ref()),
        None => common.lang.as_ref(),
    };
    let lang = lang.map_or_else(|| knowledge::language(&knowledge, common), String::as_str).to_owned();
    let words = words::of(&lang);
    let resumed = kept.is_some();
    let session = match kept {
        Some(session) if args.resume.is_some() => session,
        Some(session) => kept_on(&knowledge, session, args, common)?,
        None => start(&knowledge, args, common, asks, words)?,
    };
    let (names, lang) = (render::Names::new(&knowledge, &lang), lang.as_str());
    let screen = Screen::new(common.width);
    let transcript = args.transcript.as_deref();
    let qr = Qr { shown: args.qr, file: args.qr_svg.as_deref() };
    let record = args.record.as_deref();
    let mut case =
        Case { knowledge: &knowledge, names: &names, screen, words, lang, place, transcript, record, qr, session };
    // A session that is only looked at again has its record already.
    let was_over = resumed && case.has_ended()?;
    case.advance(args)?;
    case.keep()?;
    if let Some(step) = &args.why_not {
        case.show_why_not(step.as_deref(), args.format)?;
        return Ok(Exit::Ok);
    }
    if asks {
        if resumed {
            output::print(words.resumed)?;
        }
        return interactive::run(&mut case, was_over);
    }
    if !was_over && case.has_ended()? {
        case.record(None, false)?;
    }
    let diagnosis = case.turn()?;
    match args.format {
        Format::Json => {
            case.write_qr()?;
            output::json(&diagnosis)?;
        }
        Format::Text => case.show(&diagnosis)?,
    }
    Ok(Exit::Ok)
}

/// A new session from what was typed, or from what the person types now.
fn start(
    knowledge: &KnowledgeBase,
    args: &Diagnose,
    common: &Common,
    asks: bool,
    words: &Words,
) -> Result<Session, Failure> {
    if let (true, Some(path)) =
        (args.reply.is_some() || args.back || args.code.is_some() || args.as_role.is_some(), &args.session)
    {
        let message = format!(
            "there is no session {}; start it with a code: shindan diagnose --session {0} CODE",
            path.display()
        );
        return Err(Failure::unreadable(message));
    }
    let mut text = input::text(&args.text)?;
    if text.is_empty() && asks {
        text = prompt::code(words)?;
    }
    if text.is_empty() {
        let message =
            "there is nothing to diagnose; type the code that the screen shows: shindan diagnose FUJ905 0x02000001";
        return Err(Failure::usage("usage", message));
    }
    let mut start = Start::new(text);
    start.lang.clone_from(&common.lang);
    start.role.clone_from(&common.role);
    start.facts.extend(args.facts.iter().cloned());
    start.strategy = args.strategy.map(|order| match order {
        Order::Authored => Strategy::Authored,
        Order::Planned => Strategy::Planned,
    });
    start.budget = args.minutes;
    start.waiting = args.waiting;
    Ok(knowledge.start(start)?)
}

/// A kept session, unless what was typed asks for another one.
fn kept_on(
    knowledge: &KnowledgeBase,
    mut session: Session,
    args: &Diagnose,
    common: &Common,
) -> Result<Session, Failure> {
    let text = input::text(&args.text)?;
    if !text.is_empty() && text != session.start.text {
        let message = format!(
            "the session is about `{}`, not `{text}`; give a new code with --code, or a new session another file",
            session.start.text
        );
        return Err(Failure::usage("other_session", message));
    }
    if args.strategy.is_some() || args.minutes.is_some() || args.waiting {
        let message = "--strategy, --minutes and --waiting are given when a session starts";
        return Err(Failure::usage("other_session", message));
    }
    if args.facts.iter().any(|(name, value)| session.start.facts.get(name) != Some(value)) {
        session = knowledge.supply(&session, args.facts.iter().cloned().collect())?;
    }
    if let Some(role) = common.role.as_deref()
        && session.start.role.as_deref() != Some(role)
        && args.as_role.as_deref() != Some(role)
    {
        output::note(&format!("the session keeps its own role; `--as {role}` takes it over"));
    }
    if common.lang.is_some() {
        session.start.lang.clone_from(&common.lang);
    }
    Ok(session)
}

/// A transcript is written by the ending of its name; better to say so before the diagnosis than after it.
fn check_transcript(path: Option<&Path>) -> Result<(), Failure> {
    let ending = path.map(|path| path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default());
    match ending.as_deref() {
        None | Some("md" | "txt" | "json") => Ok(()),
        Some(_) => Err(Failure::usage("usage", "--transcript takes a file whose name ends in .md, .txt or .json")),
    }
}

impl Case<'_> {
    /// The current turn.
    pub(crate) fn turn(&self) -> Result<Diagnosis, Failure> {
        Ok(self.knowledge.turn(&self.session)?)
    }

    /// Keeps the session, and the transcript so far if one is wanted.
    pub(crate) fn keep(&self) -> Result<(), Failure> {
        self.place.write(&self.session)?;
        let Some(path) = self.transcript else { return Ok(()) };
        let transcript = self.knowledge.transcript(&self.session)?;
        let text = match path.extension().and_then(|e| e.to_str()) {
            Some("md") => render::transcript_markdown(&transcript, self.names),
            Some("json") => serde_json::to_string_pretty(&transcript)
                .map_err(|e| Failure::unreadable(format!("the transcript cannot be written as JSON: {e}")))?,
            _ => render::transcript(&transcript, self.names, &render::Style::plain()),
        };
        saved::write_whole(path, &format!("{}\n", text.trim_end()))
    }

    /// Applies the one event that was asked for, if any.
    fn advance(&mut self, args: &Diagnose) -> Result<(), Failure> {
        let knowledge = self.knowledge;
        if let Some(id) = &args.reply {
            self.reply(id, args.step.as_deref(), args.confirmed)?;
        } else if args.back {
            self.session = knowledge.back(&self.session)?;
        } else if let Some(text) = &args.code {
            self.session = knowledge.add_code(&self.session, &input::text(std::slice::from_ref(text))?)?;
        } else if let Some(role) = &args.as_role {
            knowledge::check_role(knowledge, role)?;
            self.session = knowledge.change_role(&self.session, role)?;
        }
        Ok(())
    }

    /// Replies to the current step. A reply that has to be confirmed is taken only if it was.
    pub(crate) fn reply(&mut self, id: &str, step: Option<&str>, confirmed: bool) -> Result<(), Failure> {
        let turn = self.turn()?.turn;
        if turn.replies.is_empty() {
            let message = "the diagnosis has ended and takes no reply; --back, --code or --as go on with it";
            return Err(Failure::usage("illegal_reply", message));
        }
        let step = step.unwrap_or(&turn.step);
        if step == turn.step && !turn.replies.iter().any(|reply| reply.id == id) {
            let legal: Vec<&str> = turn.replies.iter().map(|reply| reply.id.as_str()).collect();
            let meant = nearest(id, legal.iter().copied()).map(|id| format!("; did you mean `{id}`?"));
            let message = format!(
                "`{id}` is not a reply to `{}`{}\n  replies: {}",
                turn.step,
                meant.unwrap_or_default(),
                legal.join(", ")
            );
            return Err(Failure::usage("illegal_reply", message));
        }
        if let Some(text) = turn.confirmation(step, id).filter(|_| !confirmed) {
            let message = format!(
                "`{id}` has to be confirmed; show this text, and add --confirmed once it is accepted:\n  {}",
                text.text
            );
            return Err(Failure::usage("not_confirmed", message));
        }
        self.session = self.knowledge.reply(&self.session, step, id)?;
        Ok(())
    }

    /// The turn without its replies: those stand in a list of their own, with what to type for them.
    pub(crate) fn show_turn(&self, diagnosis: &Diagnosis) -> Result<(), Failure> {
        let mut page = diagnosis.clone();
        page.turn.replies.clear();
        output::print(&render::turn(&page, self.names, &self.screen.style()))
    }

    /// One turn for a person who is not asked: the turn, and how to go on.
    fn show(&self, diagnosis: &Diagnosis) -> Result<(), Failure> {
        self.show_turn(diagnosis)?;
        if diagnosis.turn.replies.is_empty() {
            return self.show_transcript();
        }
        let words = self.words;
        let mut text = format!("\n{}:", words.replies);
        for reply in &diagnosis.turn.replies {
            let confirm = if reply.confirm.is_some() {
                format!(" [{}: --confirmed]", words.needs_confirm)
            } else {
                String::new()
            };
            text.push_str(&format!("\n  {}  {}{confirm}", reply.id, reply.text));
        }
        match &self.place {
            Place::File(path) => {
                text.push_str(&format!(
                    "\n{}: shindan diagnose --session {} --reply ID",
                    words.reply_with,
                    quoted(path)
                ));
            }
            _ => text.push_str(&format!("\n{}\n{}", words.keep_with, words.ask_with)),
        }
        output::print(&text)?;
        if self.qr.is_wanted() { self.show_code() } else { Ok(()) }
    }

    /// Why a step is not the next one, or every other step.
    pub(crate) fn show_why_not(&self, step: Option<&str>, format: Format) -> Result<(), Failure> {
        let steps = match step {
            Some(step) => vec![self.knowledge.why_not(&self.session, step)?],
            None => self.knowledge.other_steps(&self.session)?,
        };
        match format {
            Format::Json => output::json(&WhyNots { why_not: &steps }),
            Format::Text if steps.is_empty() => output::print(self.words.no_other_step),
            Format::Text => output::print(&render::why_not(&steps, self.names, &self.screen.style())),
        }
    }

    /// What happened, to be read to the help desk.
    pub(crate) fn show_transcript(&self) -> Result<(), Failure> {
        let transcript = self.knowledge.transcript(&self.session)?;
        output::print("")?;
        output::print(&render::transcript(&transcript, self.names, &self.screen.style()))?;
        if let Some(path) = self.transcript {
            output::print(&format!("{}: {}", self.words.transcript, path.display()))?;
        }
        self.show_qr(transcript.resume_code.as_deref())
    }
}

/// A path as it can be typed.
pub(crate) fn quoted(path: &Path) -> String {
    let shown = path.display().to_string();
    if shown.contains(char::is_whitespace) { format!("\"{shown}\"") } else { shown }
}
