//! Checks and remedies of an answer, each with a number that the others refer to.

use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::style::{Span, Tone};
use super::wrap::width;
use crate::model::{Origin, RemedyKind, Risk, When};
use crate::query::{Answer, AnswerOptionOut, CheckOut, LocalText, RemedyOut, StepOut};

/// An answer with the numbers of its items.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) answer: &'a Answer,
    pub(super) names: &'a Names,
}

impl Sheet<'_> {
    pub(super) fn checks(&self, page: &mut Page) {
        let (labels, checks) = (self.names.labels, &self.answer.checks);
        if checks.is_empty() {
            return;
        }
        page.heading(labels.checks);
        for (n, check) in checks.iter().enumerate() {
            let number = format!("{}. ", n.saturating_add(1));
            let indent = width(&number).saturating_add(2);
            page.numbered(
                2,
                &number,
                check.caution.as_ref().map(|text| self.names.text(text)),
                &self.names.text(&check.ask),
            );
            self.before(page, indent, &check.when, &check.requires, check.consult.as_ref());
            self.check_detail(page, indent, n, check);
        }
    }

    fn check_detail(&self, page: &mut Page, indent: usize, n: usize, check: &CheckOut) {
        for answer in &check.answers {
            let follows = self.follows(answer);
            if !follows.is_empty() {
                let said = Span::plain(format!("{} → ", self.names.flat(&answer.text)));
                page.para(indent, said, &[Span::plain(follows.join(self.names.labels.comma))]);
            }
        }
        let mut small = vec![self.role(&check.role).to_owned()];
        if check.risk > Risk::Safe {
            small.push(self.names.words.risk(check.risk).to_owned());
        }
        small.push(fill(self.names.labels.minutes, &[&check.minutes.to_string()]));
        small.extend(self.acts(check.actor.as_ref(), &check.role));
        page.para(indent, Span::dim(""), &[Span::dim(small.join(" · "))]);
        let earlier = self.answer.checks.iter().take(n).flat_map(|check| &check.print);
        let print: Vec<&LocalText> = check.print.iter().filter(|text| text.text != check.ask.text).collect();
        self.printed(page, indent, &print, &earlier.collect::<Vec<_>>());
    }

    /// What an answer means, in words.
    fn follows(&self, answer: &AnswerOptionOut) -> Vec<String> {
        let labels = self.names.labels;
        let mut follows = Vec::new();
        let supported = self.causes(&answer.supports);
        if !supported.is_empty() {
            let remedies: Vec<String> = self
                .answer
                .remediation
                .iter()
                .enumerate()
                .filter(|(_, r)| r.fixes.iter().chain(&r.sometimes_fixes).any(|c| answer.supports.contains(c)))
                .map(|(n, _)| numbered(labels.remedy, n))
                .collect();
            let next = if remedies.is_empty() { String::new() } else { format!(" ({})", remedies.join(labels.comma)) };
            follows.push(format!("{}{next}", fill(labels.points_to, &[&supported.join(labels.or)])));
        }
        let excluded = self.causes(&answer.excludes);
        if !excluded.is_empty() {
            follows.push(fill(labels.rules_out, &[&excluded.join(labels.or)]));
        }
        let call = answer.hand_over.iter().map(|contact| fill(labels.call, &[&contact.name]));
        follows.extend(call);
        follows.extend(answer.see.iter().map(|see| fill(labels.see, &[self.names.rule(&self.answer.pack.id, see)])));
        if answer.resolved {
            follows.push(labels.fault_gone.to_owned());
        }
        follows
    }

    pub(super) fn remedies(&self, page: &mut Page) {
        let (labels, remedies) = (self.names.labels, &self.answer.remediation);
        if remedies.is_empty() {
            return;
        }
        page.heading(labels.remedies);
        let mut groups: Vec<&String> = Vec::new();
        for (n, remedy) in remedies.iter().enumerate() {
            if n > 0 {
                page.gap();
            }
            if let Some(group) = remedy.any_of.as_ref().filter(|group| !groups.contains(group)) {
                self.alternatives(page, group);
                groups.push(group);
            }
            self.remedy(page, n, remedy);
        }
    }

    /// Says once how the alternatives of a group are tried.
    fn alternatives(&self, page: &mut Page, group: &String) {
        let labels = self.names.labels;
        let of_group = self.answer.remediation.iter().enumerate().filter(|(_, r)| r.any_of.as_ref() == Some(group));
        let members: Vec<String> = of_group.map(|(n, _)| numbered(labels.remedy, n)).collect();
        if members.len() > 1 {
            page.para(2, Span::plain(""), &[Span::plain(fill(labels.any_of, &[&members.join(labels.either)]))]);
        }
    }

    fn remedy(&self, page: &mut Page, n: usize, remedy: &RemedyOut) {
        let labels = self.names.labels;
        let all_editor = remedy.origin == Origin::Editor || all_by_editor(&remedy.steps);
        let head = Span::strong(format!("{}  ", numbered(labels.remedy_head, n)));
        page.para(2, head, &self.remedy_head(remedy, all_editor));
        if let Some(caution) = &remedy.caution {
            page.warn(4, self.names.text(caution));
        }
        self.before(page, 4, &remedy.when, &remedy.requires, remedy.consult.as_ref());
        steps(page, 4, &remedy.steps, all_editor, self.names);
        self.verify(page, n, remedy);
        for (label, text) in [(labels.stop_at, &remedy.stop), (labels.undo, &remedy.undo)] {
            if let Some(text) = text {
                page.para(4, Span::dim(format!("{label}: ")), &self.names.text(text));
            }
        }
        let earlier = self.answer.remediation.iter().take(n).flat_map(|r| &r.print);
        let print: Vec<&LocalText> = remedy.print.iter().filter(|p| !has_step(&remedy.steps, p)).collect();
        self.printed(page, 4, &print, &earlier.collect::<Vec<_>>());
    }

    /// How to see whether it helped; the same sentence is not said again and again.
    fn verify(&self, page: &mut Page, n: usize, remedy: &RemedyOut) {
        let labels = self.names.labels;
        let Some(text) = &remedy.verify else { return };
        let first = self.answer.remediation.iter().take(n).position(|other| other.verify.as_ref() == Some(text));
        let said = match first {
            Some(first) => vec![Span::plain(fill(labels.same_verify, &[&numbered(labels.remedy, first)]))],
            None => self.names.text(text),
        };
        page.para(4, Span::dim(format!("{}: ", labels.verify)), &said);
    }

    fn remedy_head(&self, remedy: &RemedyOut, by_editor: bool) -> Vec<Span> {
        let (labels, words) = (self.names.labels, self.names.words);
        let tone = if remedy.risk == Risk::Destructive { Tone::Danger } else { Tone::Dim };
        let mut small = vec![fill(labels.minutes, &[&remedy.minutes.to_string()])];
        small.extend(self.acts(remedy.actor.as_ref(), &remedy.role));
        if self.answer.causes.len() > 1 {
            let fixes = self.causes(&remedy.fixes);
            let sometimes = self.causes(&remedy.sometimes_fixes);
            if !fixes.is_empty() && fixes.len() < self.answer.causes.len() {
                small.push(fill(labels.helps, &[&fixes.join(labels.or)]));
            }
            if !sometimes.is_empty() {
                small.push(fill(labels.sometimes_helps, &[&sometimes.join(labels.or)]));
            }
        }
        if remedy.kind == RemedyKind::Workaround {
            small.push(labels.workaround.to_owned());
        }
        if by_editor {
            small.push(labels.editor.to_owned());
        }
        vec![
            Span::dim(format!("{} · ", self.role(&remedy.role))),
            Span::new(tone, words.risk(remedy.risk)),
            Span::dim(format!(" · {}", small.join(" · "))),
        ]
    }

    /// What has to hold, to be done or to be asked before an item.
    fn before(
        &self,
        page: &mut Page,
        indent: usize,
        when: &When,
        requires: &[String],
        consult: Option<&crate::query::ContactOut>,
    ) {
        let labels = self.names.labels;
        let mut said = Vec::new();
        said.extend(self.condition(when).map(|when| fill(labels.when, &[&when])));
        if !requires.is_empty() {
            let first: Vec<String> = requires.iter().map(|id| self.item(id)).collect();
            said.push(fill(labels.requires, &[&first.join(labels.comma)]));
        }
        said.extend(consult.map(|contact| fill(labels.consult, &[&contact.name])));
        for sentence in said {
            page.para(indent, Span::dim("▸ "), &[Span::plain(sentence)]);
        }
    }

    /// When a cause can be: the detail alone says it where nothing else does.
    pub(super) fn cause_condition(&self, when: &When) -> Option<String> {
        let labels = self.names.labels;
        match (when.get("row"), when.len()) {
            (Some(rows), 1) => {
                let details = rows.iter().map(|row| self.names.row(&self.answer.pack.id, &self.answer.rule, row));
                Some(fill(labels.with_detail, &[&details.collect::<Vec<_>>().join(labels.or)]))
            }
            _ => self.condition(when).map(|when| fill(labels.when, &[&when])),
        }
    }

    /// Conditions in words; none where nothing is left open.
    pub(super) fn condition(&self, when: &When) -> Option<String> {
        let (names, labels, pack) = (self.names, self.names.labels, &self.answer.pack.id);
        let parts = when.iter().map(|(fact, values)| match fact.as_str() {
            "row" => {
                let details = values.iter().map(|row| names.row(pack, &self.answer.rule, row));
                fill(labels.detail_is, &[&details.collect::<Vec<_>>().join(labels.or)])
            }
            "detail" => fill(labels.detail_is, &[&values.join(labels.or)]),
            _ => match self.answer.checks.iter().position(|check| check.id == *fact) {
                Some(n) => {
                    let options = self.answer.checks.get(n).map(|check| check.answers.as_slice()).unwrap_or_default();
                    let said = values.iter().map(|value| {
                        let option = options.iter().find(|option| option.id == *value);
                        option.map_or_else(|| value.clone(), |option| names.flat(&option.text))
                    });
                    let said: Vec<String> = said.collect();
                    fill(labels.answered, &[&numbered(labels.check, n), &said.join(labels.or)])
                }
                None => names.condition(pack, fact, values),
            },
        });
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| parts.join(labels.and))
    }

    /// Printed sentences, beneath, unless they stand further up already.
    fn printed(&self, page: &mut Page, indent: usize, texts: &[&LocalText], earlier: &[&LocalText]) {
        for text in texts.iter().filter(|text| !earlier.contains(text)) {
            let quoted = LocalText { text: fill(self.names.labels.printed, &[&text.text]), ..(*text).clone() };
            page.para(indent, Span::dim(""), &self.names.toned(&quoted, Tone::Dim));
        }
    }

    fn causes(&self, ids: &[String]) -> Vec<String> {
        let shown = self.answer.causes.iter().enumerate().filter(|(_, cause)| ids.contains(&cause.id));
        shown.map(|(n, _)| numbered(self.names.labels.cause, n)).collect()
    }

    /// The number of a check or remedy.
    fn item(&self, id: &str) -> String {
        let labels = self.names.labels;
        let check = self.answer.checks.iter().position(|check| check.id == id).map(|n| numbered(labels.check, n));
        let remedy = || self.answer.remediation.iter().position(|r| r.id == id).map(|n| numbered(labels.remedy, n));
        check.or_else(remedy).unwrap_or_else(|| labels.another_step.to_owned())
    }

    fn role<'s>(&'s self, id: &'s str) -> &'s str {
        self.names.role(&self.answer.pack.id, id)
    }

    /// Who acts, where the role does not say it.
    fn acts(&self, actor: Option<&String>, role: &str) -> Option<String> {
        actor.filter(|id| *id != role).map(|id| fill(self.names.labels.acts, &[self.role(id)]))
    }
}

