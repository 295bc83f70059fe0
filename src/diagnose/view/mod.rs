//! A state as a turn, in the reader's language.

mod end;
mod step;

use super::forecast::Forecast;
use super::next::Next;
use super::replay::Replayed;
use super::session::{Event, Session};
use super::state::{Case, State};
use super::status::Status;
use super::turn::{Diagnosis, Known, Progress, Reply, StepKind, Turn};
use crate::kb::{Item, authored};
use crate::model::{Rule, When};
use crate::query::{Answerer, Local, LocalText, Query};

impl Replayed<'_> {
    pub(crate) fn diagnosis(&self, session: &Session) -> Diagnosis {
        let state = &self.state;
        let local = Local::new(state.pack, session.start.lang.as_deref());
        let query = Query::new("").role(&state.role);
        let view = View::new(state, &local, Answerer { pack: state.pack, local: &local, query: &query });
        let mut turn = view.next();
        turn.notes = self.dropped.iter().map(|step| local.own(local.words.no_longer_applies(step))).collect();
        Diagnosis {
            session: session.clone(),
            turn,
            progress: view.progress(self.kept().iter().filter(|event| matches!(event, Event::Reply { .. })).count()),
        }
    }
}

/// What is needed to phrase a state.
pub(in crate::diagnose) struct View<'a, 'k> {
    pub(in crate::diagnose) state: &'a State<'k>,
    pub(in crate::diagnose) local: &'a Local<'a>,
    pub(in crate::diagnose) answerer: Answerer<'a>,
    /// The plan from here, where steps are planned.
    forecast: Option<Forecast>,
}

impl<'a, 'k> View<'a, 'k> {
    pub(in crate::diagnose) fn new(state: &'a State<'k>, local: &'a Local<'a>, answerer: Answerer<'a>) -> Self {
        Self { state, local, answerer, forecast: state.forecast() }
    }

    /// For what was already said, where no plan is needed.
    pub(in crate::diagnose) fn past(state: &'a State<'k>, local: &'a Local<'a>, answerer: Answerer<'a>) -> Self {
        Self { state, local, answerer, forecast: None }
    }

    pub(in crate::diagnose) fn forecast(&self) -> Option<&Forecast> {
        self.forecast.as_ref()
    }

    /// What comes next.
    pub(in crate::diagnose) fn next(&self) -> Turn {
        self.turn(&self.state.next_by(self.forecast.as_ref()))
    }

    pub(in crate::diagnose) fn turn(&self, next: &Next) -> Turn {
        let mut turn = self.turn_of(next);
        self.name_doubt(&mut turn, next);
        turn
    }

    fn turn_of(&self, next: &Next) -> Turn {
        match next {
            Next::WhichCode | Next::WhichDetail => self.question(*next == Next::WhichCode),
            Next::WhichRule => self.which_rule(),
            Next::Consult { contact, key } => self.consult(contact, key),
            Next::Confirm(key) => self.confirm(key),
            Next::Step(key) => self.step(key),
            Next::Undo(key) => self.undo(key),
            Next::End(end) => self.end(end),
        }
    }

    pub(in crate::diagnose) fn blank(
        &self,
        step: impl Into<String>,
        kind: StepKind,
        text: LocalText,
        why: LocalText,
    ) -> Turn {
        Turn {
            step: step.into(),
            kind,
            rule: None,
            cautions: Vec::new(),
            caution: None,
            text,
            actor: None,
            role: None,
            risk: None,
            minutes: None,
            steps: Vec::new(),
            verify: None,
            undo: None,
            stop: None,
            why,
            contradiction: None,
            known: self.known(),
            skipped: self.skipped(),
            notes: Vec::new(),
            replies: Vec::new(),
            end: None,
        }
    }

    fn reply(&self, id: &str, text: &str) -> Reply {
        Reply { id: id.to_owned(), text: text.to_owned(), confirm: None }
    }

