//! Rows to answers: what of a rule concerns the caller, in a safe order.

use std::collections::BTreeMap;

use super::answer::{
    Answer, AnswerOptionOut, CauseOut, CheckOut, ContactOut, Explanation, HandOverOut, NoteOut, PackRef, RemedyOut,
    SourceOut, StepOut, Withheld, WithheldWhy,
};
use super::local::{Local, LocalText};
use super::matched::{Change, ChangeKind, Level, MatchInfo, Question, QuestionOption, Reason, Suggestion};
use super::resolve::{Found, resolve};
use super::row_facts::common_facts;
use super::sheet::Sheet;
use super::{Query, dedup, words_for};
use crate::Limits;
use crate::kb::{Facts, Item, KnowledgeBase, LoadedPack, RowRef, Truth, truth};
use crate::model::{Check, Contact, Match, Origin, Passage, Remedy, Risk, Rule, Step, Text, When};

impl KnowledgeBase {
    /// Answers a code, a code with its detail, a detail alone, or a text that holds some.
    ///
    /// Never fails and never returns nothing: the match says how sure the answer is, and `unknown` still carries a
    /// sentence to read to the help desk.
    #[must_use]
    pub fn explain(&self, query: &Query) -> Explanation {
        self.explain_within(query, &Limits::default())
    }

    /// [`explain`](Self::explain) with the host's own limits.
    #[must_use]
    pub fn explain_within(&self, query: &Query, limits: &Limits) -> Explanation {
        let (text, cut) = cut(&query.text, limits.query_bytes);
        let mut best: Vec<(&LoadedPack, Vec<Found>)> = Vec::new();
        for pack in self.packs() {
            let found = resolve(pack, text, &query.facts);
            let level = weakest(&found);
            match best.first().map(|(_, found)| weakest(found)) {
                Some(before) if before < level => {}
                Some(before) if before == level => best.push((pack, found)),
                _ => best = vec![(pack, found)],
            }
        }
        let mut explanation = merge(&best, query);
        if let Some(rest) = cut {
            explanation.matched.changes.push(cut_off(rest));
        }
        explanation
    }
}

/// Says that the last `rest` bytes were not read.
pub(super) fn cut_off(rest: usize) -> Change {
    Change { kind: ChangeKind::CutOff, from: format!("{rest} bytes"), to: None }
}

/// The part of a text within the limit, and the number of bytes beyond it.
pub(super) fn cut(text: &str, limit: usize) -> (&str, Option<usize>) {
    if text.len() <= limit {
        return (text, None);
    }
    let end = (0..=limit).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    (text.get(..end).unwrap_or_default(), Some(text.len().saturating_sub(end)))
}

fn weakest(found: &[Found]) -> Level {
    found.iter().map(|f| f.level).max().unwrap_or(Level::Unknown)
}

/// One explanation of what several packs and several codes give.
fn merge(best: &[(&LoadedPack, Vec<Found>)], query: &Query) -> Explanation {
    let mut matched =
        MatchInfo { level: Level::Unknown, reason: Reason::NothingKnown, changes: Vec::new(), suggestions: Vec::new() };
    let mut answers = Vec::new();
    let mut question = None;
    for (pack, found) in best {
        let local = Local::new(pack, query.lang.as_deref());
        let answerer = Answerer { pack, local: &local, query };
        let level = weakest(found);
        for one in found {
            if one.level == level {
                matched.level = level;
                matched.reason = one.reason;
            }
            matched.changes.extend(one.changes.iter().cloned());
            matched.suggestions.extend(answerer.suggestions(one));
            for (rule, rows) in by_rule(&one.rows) {
                answers.extend(answerer.answer(rule, &rows));
            }
            question = question.or_else(|| answerer.question(one));
        }
    }
    let help_desk = help_desk(best.first().map(|(pack, _)| *pack), query, &matched, &answers);
    Explanation { matched, answers, question, help_desk }
}

/// The rows by rule, in the order in which the rules come up.
fn by_rule(rows: &[RowRef]) -> Vec<(usize, Vec<RowRef>)> {
    let mut rules: Vec<(usize, Vec<RowRef>)> = Vec::new();
    for row in rows {
        match rules.iter_mut().find(|(rule, _)| *rule == row.rule) {
            Some((_, rows)) => rows.push(*row),
            None => rules.push((row.rule, vec![*row])),
        }
    }
    rules
}

/// A sentence to read out: what was shown, and which pack was asked.
pub(super) fn help_desk(
    pack: Option<&LoadedPack>,
    query: &Query,
    matched: &MatchInfo,
    answers: &[Answer],
) -> LocalText {
    let words = words_for(pack, query.lang.as_deref());
    let Some(pack) = pack else {
        return LocalText { text: words.no_pack().to_owned(), lang: words.lang.to_owned(), origin: Origin::Editor };
    };
    let local = Local::new(pack, query.lang.as_deref());
    let manifest = pack.manifest();
    let name = pack.contact(&manifest.help_desk).map(|c| local.name(&c.name)).unwrap_or_default();
    let codes: Vec<String> = match answers {
        // What the screen shows, not what it may have meant.
        [only] if matched.level < Level::CodeOnly => {
            only.codes.iter().take(1).chain(only.details.iter().take(1)).cloned().collect()
        }
        _ => super::tokens::tokens(&query.text)
            .filter(|t| t.text.chars().any(|c| c.is_ascii_digit()))
            .map(|t| t.text.to_owned())
            .take(8)
            .collect(),
    };
    let in_table = !answers.is_empty() && !matches!(matched.reason, Reason::PairNotInTable | Reason::CodeNotInTable);
    local.own(words.help_desk(&codes.join(" "), in_table, &manifest.id, &manifest.version.to_string(), &name))
}

