//! A state as a turn, in the reader's language.

use super::forecast::Forecast;
use super::next::Next;
use super::replay::Replayed;
use super::session::{Event, Session};
use super::state::{Case, End, State};
use super::status::Status;
use super::turn::{Diagnosis, EndOut, Known, Outcome, Progress, Reply, Skipped, StepKind, Turn};
use crate::kb::{Item, authored};
use crate::model::{Check, Remedy, RemedyKind, Risk, Rule, When};
use crate::query::{Answerer, HandOverOut, Local, LocalText, Query, WithheldWhy};

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
pub(super) struct View<'a, 'k> {
    pub(super) state: &'a State<'k>,
    pub(super) local: &'a Local<'a>,
    pub(super) answerer: Answerer<'a>,
    /// The plan from here, where steps are planned.
    forecast: Option<Forecast>,
}

impl<'a, 'k> View<'a, 'k> {
    pub(super) fn new(state: &'a State<'k>, local: &'a Local<'a>, answerer: Answerer<'a>) -> Self {
        Self { state, local, answerer, forecast: state.forecast() }
    }

    /// For what was already said, where no plan is needed.
    pub(super) fn past(state: &'a State<'k>, local: &'a Local<'a>, answerer: Answerer<'a>) -> Self {
        Self { state, local, answerer, forecast: None }
    }

    pub(super) fn forecast(&self) -> Option<&Forecast> {
        self.forecast.as_ref()
    }

    /// What comes next.
    pub(super) fn next(&self) -> Turn {
        self.turn(&self.state.next_by(self.forecast.as_ref()))
    }

