//! The end of a session as a turn: how it ended, whom to call, what stays open.

use super::{View, each_once};
use crate::diagnose::state::End;
use crate::diagnose::status::Status;
use crate::diagnose::turn::{EndOut, Outcome, Skipped, StepKind, Turn};
use crate::kb::authored;
use crate::query::{HandOverOut, LocalText, WithheldWhy};

impl View<'_, '_> {
    pub(super) fn end(&self, end: &End) -> Turn {
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
    pub(in crate::diagnose) fn rule_hand_over(&self) -> HandOverOut {
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

    pub(in crate::diagnose) fn open_causes(&self) -> Vec<LocalText> {
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
    pub(in crate::diagnose) fn skipped(&self) -> Vec<Skipped> {
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
}