/// Turns rules of one pack into answers for one caller.
pub(crate) struct Answerer<'a> {
    pub(crate) pack: &'a LoadedPack,
    pub(crate) local: &'a Local<'a>,
    pub(crate) query: &'a Query,
}

impl<'a> Answerer<'a> {
    fn role(&self) -> Option<&str> {
        self.query.role.as_deref()
    }

    /// The answer of one rule for the rows that were matched.
    fn answer(&self, rule: usize, rows: &[RowRef]) -> Option<Answer> {
        let rule = self.pack.rule_at(rule)?;
        let rows: Vec<&Match> = rows.iter().filter_map(|row| rule.matches.get(row.row)).collect();
        let facts = common_facts(&rows, &self.query.facts);
        let look = |name: &str| facts.get(name).map(String::as_str);
        let entry = rows.first().and_then(|row| self.pack.code(&row.code));
        let mut codes: Vec<String> = Vec::new();
        for row in &rows {
            let written = self.pack.code(&row.code).map(|e| std::iter::once(&e.code).chain(&e.aliases));
            codes.extend(written.into_iter().flatten().cloned());
        }
        dedup(&mut codes);
        let mut details: Vec<String> = rows.iter().filter_map(|row| row.detail.clone()).collect();
        dedup(&mut details);
        let mut row_names: Vec<String> = rows.iter().filter_map(|row| row.row.clone()).collect();
        dedup(&mut row_names);
        let mut withheld = Vec::new();
        let (checks, remediation) = self.steps(rule, &rows, &facts, &mut withheld);
        let causes = rule.causes.iter().filter_map(|cause| {
            let when = open(&cause.when, look)?;
            Some(CauseOut {
                id: cause.id.clone(),
                text: self.local.print(&cause.text),
                likelihood: cause.likelihood,
                when,
            })
        });
        let mut absent = rule.absent.clone();
        if let [row] = rows.as_slice() {
            absent.extend(row.absent.clone());
        }
        Some(Answer {
            pack: self.pack.reference(),
            rule: rule.id.clone(),
            status: rule.status,
            codes,
            details,
            heading: entry.and_then(|e| self.pack.shared_text(e, |e| e.heading.as_ref())).map(|t| self.local.print(t)),
            message: entry.and_then(|e| self.pack.shared_text(e, |e| e.message.as_ref())).map(|t| self.local.print(t)),
            error_type: self.same_error_type(&rows),
            cautions: self.passages(&rule.cautions, look, Origin::Editor),
            explanation: self.passages(&rule.explanation, look, Origin::Print),
            causes: causes.collect(),
            checks,
            remediation,
            withheld,
            hand_over: self.hand_over(rule, self.role()),
            absent,
            notes: self.notes(rule, &row_names),
            rows: row_names,
            translation: self.translation(rule),
            source: self.source(rule)?,
        })
    }

    /// Checks and remedies that may be shown, each group in authored order, destructive remedies last.
    fn steps(
        &self,
        rule: &Rule,
        rows: &[&Match],
        facts: &Facts,
        withheld: &mut Vec<Withheld>,
    ) -> (Vec<CheckOut>, Vec<RemedyOut>) {
        let look = |name: &str| facts.get(name).map(String::as_str);
        let mut sheet = Sheet { pack: self.pack, role: self.role(), rule, rows, facts, known: BTreeMap::new() };
        let mut checks = Vec::new();
        for check in &rule.checks {
            match sheet.why_withheld(Item::Check(check)) {
                Some(why) => withheld.push(self.withheld(Item::Check(check), why)),
                None => checks.push(self.check(check, open(&check.when, look).unwrap_or_default())),
            }
        }
        let mut remedies: Vec<&Remedy> = rule.remediation.iter().collect();
        remedies.sort_by_key(|remedy| remedy.risk == Risk::Destructive);
        let mut remediation = Vec::new();
        for remedy in remedies {
            match sheet.why_withheld(Item::Remedy(remedy)) {
                Some(why) => withheld.push(self.withheld(Item::Remedy(remedy), why)),
                None => remediation.push(self.remedy(rule, remedy, open(&remedy.when, look).unwrap_or_default())),
            }
        }
        (checks, remediation)
    }