    pub(super) fn turn(&self, next: &Next) -> Turn {
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

    pub(super) fn blank(&self, step: impl Into<String>, kind: StepKind, text: LocalText, why: LocalText) -> Turn {
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
    pub(super) fn undecided_cautions(&self) -> Vec<LocalText> {
        let rules = self.state.cases.iter().filter_map(|case| Some((case, self.state.rule(case)?)));
        each_once(rules.flat_map(|(case, rule)| self.cautions(case, rule)).collect())
    }

    fn consult(&self, contact: &str, key: &str) -> Turn {
        let words = self.local.words;
        let name = self.state.pack.contact(contact).map(|c| self.local.name(&c.name)).unwrap_or_default();
        let text = self.local.own(words.consulted(&name));
        let mut turn =
            self.blank(format!("consult:{contact}"), StepKind::Consult, text, self.local.own(words.why_consult));
        turn.rule = self.state.find(key).map(|(_, rule, _)| rule.id.clone());
        turn.replies =
            vec![self.reply("yes", words.yes), self.reply("no", words.no), self.reply("dont_know", words.dont_know)];
        turn
    }

    /// What a destructive step would cost, before its steps are shown.
    fn confirm(&self, key: &str) -> Turn {
        let words = self.local.words;
        let mut turn = self.blank(
            format!("confirm:{key}"),
            StepKind::Confirm,
            self.local.own(words.confirm),
            self.local.own(words.why_destructive),
        );
        let Some((_, rule, item)) = self.state.find(key) else { return turn };
        self.fill(&mut turn, rule, item);
        let mut proceed = self.reply("proceed", words.proceed);
        proceed.confirm = turn.caution.clone().or_else(|| Some(self.local.own(words.confirm)));
        turn.replies = vec![proceed, self.reply("cannot", words.cannot)];
        turn
    }

    fn fill(&self, turn: &mut Turn, rule: &Rule, item: Item<'_>) {
        turn.rule = Some(rule.id.clone());
        turn.role = Some(item.role().to_owned());
        turn.risk = Some(item.risk());
        turn.minutes = Some(item.minutes());
        let (caution, actor) = match item {
            Item::Check(check) => (&check.caution, &check.actor),
            Item::Remedy(remedy) => (&remedy.caution, &remedy.actor),
        };
        turn.caution = caution.as_ref().map(|t| self.local.editor(t));
        turn.actor.clone_from(actor);
        let case = self.state.cases.iter().find(|case| self.state.rule(case).is_some_and(|r| r.id == rule.id));
        turn.cautions = match self.state.is_undecided() {
            true => self.undecided_cautions(),
            false => case.map(|case| self.cautions(case, rule)).unwrap_or_default(),
        };
    }

    /// The rule's warnings, unless the case is known to be another.
    pub(super) fn cautions(&self, case: &Case, rule: &Rule) -> Vec<LocalText> {
        // As long as nothing is done, what holds for some rows alone can wait until it is known which row it is.
        let concerns = |when: &When| !self.state.fails(case, when) && (when.is_empty() || !self.state.opening);
        rule.cautions.iter().filter(|p| concerns(&p.when)).map(|p| self.local.editor(&p.text)).collect()
    }

    fn step(&self, key: &str) -> Turn {
        match self.state.find(key) {
            Some((case, rule, Item::Check(check))) => self.check(key, case, rule, check),
            Some((case, rule, Item::Remedy(remedy))) => self.remedy(key, case, rule, remedy),
            None => self.end(&End::HandedOver(Vec::new())),
        }
    }

    fn check(&self, key: &str, case: &Case, rule: &Rule, check: &Check) -> Turn {
        let mut why = self.local.words.why_check(&self.settled_causes(case, rule, check));
        if self.forecast.is_some() {
            why = self.local.words.in_minutes(check.minutes, &why);
        }
        let why = self.local.own(why);
        let mut turn = self.blank(key, StepKind::Check, self.local.editor(&check.ask), why);
        self.fill(&mut turn, rule, Item::Check(check));
        turn.replies = check.answers.iter().map(|a| self.reply(&a.id, &self.answerer.answer_text(a).text)).collect();
        turn.replies.push(self.reply("dont_know", self.local.words.dont_know));
        turn
    }

    /// The causes that some answer of a check settles.
    fn settled_causes(&self, case: &Case, rule: &Rule, check: &Check) -> Vec<String> {
        let named = |id: &String| check.answers.iter().any(|a| a.supports.contains(id) || a.excludes.contains(id));
        let open =
            rule.causes.iter().filter(|cause| named(&cause.id) && !self.state.is_excluded(case, rule, &cause.id));
        open.map(|cause| self.local.print(&cause.text).text).collect()
    }

    fn remedy(&self, key: &str, case: &Case, rule: &Rule, remedy: &Remedy) -> Turn {
        let words = self.local.words;
        let shown = self.answerer.remedy(rule, remedy, crate::model::When::new());
        let workaround = remedy.kind == RemedyKind::Workaround;
        let supported = remedy.fixes.iter().chain(&remedy.sometimes_fixes).find(|cause| {
            self.state.supported.contains(&State::cause_key(rule, cause)) && !self.state.is_excluded(case, rule, cause)
        });
        let cause =
            supported.and_then(|id| rule.causes.iter().find(|c| c.id == *id)).map(|c| self.local.print(&c.text).text);
        let why = match cause {
            _ if remedy.risk == Risk::Destructive => words.why_destructive.to_owned(),
            Some(cause) => words.why_supported(&cause),
            None if self.forecast.is_some() => String::new(),
            None => words.why_in_order.to_owned(),
        };
        let tenths = self.forecast.as_ref().and_then(|forecast| forecast.tenths(key));
        let why = match tenths.filter(|_| remedy.risk != Risk::Destructive) {
            Some(tenths) => words.joined(&why, &words.why_planned(tenths, remedy.minutes)),
            None if why.is_empty() => words.why_in_order.to_owned(),
            None => why,
        };
        let text = self.local.own(if workaround { words.do_workaround } else { words.do_remedy });
        let mut turn = self.blank(key, StepKind::Remedy, text, self.local.own(why));
        self.fill(&mut turn, rule, Item::Remedy(remedy));
        turn.steps = shown.steps;
        turn.verify = shown.verify;
        turn.undo = shown.undo;
        turn.stop = shown.stop;
        turn.replies = match (&turn.verify, workaround) {
            (None, _) => vec![self.reply("done", words.done)],
            (Some(_), true) => {
                vec![
                    self.reply("fixed", words.works),
                    self.reply("not_fixed", words.not_works),
                    self.reply("dont_know", words.not_sure),
                ]
            }
            (Some(_), false) => {
                vec![
                    self.reply("fixed", words.fixed),
                    self.reply("not_fixed", words.not_fixed),
                    self.reply("dont_know", words.not_sure),
                ]
            }
        };
        if turn.stop.is_some() {
            turn.replies.push(self.reply("stopped", words.stopped));
        }
        turn.replies.push(self.reply("cannot", words.cannot));
        turn
    }

    fn undo(&self, key: &str) -> Turn {
        let words = self.local.words;
        let Some((_, rule, Item::Remedy(remedy))) = self.state.find(key) else {
            return self.end(&End::HandedOver(Vec::new()));
        };
        let text = remedy.undo.as_ref().map_or_else(|| self.local.own(words.undone), |t| self.local.editor(t));
        let mut turn = self.blank(format!("undo:{key}"), StepKind::Undo, text, self.local.own(words.why_undo));
        self.fill(&mut turn, rule, Item::Remedy(remedy));
        turn.replies = vec![self.reply("done", words.undone), self.reply("cannot", words.cannot)];
        turn
    }

    fn end(&self, end: &End) -> Turn {
        let words = self.local.words;
        let (outcome, text) = match end {
            End::Resolved => (Outcome::Resolved, words.resolved),
            End::WorkedAround => (Outcome::WorkedAround, words.worked_around),
            End::HandedOver(_) => (Outcome::HandedOver, words.handed_over),
        };
        let mut turn = self.blank("end", StepKind::End, self.local.own(text), self.local.own(words.why_end(outcome)));
        if turn.skipped.iter().any(|skipped| skipped.why == WithheldWhy::NotWorthIt) {
            turn.why = self.local.own(words.withheld(WithheldWhy::NotWorthIt));
        }
        let hand_over = (outcome != Outcome::Resolved).then(|| match end {
            End::HandedOver(to) if !to.is_empty() => self.named_hand_over(to),
            _ => self.rule_hand_over(),
        });
        let open_causes = if outcome == Outcome::Resolved { Vec::new() } else { self.open_causes() };
        turn.rule = self.state.cases.first().and_then(|case| self.state.rule(case)).map(|rule| rule.id.clone());
        turn.end = Some(EndOut { outcome, hand_over, open_causes, contradictions: self.standing() });
        turn
    }

    /// Whom to call for what the session is about.
    pub(super) fn rule_hand_over(&self) -> HandOverOut {
        if self.state.is_undecided() {
            return self.named_hand_over(&self.state.common_contacts());
        }
        // The rules that name somebody come first; a rule that names nobody adds nobody.
        let role = Some(self.state.role.as_str());
        let rules = self.state.cases.iter().filter_map(|case| self.state.rule(case));
        let mut all: Vec<HandOverOut> = rules.map(|rule| self.answerer.hand_over(rule, role)).collect();
        all.sort_by_key(|hand_over| hand_over.from == crate::model::HandOverFrom::Role);
        all.into_iter()
            .next()
            .unwrap_or_else(|| self.named_hand_over(std::slice::from_ref(&self.state.pack.manifest().help_desk)))
    }

    fn named_hand_over(&self, to: &[String]) -> HandOverOut {
        let hand_over =
            crate::model::HandOver { to: to.to_vec(), from: crate::model::HandOverFrom::Remedy, lead: None };
        let (contacts, from) = self.state.pack.hand_over(&hand_over, Some(&self.state.role));
        HandOverOut { to: contacts.into_iter().map(|c| self.answerer.contact(c)).collect(), from, text: None }
    }

    pub(super) fn open_causes(&self) -> Vec<LocalText> {
        let mut open = Vec::new();
        if self.state.is_only_suspected() {
            return open;
        }
        for (case, rule) in self.state.cases.iter().filter_map(|case| Some((case, self.state.rule(case)?))) {
            let causes = rule.causes.iter().filter(|cause| !self.state.is_excluded(case, rule, &cause.id));
            open.extend(causes.map(|cause| self.local.print(&cause.text)));
        }
        each_once(open)
    }

    /// Steps that might help and were passed over, with whom to call for them.
    pub(super) fn skipped(&self) -> Vec<Skipped> {
        let mut skipped: Vec<Skipped> = Vec::new();
        if self.state.is_only_suspected() {
            return skipped;
        }
        let hands_over = self.forecast.as_ref().is_some_and(|forecast| forecast.step.is_none());
        for (case, rule) in self.state.cases.iter().filter_map(|case| Some((case, self.state.rule(case)?))) {
            for item in authored(rule) {
                let why = match self.state.status(case, rule, item) {
                    Status::Withheld(why) => why,
                    Status::Open if hands_over => WithheldWhy::NotWorthIt,
                    _ => continue,
                };
                let key = item.key(rule);
                if skipped.iter().any(|s| s.step == key) {
                    continue;
                }
                let who =
                    (why == WithheldWhy::AboveRole).then(|| self.answerer.who(item, Some(&self.state.role))).flatten();
                skipped.push(Skipped { step: key, why, text: self.local.own(self.local.words.withheld(why)), who });
            }
        }
        skipped
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
