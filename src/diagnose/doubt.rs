//! Contradictions in the reader's words.

use super::contradiction::{Clash, How, Statement};
use super::next::Next;
use super::turn::{Contradiction, Stated, Turn};
use super::view::View;
use crate::kb::Item;

impl View<'_, '_> {
    /// Names what a check is asked again for.
    pub(super) fn name_doubt(&self, turn: &mut Turn, next: &Next) {
        let (Next::Step(key) | Next::Consult { key, .. }) = next else { return };
        let Some((clash, _)) = self.state.doubt().filter(|(_, asked)| asked == key) else { return };
        let named = self.contradiction(&clash, Some(key));
        if matches!(next, Next::Step(_)) {
            let again = [&named.first, &named.second].into_iter().find(|stated| stated.step == *key);
            let former = again.map(|stated| stated.reply.as_str()).unwrap_or_default();
            turn.why = self.local.own(self.local.words.why_again(former));
        }
        turn.contradiction = Some(named);
    }

    /// The contradictions that stand.
    pub(super) fn standing(&self) -> Vec<Contradiction> {
        self.state.standing().iter().map(|clash| self.contradiction(clash, None)).collect()
    }

    fn contradiction(&self, clash: &Clash, asks: Option<&str>) -> Contradiction {
        let (first, second) = (self.stated(&clash.first), self.stated(&clash.second));
        let said = |stated: &Stated| (stated.text.text.trim().to_owned(), stated.reply.clone());
        let text = match clash.how {
            How::NoneLeft => self.local.words.none_left(&said(&first), &said(&second)),
            How::FirstSupports => self.local.words.opposed(&said(&first), &said(&second)),
            How::SecondSupports => self.local.words.opposed(&said(&second), &said(&first)),
        };
        Contradiction { first, second, asks: asks.map(str::to_owned), text: self.local.own(text) }
    }

    fn stated(&self, statement: &Statement) -> Stated {
        match statement {
            Statement::Answer(key) => self.answered(key),
            Statement::Fact(name) => self.fact(name),
        }
    }

    fn answered(&self, key: &str) -> Stated {
        let given = self.state.answers.get(key).map(String::as_str).unwrap_or_default();
        let known = self.state.silent.contains(key);
        let mut stated = Stated { step: key.to_owned(), text: self.local.own(key), reply: given.to_owned(), known };
        if let Some((_, _, Item::Check(check))) = self.state.find(key) {
            stated.text = self.local.editor(&check.ask);
            let answer = check.answers.iter().find(|answer| answer.id == given);
            stated.reply = answer.map_or(stated.reply, |answer| self.answerer.answer_text(answer).text);
        }
        stated
    }

    fn fact(&self, name: &str) -> Stated {
        let given = self.state.facts.get(name).map(String::as_str).unwrap_or_default();
        let declared = self.state.pack.manifest().facts.iter().find(|fact| fact.id == name);
        let value = declared.and_then(|fact| fact.values.iter().find(|value| value.id == given));
        Stated {
            step: name.to_owned(),
            text: declared.map_or_else(|| self.local.own(name), |fact| self.local.print(&fact.name)),
            reply: value.map_or_else(|| given.to_owned(), |value| self.local.name(&value.name)),
            known: true,
        }
    }
}
