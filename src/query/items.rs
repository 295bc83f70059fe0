//! A check or a remedy as the caller reads it, and whom it names.

use super::local::LocalText;
use super::present::Answerer;
use super::steps::{AnswerOptionOut, CheckOut, ContactOut, RemedyOut, StepOut};
use crate::kb::Item;
use crate::model::{Check, Contact, Origin, Remedy, Rule, Step, When};

impl Answerer<'_> {
    /// Whom a caller turns to for a step that is above their role.
    pub(crate) fn who(&self, item: Item<'_>, role: Option<&str>) -> Option<ContactOut> {
        let consulted = item.consult().and_then(|id| self.pack.contact(id)).filter(|c| self.pack.is_above(c, role));
        consulted.or_else(|| self.pack.called_by(role)).map(|c| self.contact(c))
    }

    pub(crate) fn contact(&self, contact: &Contact) -> ContactOut {
        ContactOut { id: contact.id.clone(), name: self.local.name(&contact.name) }
    }

    pub(super) fn contacts<'s>(&self, ids: impl IntoIterator<Item = &'s String>) -> Vec<ContactOut> {
        ids.into_iter().filter_map(|id| self.pack.contact(id)).map(|c| self.contact(c)).collect()
    }

    pub(super) fn check(&self, check: &Check, when: When) -> CheckOut {
        CheckOut {
            id: check.id.clone(),
            ask: self.local.editor(&check.ask),
            print: check.print.iter().map(|t| self.local.print(t)).collect(),
            role: check.role.clone(),
            actor: check.actor.clone(),
            risk: check.risk,
            minutes: check.minutes,
            caution: check.caution.as_ref().map(|t| self.local.editor(t)),
            requires: check.requires.clone(),
            when,
            consult: self.consult(check.consult.as_deref()),
            answers: check
                .answers
                .iter()
                .map(|answer| AnswerOptionOut {
                    id: answer.id.clone(),
                    text: self.answer_text(answer),
                    supports: answer.supports.clone(),
                    excludes: answer.excludes.clone(),
                    hand_over: self.contacts(&answer.hand_over),
                    see: answer.see.clone(),
                    resolved: answer.resolved,
                })
                .collect(),
        }
    }

    /// A step in a line: its question, or the first thing to do.
    pub(crate) fn brief(&self, item: Item<'_>) -> Option<LocalText> {
        match item {
            Item::Check(check) => Some(self.local.editor(&check.ask)),
            Item::Remedy(remedy) => {
                let origin = remedy.origin.unwrap_or(Origin::Print);
                remedy.steps.first().map(|step| self.local.text(&step.text, origin))
            }
        }
    }

    pub(crate) fn answer_text(&self, answer: &crate::model::AnswerOption) -> LocalText {
        match (&answer.text, answer.id.as_str()) {
            (Some(text), _) => self.local.editor(text),
            (None, "yes") => self.local.own(self.local.words.yes),
            (None, "no") => self.local.own(self.local.words.no),
            (None, other) => self.local.own(other),
        }
    }

    pub(super) fn consult(&self, contact: Option<&str>) -> Option<ContactOut> {
        let contact = self.pack.contact(contact?)?;
        self.pack.is_above(contact, self.role()).then(|| self.contact(contact))
    }

    pub(crate) fn remedy(&self, rule: &Rule, remedy: &Remedy, when: When) -> RemedyOut {
        let origin = remedy.origin.unwrap_or(Origin::Print);
        RemedyOut {
            id: remedy.id.clone(),
            kind: remedy.kind,
            origin,
            fixes: remedy.fixes.clone(),
            sometimes_fixes: remedy.sometimes_fixes.clone(),
            role: remedy.role.clone(),
            actor: remedy.actor.clone(),
            risk: remedy.risk,
            minutes: remedy.minutes,
            caution: remedy.caution.as_ref().map(|t| self.local.editor(t)),
            requires: remedy.requires.clone(),
            when,
            any_of: remedy.any_of.clone(),
            consult: self.consult(remedy.consult.as_deref()),
            print: remedy.print.iter().map(|t| self.local.print(t)).collect(),
            steps: remedy.steps.iter().map(|step| self.step(step, origin)).collect(),
            verify: self.verify(rule, remedy),
            undo: remedy.undo.as_ref().map(|t| self.local.editor(t)),
            stop: remedy.stop.as_ref().map(|t| self.local.editor(t)),
        }
    }

    /// How to see whether a remedy helped: repeating what failed, unless that is riskier than the remedy itself.
    pub(crate) fn verify(&self, rule: &Rule, remedy: &Remedy) -> Option<LocalText> {
        if rule.retry_risk > remedy.risk {
            return None;
        }
        Some(remedy.verify.as_ref().map_or_else(|| self.local.own(self.local.words.verify), |t| self.local.editor(t)))
    }

    pub(super) fn step(&self, step: &Step, origin: Origin) -> StepOut {
        StepOut {
            text: self.local.text(&step.text, origin),
            caution: step.caution.as_ref().map(|t| self.local.editor(t)),
            steps: step.steps.iter().map(|s| self.step(s, origin)).collect(),
        }
    }
}
