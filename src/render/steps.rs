//! Checks and remedies on a page.

use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::sheet::{Entry, Item, Sheet, numbered};
use super::style::{Span, Tone};
use super::wrap::width;
use crate::model::{Origin, RemedyKind, Risk, When};
use crate::query::{CheckOut, LocalText, RemedyOut, StepOut};

impl Sheet<'_> {
    /// Everything to look at and to do, each kind under its heading.
    pub(super) fn draw(&self, page: &mut Page) {
        let labels = self.names.labels;
        let mut before: Option<&Entry<'_>> = None;
        for entry in &self.entries {
            let (heading, again) = match (entry.item, before.map(|entry| entry.item)) {
                (Item::Check(_), before) => (labels.checks, matches!(before, Some(Item::Check(_)))),
                (Item::Remedy(_), before) => (labels.remedies, matches!(before, Some(Item::Remedy(_)))),
            };
            if !again {
                page.heading(heading);
            }
            match entry.item {
                Item::Check(check) => self.check(page, entry, check),
                Item::Remedy(remedy) => {
                    if again {
                        page.gap();
                    }
                    self.alternatives(page, entry, remedy);
                    self.remedy(page, entry, remedy);
                }
            }
            before = Some(entry);
        }
    }

    fn check(&self, page: &mut Page, entry: &Entry<'_>, check: &CheckOut) {
        let number = format!("{}. ", entry.n.saturating_add(1));
        let indent = width(&number).saturating_add(2);
        let caution = check.caution.as_ref().map(|text| self.names.text(text));
        page.numbered(2, &number, caution, &self.names.text(&check.ask));
        self.before(page, indent, entry.of, (&check.when, &check.requires, check.consult.as_ref()));
        for answer in &check.answers {
            let follows = self.follows(entry.of, answer);
            if !follows.is_empty() {
                let said = Span::plain(format!("{} → ", self.names.flat(&answer.text)));
                page.para(indent, said, &[Span::plain(follows.join(self.names.labels.comma))]);
            }
        }
        let mut small = vec![self.role(entry.of, &check.role).to_owned()];
        if check.risk > Risk::Safe {
            small.push(self.names.words.risk(check.risk).to_owned());
        }
        small.push(fill(self.names.labels.minutes, &[&check.minutes.to_string()]));
        small.extend(self.acts(entry.of, check.actor.as_ref(), &check.role));
        page.para(indent, Span::dim(""), &[Span::dim(small.join(" · "))]);
        let earlier = self.checks().take(entry.n).flat_map(|(_, check)| &check.print);
        let print: Vec<&LocalText> = check.print.iter().filter(|text| text.text != check.ask.text).collect();
        self.printed(page, indent, &print, &earlier.collect::<Vec<_>>());
    }

    /// Says once, before the first of a group, how its alternatives are tried.
    fn alternatives(&self, page: &mut Page, entry: &Entry<'_>, remedy: &RemedyOut) {
        let labels = self.names.labels;
        let Some(group) = &remedy.any_of else { return };
        let same = |other: &Entry<'_>, r: &RemedyOut| {
            r.any_of.as_ref() == Some(group) && self.pack(other.of) == self.pack(entry.of)
        };
        let members: Vec<usize> = self.remedies().filter(|(e, r)| same(e, r)).map(|(e, _)| e.n).collect();
        if members.len() > 1 && members.first() == Some(&entry.n) {
            let members: Vec<String> = members.into_iter().map(|n| numbered(labels.remedy, n)).collect();
            page.para(2, Span::plain(""), &[Span::plain(fill(labels.any_of, &[&members.join(labels.either)]))]);
        }
    }

    fn remedy(&self, page: &mut Page, entry: &Entry<'_>, remedy: &RemedyOut) {
        let labels = self.names.labels;
        let all_editor = remedy.origin == Origin::Editor || all_by_editor(&remedy.steps);
        let head = Span::strong(format!("{}  ", numbered(labels.remedy_head, entry.n)));
        page.para(2, head, &self.remedy_head(entry.of, remedy, all_editor));
        if let Some(caution) = &remedy.caution {
            page.warn(4, self.names.text(caution));
        }
        self.before(page, 4, entry.of, (&remedy.when, &remedy.requires, remedy.consult.as_ref()));
        steps(page, 4, &remedy.steps, all_editor, self.names);
        self.verify(page, entry.n, remedy);
        for (label, text) in [(labels.stop_at, &remedy.stop), (labels.undo, &remedy.undo)] {
            if let Some(text) = text {
                page.para(4, Span::dim(format!("{label}: ")), &self.names.text(text));
            }
        }
        let earlier = self.remedies().take(entry.n).flat_map(|(_, r)| &r.print);
        let print: Vec<&LocalText> = remedy.print.iter().filter(|p| !has_step(&remedy.steps, p)).collect();
        self.printed(page, 4, &print, &earlier.collect::<Vec<_>>());
    }

    /// How to see whether it helped; the same sentence is not said again and again.
    fn verify(&self, page: &mut Page, n: usize, remedy: &RemedyOut) {
        let labels = self.names.labels;
        let Some(text) = &remedy.verify else { return };
        let first = self.remedies().take(n).find(|(_, other)| other.verify.as_ref() == Some(text));
        let said = match first {
            Some((first, _)) => vec![Span::plain(fill(labels.same_verify, &[&numbered(labels.remedy, first.n)]))],
            None => self.names.text(text),
        };
        page.para(4, Span::dim(format!("{}: ", labels.verify)), &said);
    }

    fn remedy_head(&self, of: usize, remedy: &RemedyOut, by_editor: bool) -> Vec<Span> {
        let (labels, words) = (self.names.labels, self.names.words);
        let tone = if remedy.risk == Risk::Destructive { Tone::Danger } else { Tone::Dim };
        let mut small = vec![fill(labels.minutes, &[&remedy.minutes.to_string()])];
        small.extend(self.acts(of, remedy.actor.as_ref(), &remedy.role));
        if self.of_causes > 1 {
            let fixes = self.causes(of, &remedy.fixes);
            let sometimes = self.causes(of, &remedy.sometimes_fixes);
            if !fixes.is_empty() && fixes.len() < self.of_causes {
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
            Span::dim(format!("{} · ", self.role(of, &remedy.role))),
            Span::new(tone, words.risk(remedy.risk)),
            Span::dim(format!(" · {}", small.join(" · "))),
        ]
    }

    /// What has to hold, to be done or to be asked before an item.
    fn before(
        &self,
        page: &mut Page,
        indent: usize,
        of: usize,
        (when, requires, consult): (&When, &[String], Option<&crate::query::ContactOut>),
    ) {
        let labels = self.names.labels;
        let mut said = Vec::new();
        said.extend(self.condition(of, when).map(|when| fill(labels.when, &[&when])));
        if !requires.is_empty() {
            let first: Vec<String> = requires.iter().map(|id| self.item(of, id)).collect();
            said.push(fill(labels.requires, &[&first.join(labels.comma)]));
        }
        said.extend(consult.map(|contact| fill(labels.consult, &[&contact.name])));
        for sentence in said {
            page.para(indent, Span::dim("▸ "), &[Span::plain(sentence)]);
        }
    }

    /// Printed sentences, beneath, unless they stand further up already.
    fn printed(&self, page: &mut Page, indent: usize, texts: &[&LocalText], earlier: &[&LocalText]) {
        for text in texts.iter().filter(|text| !earlier.contains(text)) {
            let quoted = LocalText { text: fill(self.names.labels.printed, &[&text.text]), ..(*text).clone() };
            page.para(indent, Span::dim(""), &self.names.toned(&quoted, Tone::Dim));
        }
    }

    fn role<'s>(&'s self, of: usize, id: &'s str) -> &'s str {
        self.names.role(self.pack(of), id)
    }

    /// Who acts, where the role does not say it.
    fn acts(&self, of: usize, actor: Option<&String>, role: &str) -> Option<String> {
        actor.filter(|id| *id != role).map(|id| fill(self.names.labels.acts, &[self.role(of, id)]))
    }
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
