//! The causes, checks and remedies of one or several answers, each with the number that the others refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::fill;
use super::names::Names;
use crate::model::When;
use crate::query::{Answer, AnswerOptionOut, CauseOut, CheckOut, Explanation, RemedyOut};

/// A check or remedy of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'a> {
    Check(&'a CheckOut),
    Remedy(&'a RemedyOut),
}

/// A check or remedy in its place: whose it is, and its number among its kind, from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) of: usize,
    pub(super) n: usize,
    pub(super) item: Item<'a>,
}

/// Answers with the numbers of their items.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) names: &'a Names,
    answers: Vec<&'a Answer>,
    pub(super) entries: Vec<Entry<'a>>,
    /// The entry of an item, by its answer and id; of one that is shown elsewhere, that entry.
    places: BTreeMap<(usize, &'a str), usize>,
    /// The number of a cause, by its answer and id.
    causes: BTreeMap<(usize, &'a str), usize>,
    /// How many causes there are.
    pub(super) of_causes: usize,
}

impl<'a> Sheet<'a> {
    /// One answer: checks, then remedies.
    pub(super) fn of_answer(answer: &'a Answer, names: &'a Names) -> Self {
        let checks = answer.checks.iter().map(|check| (0, Item::Check(check)));
        let items = checks.chain(answer.remediation.iter().map(|remedy| (0, Item::Remedy(remedy))));
        Self::new(vec![answer], items, names)
    }

    /// All answers of which it is settled that they are meant, in the order of the plan.
    pub(super) fn of_plan(found: &'a Explanation, names: &'a Names) -> Self {
        let item = |answer: &'a Answer, id: &str| {
            let check = answer.checks.iter().find(|check| check.id == id).map(Item::Check);
            check.or_else(|| answer.remediation.iter().find(|remedy| remedy.id == id).map(Item::Remedy))
        };
        let items =
            found.plan.iter().filter_map(|at| Some((at.answer, item(found.answers.get(at.answer)?, &at.step)?)));
        Self::new(found.answers.iter().collect(), items, names)
    }

    fn new(answers: Vec<&'a Answer>, items: impl Iterator<Item = (usize, Item<'a>)>, names: &'a Names) -> Self {
        let (mut checks, mut remedies) = (0usize, 0usize);
        let mut places = BTreeMap::new();
        let mut entries = Vec::new();
        for (of, item) in items {
            let (id, n) = match item {
                Item::Check(check) => (&check.id, &mut checks),
                Item::Remedy(remedy) => (&remedy.id, &mut remedies),
            };
            places.insert((of, id.as_str()), entries.len());
            entries.push(Entry { of, n: *n, item });
            *n = n.saturating_add(1);
        }
        for (of, step) in answers.iter().enumerate().flat_map(|(of, a)| a.withheld.iter().map(move |step| (of, step))) {
            let shown = step.same_as.as_ref().and_then(|at| places.get(&(at.answer, at.step.as_str())).copied());
            places.extend(shown.map(|place| ((of, step.step.as_str()), place)));
        }
        let mut said: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut causes = BTreeMap::new();
        for (of, answer) in answers.iter().enumerate().filter(|(_, answer)| !answer.candidate) {
            for cause in &answer.causes {
                let next = said.len();
                let number = *said.entry((&cause.id, &cause.text.text)).or_insert(next);
                causes.insert((of, cause.id.as_str()), number);
            }
        }
        Self { names, answers, entries, places, causes, of_causes: said.len() }
    }

    /// The causes of an answer with their numbers: those that no answer before it names, and the numbers of the others.
    pub(super) fn causes_of(&self, of: usize) -> (Vec<(usize, &'a CauseOut)>, Vec<usize>) {
        let number = |cause: &CauseOut| self.causes.get(&(of, cause.id.as_str())).copied();
        let earlier: BTreeSet<usize> =
            self.causes.iter().filter(|((other, _), _)| *other < of).map(|(_, number)| *number).collect();
        let all = self.answers.get(of).into_iter().flat_map(|answer| &answer.causes);
        let numbered = all.filter_map(|cause| Some((number(cause)?, cause)));
        let (old, new): (Vec<_>, Vec<_>) = numbered.partition(|(number, _)| earlier.contains(number));
        (new, old.into_iter().map(|(number, _)| number).collect())
    }

    pub(super) fn checks(&self) -> impl Iterator<Item = (&Entry<'a>, &'a CheckOut)> {
        self.entries.iter().filter_map(|entry| match entry.item {
            Item::Check(check) => Some((entry, check)),
            Item::Remedy(_) => None,
        })
    }

    pub(super) fn remedies(&self) -> impl Iterator<Item = (&Entry<'a>, &'a RemedyOut)> {
        self.entries.iter().filter_map(|entry| match entry.item {
            Item::Remedy(remedy) => Some((entry, remedy)),
            Item::Check(_) => None,
        })
    }

    /// The pack of an answer.
    pub(super) fn pack(&self, of: usize) -> &'a str {
        self.answers.get(of).map_or("", |answer| &answer.pack.id)
    }

    fn rule(&self, of: usize) -> &'a str {
        self.answers.get(of).map_or("", |answer| &answer.rule)
    }

    fn cause_numbers<'i>(&self, of: usize, ids: impl IntoIterator<Item = &'i String>) -> BTreeSet<usize> {
        ids.into_iter().filter_map(|id| self.causes.get(&(of, id.as_str())).copied()).collect()
    }

    /// Causes by their numbers.
    pub(super) fn causes(&self, of: usize, ids: &[String]) -> Vec<String> {
        self.cause_numbers(of, ids).into_iter().map(|n| numbered(self.names.labels.cause, n)).collect()
    }

    /// A check or remedy by its number.
    pub(super) fn item(&self, of: usize, id: &str) -> String {
        let labels = self.names.labels;
        let entry = self.places.get(&(of, id)).and_then(|place| self.entries.get(*place));
        match entry {
            Some(Entry { n, item: Item::Check(_), .. }) => numbered(labels.check, *n),
            Some(Entry { n, item: Item::Remedy(_), .. }) => numbered(labels.remedy, *n),
            None => labels.another_step.to_owned(),
        }
    }

    /// What an answer to a check means, in words.
    pub(super) fn follows(&self, of: usize, answer: &AnswerOptionOut) -> Vec<String> {
        let labels = self.names.labels;
        let mut follows = Vec::new();
        let supported = self.causes(of, &answer.supports);
        if !supported.is_empty() {
            let numbers = self.cause_numbers(of, &answer.supports);
            let fixes = |entry: &Entry<'_>, r: &RemedyOut| {
                !self.cause_numbers(entry.of, r.fixes.iter().chain(&r.sometimes_fixes)).is_disjoint(&numbers)
            };
            let remedies: Vec<String> = self
                .remedies()
                .filter(|(entry, remedy)| fixes(entry, remedy))
                .map(|(entry, _)| numbered(labels.remedy, entry.n))
                .collect();
            let next = if remedies.is_empty() { String::new() } else { format!(" ({})", remedies.join(labels.comma)) };
            follows.push(format!("{}{next}", fill(labels.points_to, &[&supported.join(labels.or)])));
        }
        let excluded = self.causes(of, &answer.excludes);
        if !excluded.is_empty() {
            follows.push(fill(labels.rules_out, &[&excluded.join(labels.or)]));
        }
        let call = answer.hand_over.iter().map(|contact| fill(labels.call, &[&contact.name]));
        follows.extend(call);
        follows.extend(answer.see.iter().map(|see| fill(labels.see, &[self.names.rule(self.pack(of), see)])));
        if answer.resolved {
            follows.push(labels.fault_gone.to_owned());
        }
        follows
    }

    /// When a cause can be: the detail alone says it where nothing else does.
    pub(super) fn cause_condition(&self, of: usize, when: &When) -> Option<String> {
        let labels = self.names.labels;
        match (when.get("row"), when.len()) {
            (Some(rows), 1) => {
                let details = rows.iter().map(|row| self.names.row(self.pack(of), self.rule(of), row));
                Some(fill(labels.with_detail, &[&details.collect::<Vec<_>>().join(labels.or)]))
            }
            _ => self.condition(of, when).map(|when| fill(labels.when, &[&when])),
        }
    }

    /// Conditions in words; none where nothing is left open.
    pub(super) fn condition(&self, of: usize, when: &When) -> Option<String> {
        let (names, labels, pack) = (self.names, self.names.labels, self.pack(of));
        let check = |fact: &str| {
            let place = self.places.get(&(of, fact))?;
            match self.entries.get(*place)?.item {
                Item::Check(check) => Some(check),
                Item::Remedy(_) => None,
            }
        };
        let parts = when.iter().map(|(fact, values)| match fact.as_str() {
            "row" => {
                let details = values.iter().map(|row| names.row(pack, self.rule(of), row));
                fill(labels.detail_is, &[&details.collect::<Vec<_>>().join(labels.or)])
            }
            "detail" => fill(labels.detail_is, &[&values.join(labels.or)]),
            _ => match check(fact) {
                Some(check) => {
                    let said = values.iter().map(|value| {
                        let option = check.answers.iter().find(|option| option.id == *value);
                        option.map_or_else(|| value.clone(), |option| names.flat(&option.text))
                    });
                    let said: Vec<String> = said.collect();
                    fill(labels.answered, &[&self.item(of, fact), &said.join(labels.or)])
                }
                None => names.condition(pack, fact, values),
            },
        });
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| parts.join(labels.and))
    }
}

pub(super) fn numbered(label: &str, n: usize) -> String {
    fill(label, &[&n.saturating_add(1).to_string()])
}