fn numbered(label: &str, n: usize) -> String {
    fill(label, &[&n.saturating_add(1).to_string()])
}

fn all_by_editor(steps: &[StepOut]) -> bool {
    !steps.is_empty() && steps.iter().all(|step| step.text.origin == Origin::Editor)
}

fn has_step(steps: &[StepOut], print: &LocalText) -> bool {
    steps.iter().any(|step| step.text.text == print.text || has_step(&step.steps, print))
}

/// What is done, in order: one step alone carries no number. Steps of the editor among printed ones are marked.
pub(super) fn steps(page: &mut Page, indent: usize, list: &[StepOut], by_editor: bool, names: &Names) {
    for (n, step) in list.iter().enumerate() {
        if let Some(caution) = &step.caution {
            page.warn(indent, names.text(caution));
        }
        let lead = if list.len() == 1 { String::new() } else { format!("{}. ", n.saturating_add(1)) };
        let mut spans = names.text(&step.text);
        if !by_editor && step.text.origin == Origin::Editor {
            spans.push(Span::dim(format!(" ({})", names.labels.editor)));
        }
        let deeper = indent.saturating_add(width(&lead));
        page.para(indent, Span::plain(lead), &spans);
        steps(page, deeper.max(indent.saturating_add(2)), &step.steps, by_editor, names);
    }
}