    fn withheld(&self, item: Item<'_>, why: WithheldWhy) -> Withheld {
        let who = match why {
            WithheldWhy::AboveRole => self.who(item, self.role()),
            _ => None,
        };
        // What was printed for the row is not hidden; only what would read as a step to take now is.
        let print: &[Text] = match (why, item) {
            (WithheldWhy::AboveRole, _) => &[],
            (_, Item::Check(check)) => &check.print,
            (_, Item::Remedy(remedy)) => &remedy.print,
        };
        Withheld {
            step: item.id().to_owned(),
            role: item.role().to_owned(),
            risk: item.risk(),
            why,
            who,
            print: print.iter().map(|t| self.local.print(t)).collect(),
        }
    }

    /// Whom a caller turns to for a step that is above their role.
    pub(crate) fn who(&self, item: Item<'_>, role: Option<&str>) -> Option<ContactOut> {
        let consulted = item.consult().and_then(|id| self.pack.contact(id)).filter(|c| self.pack.is_above(c, role));
        consulted.or_else(|| self.pack.called_by(role)).map(|c| self.contact(c))
    }

    pub(crate) fn contact(&self, contact: &Contact) -> ContactOut {
        ContactOut { id: contact.id.clone(), name: self.local.name(&contact.name) }
    }

    fn contacts<'s>(&self, ids: impl IntoIterator<Item = &'s String>) -> Vec<ContactOut> {
        ids.into_iter().filter_map(|id| self.pack.contact(id)).map(|c| self.contact(c)).collect()
    }

    fn check(&self, check: &Check, when: When) -> CheckOut {
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
            consult: self.consult(check.consult.as_ref()),
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

    pub(crate) fn answer_text(&self, answer: &crate::model::AnswerOption) -> LocalText {
        match (&answer.text, answer.id.as_str()) {
            (Some(text), _) => self.local.editor(text),
            (None, "yes") => self.local.own(self.local.words.yes),
            (None, "no") => self.local.own(self.local.words.no),
            (None, other) => self.local.own(other),
        }
    }

    fn consult(&self, contact: Option<&String>) -> Option<ContactOut> {
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
            consult: self.consult(remedy.consult.as_ref()),
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

    fn step(&self, step: &Step, origin: Origin) -> StepOut {
        StepOut {
            text: self.local.text(&step.text, origin),
            caution: step.caution.as_ref().map(|t| self.local.editor(t)),
            steps: step.steps.iter().map(|s| self.step(s, origin)).collect(),
        }
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
        let codes = &self.pack.model().codes;
        let entries: Vec<&crate::model::CodeEntry> = codes
            .codes
            .iter()
            .filter(|e| rule.matches.iter().any(|m| m.code == e.code || e.aliases.contains(&m.code)))
            .collect();
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

    fn suggestions(&self, found: &Found) -> Vec<Suggestion> {
        found
            .near
            .iter()
            .filter_map(|row| self.pack.row(*row))
            .map(|(rule, row)| Suggestion {
                pack: self.pack.id().to_owned(),
                rule: rule.id.clone(),
                codes: self
                    .pack
                    .code(&row.code)
                    .map(|e| std::iter::once(&e.code).chain(&e.aliases).cloned().collect())
                    .unwrap_or_default(),
                details: row.detail.iter().cloned().collect(),
                error_type: row.error_type.as_ref().map(|t| self.local.print(t)),
            })
            .collect()
    }

    /// What separates the rows that are open.
    pub(crate) fn question(&self, found: &Found) -> Option<Question> {
        let rows: Vec<&Match> = found.rows.iter().filter_map(|row| self.pack.row(*row)).map(|(_, row)| row).collect();
        let (fact, text, options): (_, _, Vec<(String, &Match)>) = match found.level {
            Level::DetailOnly => {
                ("code", self.local.words.which_code, rows.iter().map(|row| (row.code.clone(), *row)).collect())
            }
            Level::CodeOnly if !rows.is_empty() => {
                let none = self.local.words.no_detail_shown;
                let detail = |row: &Match| row.detail.clone().unwrap_or_else(|| none.to_owned());
                ("detail", self.local.words.which_detail, rows.iter().map(|row| (detail(row), *row)).collect())
            }
            _ => return None,
        };
        let mut seen: Vec<QuestionOption> = Vec::new();
        for (value, row) in options {
            let error_type = row.error_type.as_ref().map(|t| self.local.print(t).text);
            let text = error_type.map_or_else(|| value.clone(), |t| format!("{value} ({t})"));
            if seen.iter().all(|option| option.value != value) {
                seen.push(QuestionOption { value, text });
            }
        }
        Some(Question { fact: fact.to_owned(), text: self.local.own(text), options: seen })
    }
}

impl LoadedPack {
    /// The pack as answers and sessions name it.
    #[must_use]
    pub fn reference(&self) -> PackRef {
        PackRef { id: self.id().to_owned(), version: self.manifest().version.clone(), hash: self.hash().to_owned() }
    }
}

/// The conditions of an item that are not yet known to hold; none if one of them fails.
fn open<'f>(when: &When, look: impl Fn(&str) -> Option<&'f str>) -> Option<When> {
    if truth(when, &look) == Truth::No {
        return None;
    }
    Some(when.iter().filter(|(fact, _)| look(fact).is_none()).map(|(k, v)| (k.clone(), v.clone())).collect())
}
