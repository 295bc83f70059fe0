//! Answers that cannot all hold: noticed, named, and the weaker one asked again, once.
//!
//! Two statements contradict each other where one supports only causes that the other excludes, or where, with others or
//! alone, they leave no cause of a rule. The answer to a question that is asked because of another answer narrows that one down
//! and does not contradict it. A statement that leaves no cause by itself says that it is something else. A remedy that did not
//! help contradicts nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::state::{Case, State};
use crate::kb::{Item, Truth, truth};
use crate::model::{Cause, Risk, Rule, When};

/// Something that speaks for or against causes: the answer to a check, by its key, or a fact of the host, by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Statement {
    Answer(String),
    Fact(String),
}

/// Two statements that cannot both hold, the earlier one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clash {
    pub(crate) first: Statement,
    pub(crate) second: Statement,
    /// How they contradict each other.
    pub(crate) how: How,
}

/// How two statements contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// The first one supports only what the second one excludes.
    FirstSupports,
    /// The second one supports only what the first one excludes.
    SecondSupports,
    /// They are the last of those that leave no cause of a rule.
    NoneLeft,
}

impl Clash {
    fn pair(&self) -> (Statement, Statement) {
        let (a, b) = (&self.first, &self.second);
        if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
    }
}

/// Each cause that may be meant, with what excludes it.
type Grounds = BTreeMap<String, BTreeSet<Statement>>;

impl<'k> State<'k> {
    /// The contradiction that is to be cleared up now, and the check that is asked again for it.
    pub(crate) fn doubt(&self) -> Option<(Clash, String)> {
        if self.end.is_some() || self.said.is_empty() {
            return None;
        }
        let open = self.clashes().into_iter().filter(|clash| !self.asked_about.contains(&clash.pair()));
        let mut asked = open.filter_map(|clash| self.weaker(&clash).map(|key| (clash, key)));
        asked.next()
    }

    /// The contradictions that stand: asked about in vain, or between what cannot be asked again.
    pub(crate) fn standing(&self) -> Vec<Clash> {
        let open = |clash: &Clash| {
            self.end.is_none() && !self.asked_about.contains(&clash.pair()) && self.weaker(clash).is_some()
        };
        self.clashes().into_iter().filter(|clash| !open(clash)).collect()
    }

    /// Notes that a check is answered a second time, and what for.
    pub(crate) fn note_second_answer(&mut self, key: &str) {
        if let Some((clash, _)) = self.doubt().filter(|(_, asked)| asked == key) {
            self.asked_about.insert(clash.pair());
        }
        if self.answers.contains_key(key) {
            self.twice.insert(key.to_owned());
        }
    }

    /// Every contradiction, each once.
    fn clashes(&self) -> Vec<Clash> {
        let all = self.all_grounds();
        let mut clashes: Vec<Clash> = Vec::new();
        let opposed = self.said.iter().flat_map(|said| {
            let own = Statement::Answer(said.key.clone());
            let mut others = common(said.supports.iter().filter_map(|cause| all.get(cause)));
            others.retain(|other| *other != own && !self.is_about(other, &own) && !self.is_about(&own, other));
            others.into_iter().map(move |other| self.opposed(&own, &other))
        });
        let none_left = self.with_rules().filter_map(|(case, rule)| self.none_left(&self.grounds(case, rule), &all));
        for clash in opposed.chain(none_left) {
            if clashes.iter().all(|known| known.pair() != clash.pair()) {
                clashes.push(clash);
            }
        }
        clashes
    }

    /// The latest of the statements that leave no cause, and the weakest of the others.
    fn none_left(&self, grounds: &Grounds, all: &Grounds) -> Option<Clash> {
        if self.is_undecided()
            || grounds.is_empty()
            || grounds.values().any(BTreeSet::is_empty)
            || !common(grounds.values()).is_empty()
        {
            return None;
        }
        let statements: BTreeSet<&Statement> = grounds.values().flatten().collect();
        let latest = statements.iter().copied().max_by_key(|statement| self.place(statement))?;
        let others = statements.into_iter().filter(|statement| *statement != latest);
        let weakest = others.min_by_key(|statement| self.strength(statement, all))?;
        Some(Clash { first: weakest.clone(), second: latest.clone(), how: How::NoneLeft })
    }

    fn opposed(&self, supports: &Statement, excludes: &Statement) -> Clash {
        let (a, b) = (supports.clone(), excludes.clone());
        match self.place(supports) <= self.place(excludes) {
            true => Clash { first: a, second: b, how: How::FirstSupports },
            false => Clash { first: b, second: a, how: How::SecondSupports },
        }
    }

