//! A step as a turn: a check, a remedy, what comes before and after it.

use super::View;
use crate::diagnose::state::{Case, End, State};
use crate::diagnose::turn::{StepKind, Turn};
use crate::kb::Item;
use crate::model::{Check, Remedy, RemedyKind, Risk, Rule};

impl View<'_, '_> {
    pub(super) fn consult(&self, contact: &str, key: &str) -> Turn {
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
    pub(super) fn confirm(&self, key: &str) -> Turn {
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

    pub(super) fn step(&self, key: &str) -> Turn {
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

    pub(super) fn undo(&self, key: &str) -> Turn {
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
}