    fn question(&self, code: bool) -> Turn {
        let words = self.local.words;
        let (step, text) = if code { ("which-code", words.which_code) } else { ("which-detail", words.which_detail) };
        let mut turn =
            self.blank(step, StepKind::Question, self.local.own(text), self.local.own(words.why_question(code)));
        let rows = self.state.candidates.iter().flat_map(|c| &c.rows).filter_map(|row| self.state.pack.row(*row));
        for (_, row) in rows {
            let detail = row.detail.as_deref();
            let id = if code { row.code.as_str() } else { detail.unwrap_or("none") };
            let shown = if code { row.code.as_str() } else { detail.unwrap_or(words.no_detail_shown) };
            let text = row
                .error_type
                .as_ref()
                .map_or_else(|| shown.to_owned(), |t| format!("{shown} ({})", self.local.print(t).text));
            if turn.replies.iter().all(|reply| reply.id != id) {
                turn.replies.push(self.reply(id, &text));
            }
        }
        turn.cautions = self.candidate_cautions();
        turn.replies.push(self.reply("other", words.other_code));
        turn.replies.push(self.reply("dont_know", words.dont_know));
        turn
    }

    /// What any of the candidates warns of: until it is known which is meant, each may hold.
    fn candidate_cautions(&self) -> Vec<LocalText> {
        let rows = || self.state.candidates.iter().flat_map(|c| &c.rows);
        let mut rules: Vec<usize> = rows().map(|row| row.rule).collect();
        rules.dedup();
        let mut cautions: Vec<LocalText> = Vec::new();
        for rule in rules {
            let case =
                Case::new(self.state.pack, rule, rows().filter(|row| row.rule == rule).map(|row| row.row).collect());
            let texts = self.state.rule(&case).map(|rule| self.cautions(&case, rule)).unwrap_or_default();
            cautions.extend(texts);
        }
        each_once(cautions)
    }

    /// What any rule warns of that may be meant.
    pub(in crate::diagnose) fn undecided_cautions(&self) -> Vec<LocalText> {
        let rules = self.state.cases.iter().filter_map(|case| Some((case, self.state.rule(case)?)));
        each_once(rules.flat_map(|(case, rule)| self.cautions(case, rule)).collect())
    }

    /// The rule's warnings, unless the case is known to be another.
    pub(in crate::diagnose) fn cautions(&self, case: &Case, rule: &Rule) -> Vec<LocalText> {
        // As long as nothing is done, what holds for some rows alone can wait until it is known which row it is.
        let concerns = |when: &When| !self.state.fails(case, when) && (when.is_empty() || !self.state.opening);
        rule.cautions.iter().filter(|p| concerns(&p.when)).map(|p| self.local.editor(&p.text)).collect()
    }

    /// The checks whose answer was known.
    fn known(&self) -> Vec<Known> {
        let keys = self.state.silent.iter().filter_map(|key| Some((key, self.state.find(key)?)));
        let known = keys.filter_map(|(key, (_, _, item))| {
            let (Item::Check(check), Some(id)) = (item, self.state.answers.get(key)) else { return None };
            let answer = check.answers.iter().find(|answer| answer.id == *id)?;
            let reply = self.answerer.answer_text(answer).text;
            Some(Known { step: key.clone(), text: self.local.editor(&check.ask), reply })
        });
        known.collect()
    }

    fn progress(&self, done: usize) -> Progress {
        let mut left = 0usize;
        let mut minutes_left = 0u32;
        if self.state.end.is_none() && !self.state.opening {
            for (case, rule) in self.state.cases.iter().filter_map(|case| Some((case, self.state.rule(case)?))) {
                for item in
                    authored(rule).into_iter().filter(|item| self.state.status(case, rule, *item) == Status::Open)
                {
                    left = left.saturating_add(1);
                    minutes_left = minutes_left.saturating_add(item.minutes());
                }
            }
        }
        // A step that is asked again is not open: it counts once more.
        if let Some((_, _, item)) = self.state.doubt().and_then(|(_, key)| self.state.find(&key)) {
            left = left.saturating_add(1);
            minutes_left = minutes_left.saturating_add(item.minutes());
        }
        let expected_minutes = self.forecast.as_ref().map(|forecast| forecast.minutes);
        Progress { done, left, minutes_left, expected_minutes }
    }
}

/// Texts without those that stand before already.
fn each_once(texts: Vec<LocalText>) -> Vec<LocalText> {
    let mut once: Vec<LocalText> = Vec::with_capacity(texts.len());
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once
}