    /// Whether a question is asked because of what another answer says.
    fn is_about(&self, question: &Statement, other: &Statement) -> bool {
        let (Statement::Answer(key), Statement::Answer(other)) = (question, other) else { return false };
        let Some((_, rule, item)) = self.find(key) else { return false };
        let told = || self.said.iter().filter(|said| said.key == *other).flat_map(|said| &said.told);
        let asks = |fact: &String| rule.checks.iter().any(|c| c.id == *fact && Item::Check(c).key(rule) == *other);
        item.when().keys().any(|fact| asks(fact) || told().any(|told| told == fact))
    }

    /// What excludes each cause of the session.
    fn all_grounds(&self) -> Grounds {
        let mut all = Grounds::new();
        for (cause, grounds) in self.with_rules().flat_map(|(case, rule)| self.grounds(case, rule)) {
            all.entry(cause).or_insert(grounds);
        }
        all
    }

    /// What excludes each cause of a rule. A cause of another row is none of them.
    fn grounds(&self, case: &Case, rule: &Rule) -> Grounds {
        let listed = rule.causes.iter().filter(|cause| {
            let of_row = |name: &str| case.facts.get(name).map(String::as_str);
            truth(&cause.when, of_row) != Truth::No
        });
        listed.map(|cause| (Self::cause_key(rule, &cause.id), self.grounds_of(case, rule, cause))).collect()
    }

    fn grounds_of(&self, case: &Case, rule: &Rule, cause: &Cause) -> BTreeSet<Statement> {
        let key = Self::cause_key(rule, &cause.id);
        let said = self.said.iter().filter(|said| said.excludes.contains(&key));
        let mut grounds: BTreeSet<Statement> = said.map(|said| Statement::Answer(said.key.clone())).collect();
        for (fact, values) in &cause.when {
            if self.fails(case, &When::from([(fact.clone(), values.clone())])) {
                grounds.insert(self.source(rule, fact));
            }
        }
        grounds
    }

    /// What a fact is known from.
    fn source(&self, rule: &Rule, fact: &str) -> Statement {
        if let Some(said) = self.said.iter().find(|said| said.told.contains(fact)) {
            return Statement::Answer(said.key.clone());
        }
        let check = rule.checks.iter().find(|check| check.id == fact && !self.facts.contains_key(fact));
        check.map_or_else(|| Statement::Fact(fact.to_owned()), |check| Statement::Answer(Item::Check(check).key(rule)))
    }

    /// Which of two statements is asked again: one that was given before one that is known, then the one without which
    /// more causes are possible, then the earlier one; none where neither can be.
    fn weaker(&self, clash: &Clash) -> Option<String> {
        let all = self.all_grounds();
        let both = [&clash.first, &clash.second].into_iter().filter_map(|statement| match statement {
            Statement::Answer(key) if self.may_ask_again(key) => Some((self.strength(statement, &all), key)),
            _ => None,
        });
        both.min_by_key(|(strength, _)| *strength).map(|(_, key)| key.clone())
    }

    /// How strong a statement is, the weakest first.
    fn strength(&self, statement: &Statement, all: &Grounds) -> (bool, std::cmp::Reverse<usize>, Option<usize>) {
        let known = match statement {
            Statement::Answer(key) => self.silent.contains(key),
            Statement::Fact(_) => true,
        };
        let restored = all.values().filter(|grounds| grounds.len() == 1 && grounds.contains(statement)).count();
        (known, std::cmp::Reverse(restored), self.place(statement))
    }

    /// When it was said; a fact of the host before all answers.
    fn place(&self, statement: &Statement) -> Option<usize> {
        match statement {
            Statement::Answer(key) => self.said.iter().position(|said| said.key == *key),
            Statement::Fact(_) => None,
        }
    }

    /// Whether an answer was given by the person who is led, and its check may be asked a second time: one that risks
    /// nothing, still arises and was not asked twice.
    fn may_ask_again(&self, key: &str) -> bool {
        let Some((case, rule, item)) = self.find(key) else { return false };
        !self.silent.contains(key)
            && !self.twice.contains(key)
            && item.risk() == Risk::Safe
            && !self.fails(case, item.when())
            && self.gate(rule, item).is_none()
    }

    fn with_rules(&self) -> impl Iterator<Item = (&Case, &'k Rule)> {
        self.cases.iter().filter_map(|case| Some((case, self.rule(case)?)))
    }
}

/// The statements that each of these sets holds.
fn common<'a>(mut sets: impl Iterator<Item = &'a BTreeSet<Statement>>) -> BTreeSet<Statement> {
    let Some(first) = sets.next() else { return BTreeSet::new() };
    sets.fold(first.clone(), |common, set| common.intersection(set).cloned().collect())
}
