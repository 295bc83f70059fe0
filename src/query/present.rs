//! One rule's presentation: what of it concerns the caller, in a safe order.

use std::collections::BTreeMap;

use super::answer::{Answer, CauseOut, HandOverOut, NoteOut, PackRef, PlanStep, SourceOut};
use super::case::{Case, Ruling};
use super::local::{Local, LocalText};
use super::steps::{CheckOut, RemedyOut, Withheld, WithheldWhy};
use super::{Query, dedup};
use crate::kb::{Item, LoadedPack, Truth, truth};
use crate::model::{Match, Origin, Passage, Rule, Text};

/// The steps of the plan, by answer and by place among its rulings.
pub(super) type Elsewhere = BTreeMap<(usize, usize), PlanStep>;

/// Turns rules of one pack into answers for one caller.
pub(crate) struct Answerer<'a> {
    pub(crate) pack: &'a LoadedPack,
    pub(crate) local: &'a Local<'a>,
    pub(crate) query: &'a Query,
}

impl<'a> Answerer<'a> {
    pub(super) fn role(&self) -> Option<&str> {
        self.query.role.as_deref()
    }

    /// The answer of one rule for the rows that were matched, with the steps that the rulings show.
    pub(super) fn answer(&self, case: &Case<'_>, rulings: &[Ruling<'_>], elsewhere: &Elsewhere) -> Option<Answer> {
        let (rule, rows) = (case.rule, case.rows.as_slice());
        let look = |name: &str| case.facts.get(name).map(String::as_str);
        let entry = rows.first().and_then(|row| self.pack.code(&row.code));
        let mut codes: Vec<String> = Vec::new();
        for row in rows {
            let written = self.pack.code(&row.code).map(|e| std::iter::once(&e.code).chain(&e.aliases));
            codes.extend(written.into_iter().flatten().cloned());
        }
        dedup(&mut codes);
        let mut details: Vec<String> = rows.iter().filter_map(|row| row.detail.clone()).collect();
        dedup(&mut details);
        let mut row_names: Vec<String> = rows.iter().filter_map(|row| row.row.clone()).collect();
        dedup(&mut row_names);
        let causes = rule.causes.iter().filter_map(|cause| {
            let when = case.open(&cause.when)?;
            Some(CauseOut {
                id: cause.id.clone(),
                text: self.local.print(&cause.text),
                likelihood: cause.likelihood,
                when,
            })
        });
        let mut absent = rule.absent.clone();
        if let [row] = rows {
            absent.extend(row.absent.clone());
        }
        let shown = || rulings.iter().filter(|ruling| ruling.why.is_none());
        Some(Answer {
            pack: self.pack.reference(),
            rule: rule.id.clone(),
            asked: Vec::new(),
            candidate: false,
            status: rule.status,
            codes,
            details,
            heading: entry.and_then(|e| self.pack.shared_text(e, |e| e.heading.as_ref())).map(|t| self.local.print(t)),
            message: entry.and_then(|e| self.pack.shared_text(e, |e| e.message.as_ref())).map(|t| self.local.print(t)),
            error_type: self.same_error_type(rows),
            cautions: self.passages(&rule.cautions, look, Origin::Editor),
            explanation: self.passages(&rule.explanation, look, Origin::Print),
            causes: causes.collect(),
            checks: shown().filter_map(|ruling| self.shown_check(ruling)).collect(),
            remediation: shown().filter_map(|ruling| self.shown_remedy(rule, ruling)).collect(),
            withheld: rulings.iter().filter_map(|ruling| self.withheld(ruling, elsewhere)).collect(),
            hand_over: self.hand_over(rule, self.role()),
            absent,
            notes: self.notes(rule, &row_names),
            rows: row_names,
            translation: self.translation(rule),
            source: self.source(rule)?,
        })
    }

    fn shown_check(&self, ruling: &Ruling<'_>) -> Option<CheckOut> {
        let Item::Check(check) = ruling.item else { return None };
        let consult = self.consult(ruling.consult);
        Some(CheckOut { consult, ..self.check(check, ruling.when.clone()) })
    }

    fn shown_remedy(&self, rule: &Rule, ruling: &Ruling<'_>) -> Option<RemedyOut> {
        let Item::Remedy(remedy) = ruling.item else { return None };
        let (consult, any_of) = (self.consult(ruling.consult), ruling.any_of.cloned());
        Some(RemedyOut { consult, any_of, ..self.remedy(rule, remedy, ruling.when.clone()) })
    }

    fn withheld(&self, ruling: &Ruling<'_>, elsewhere: &Elsewhere) -> Option<Withheld> {
        let (item, why) = (ruling.item, ruling.why?);
        let who = match why {
            WithheldWhy::AboveRole => self.who(item, self.role()),
            _ => None,
        };
        // What was printed for the row is not hidden; only what would read as a step to take now is.
        let print: &[Text] = match (why, item) {
            (WithheldWhy::AboveRole | WithheldWhy::ShownAbove, _) => &[],
            (_, Item::Check(check)) => &check.print,
            (_, Item::Remedy(remedy)) => &remedy.print,
        };
        Some(Withheld {
            step: item.id().to_owned(),
            role: item.role().to_owned(),
            risk: item.risk(),
            why,
            who,
            same_as: ruling.same_as.and_then(|place| elsewhere.get(&place).cloned()),
            print: print.iter().map(|t| self.local.print(t)).collect(),
        })
    }

    pub(crate) fn hand_over(&self, rule: &Rule, role: Option<&str>) -> HandOverOut {
        let (to, from) = self.pack.hand_over(&rule.hand_over, role);
        let lead = rule.hand_over.lead.as_ref().map(|t| self.local.print(t));
        let printed = from != crate::model::HandOverFrom::Role;
        let request = to.iter().find_map(|c| c.request.as_ref()).filter(|_| printed).map(|t| self.local.print(t));
        let text = match (lead, request) {
            (Some(lead), Some(request)) => {
                let gap = if lead.lang == "ja" { "" } else { " " };
                Some(LocalText { text: format!("{}{gap}{}", lead.text, request.text), ..lead })
            }
            (lead, request) => lead.or(request),
        };
        // The printed sentence names the printed contact, not the one that stands in.
        let text = text.filter(|_| printed);
        HandOverOut { to: to.into_iter().map(|c| self.contact(c)).collect(), from, text }
    }

    fn passages<'f>(
        &self,
        passages: &[Passage],
        look: impl Fn(&str) -> Option<&'f str> + Copy,
        usual: Origin,
    ) -> Vec<LocalText> {
        // Prose without its row is the worst case: it is shown.
        passages.iter().filter(|p| truth(&p.when, look) != Truth::No).map(|p| self.local.text(&p.text, usual)).collect()
    }

    fn same_error_type(&self, rows: &[&Match]) -> Option<LocalText> {
        let (first, rest) = rows.split_first()?;
        let same = rest.iter().all(|row| row.error_type == first.error_type);
        first.error_type.as_ref().filter(|_| same).map(|t| self.local.print(t))
    }

    fn notes(&self, rule: &Rule, rows: &[String]) -> Vec<NoteOut> {
        let concerned = |of: &[String]| of.is_empty() || of.iter().any(|row| rows.contains(row));
        let codes = self.pack.code_notes();
        let entries: Vec<&crate::model::CodeEntry> =
            rule.matches.iter().filter_map(|row| self.pack.code(&row.code)).collect();
        let code_errata = codes.errata.iter().filter(|e| entries.iter().any(|c| c.errata.contains(&e.id)));
        let code_notes = codes.review_notes.iter().filter(|n| entries.iter().any(|c| c.review_notes.contains(&n.id)));
        let errata = rule.errata.iter().chain(code_errata).filter(|e| concerned(&e.rows)).map(|e| NoteOut {
            id: e.id.clone(),
            kind: Some(e.kind),
            concerns: e.concerns.clone(),
            printed: Some(e.printed.clone()),
            corrected: e.corrected.clone(),
            confidence: Some(e.confidence),
            text: self.local.editor(&e.reason),
        });
        let doubts = rule.review_notes.iter().chain(code_notes).filter(|n| concerned(&n.rows)).map(|n| NoteOut {
            id: n.id.clone(),
            kind: None,
            concerns: n.concerns.clone(),
            printed: None,
            corrected: None,
            confidence: None,
            text: self.local.editor(&n.text),
        });
        errata.chain(doubts).collect()
    }

    fn translation(&self, rule: &Rule) -> Option<crate::model::TranslationStatus> {
        let lang = self.local.langs.first()?;
        let base = lang.split('-').next().unwrap_or(lang);
        rule.translations.iter().find(|t| t.lang == *lang || t.lang == base).map(|t| t.status)
    }

    pub(crate) fn source(&self, rule: &Rule) -> Option<SourceOut> {
        let document = self.pack.manifest().documents.iter().find(|d| d.id == rule.source.document)?;
        Some(SourceOut {
            document: document.id.clone(),
            title: self.local.print(&document.title),
            page: rule.source.page,
        })
    }
}

impl LoadedPack {
    /// The pack as answers and sessions name it.
    #[must_use]
    pub fn reference(&self) -> PackRef {
        PackRef {
            id: self.id().to_owned(),
            version: self.manifest().version.clone(),
            hash: self.hash().to_owned(),
            overlay: self.overlay().map(str::to_owned),
        }
    }
}
