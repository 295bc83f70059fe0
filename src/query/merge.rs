//! Found things of several packs and codes to one explanation.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Asked, Explanation, PlanStep, Relation};
use super::case::Case;
use super::given::{Given, given};
use super::local::{Local, LocalText};
use super::matched::{ChangeKind, Level, MatchInfo, Reason};
use super::plan::{Draft, put_together};
use super::present::{Answerer, Elsewhere};
use super::resolve::Found;
use super::{Query, dedup, words_for};
use crate::kb::{LoadedPack, RowRef};
use crate::model::{Origin, Risk};

/// One explanation of what several packs and several codes give.
pub(super) fn merge(found: Vec<(&LoadedPack, Vec<Found>)>, query: &Query) -> Explanation {
    let given = given(found);
    let mut matched =
        MatchInfo { level: Level::Unknown, reason: Reason::NothingKnown, changes: Vec::new(), suggestions: Vec::new() };
    let weakest = given.iter().map(|one| one.found.level).max().unwrap_or(Level::Unknown);
    let mut asked: Vec<Asked> = Vec::new();
    let (mut said, mut texts) = (BTreeSet::new(), BTreeSet::new());
    let mut question = None;
    for one in &given {
        let (found, local) = (&one.found, Local::new(one.pack, query.lang.as_deref()));
        let answerer = Answerer { pack: one.pack, local: &local, query };
        if found.level == weakest {
            (matched.level, matched.reason) = (found.level, found.reason);
        }
        for change in &found.changes {
            if said.insert((format!("{:?}", change.kind), &change.from, &change.to)) {
                matched.changes.push(change.clone());
            }
        }
        // Two codes may resemble the same rows.
        for near in answerer.suggestions(found) {
            if !matched.suggestions.contains(&near) {
                matched.suggestions.push(near);
            }
        }
        let asks = answerer.question(found);
        question = question.or_else(|| asks.clone());
        let (text, level, reason) = (one.text.clone(), found.level, found.reason);
        if !text.is_empty() && texts.insert(&one.text) {
            asked.push(Asked { text, level, reason, question: asks });
        }
    }
    let drafts = drafts(&given, query);
    let relations = relations(&drafts);
    let mut drafts = sorted(drafts, &relations);
    let plan = put_together(&mut drafts, given.iter().any(|one| one.is_open) || contradict(&given));
    let (answers, plan) = answers(&drafts, &plan, query);
    let help_desk = help_desk(given.first().map(|one| one.pack), query, &matched, &asked, &answers);
    Explanation { matched, asked, answers, relations, plan, question, help_desk }
}

/// Whether one code was given with several details: the card or device is in one state only, and it is open in which.
fn contradict(given: &[Given<'_>]) -> bool {
    let mut first: BTreeMap<(&str, usize), &str> = BTreeMap::new();
    given.iter().any(|one| {
        let of_code = one.found.code.map(|code| *first.entry((one.pack.id(), code)).or_insert(&one.text));
        of_code.is_some_and(|first| first != one.text)
    })
}

/// The rules that the codes mean, or may mean, each once for the same rows.
fn drafts<'a>(given: &[Given<'a>], query: &Query) -> Vec<Draft<'a>> {
    let mut drafts: Vec<Draft<'a>> = Vec::new();
    let mut known: BTreeMap<(&str, usize, &[RowRef]), usize> = BTreeMap::new();
    let mut texts: BTreeSet<(usize, &str)> = BTreeSet::new();
    for one in given {
        for (rule, rows) in &one.rules {
            let key = (one.pack.id(), *rule, rows.as_slice());
            let at = known.get(&key).copied().unwrap_or(drafts.len());
            if at == drafts.len() {
                let Some(case) = Case::new(one.pack, *rule, rows, query) else { continue };
                let rulings = case.rulings(query.role.as_deref());
                known.insert(key, at);
                drafts.push(Draft { case, asked: Vec::new(), candidate: true, rulings });
            }
            let Some(draft) = drafts.get_mut(at) else { continue };
            draft.candidate &= one.is_open;
            if !one.text.is_empty() && texts.insert((at, &one.text)) {
                draft.asked.push(one.text.clone());
            }
        }
    }
    drafts
}

/// Which of the faults that are surely shown can have brought about which, as the knowledge says.
fn relations(drafts: &[Draft<'_>]) -> Vec<Relation> {
    let shown: BTreeSet<(&str, &str)> = drafts
        .iter()
        .filter(|draft| !draft.candidate)
        .map(|draft| (draft.case.pack.id(), draft.case.rule.id.as_str()))
        .collect();
    let mut relations: BTreeSet<Relation> = BTreeSet::new();
    for case in drafts.iter().filter(|draft| !draft.candidate).map(|draft| &draft.case) {
        for consequence in case.rule.consequences.iter().filter(|id| shown.contains(&(case.pack.id(), id.as_str()))) {
            relations.insert(Relation {
                pack: case.pack.id().to_owned(),
                cause: case.rule.id.clone(),
                consequence: consequence.clone(),
            });
        }
    }
    relations.into_iter().collect()
}

/// A likely cause before its consequences; otherwise as asked.
fn sorted<'a>(drafts: Vec<Draft<'a>>, relations: &[Relation]) -> Vec<Draft<'a>> {
    if relations.is_empty() {
        return drafts;
    }
    let mut shown: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.candidate) {
        shown.entry((draft.case.pack.id(), &draft.case.rule.id)).or_default().push(n);
    }
    let mut waits: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut followers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for Relation { pack, cause, consequence } in relations {
        let causes = shown.get(&(pack.as_str(), cause.as_str()));
        for &consequence in shown.get(&(pack.as_str(), consequence.as_str())).into_iter().flatten() {
            for &cause in causes.into_iter().flatten() {
                waits.entry(consequence).or_default().insert(cause);
                followers.entry(cause).or_default().insert(consequence);
            }
        }
    }
    let mut ready: BTreeSet<usize> = (0..drafts.len()).filter(|n| !waits.contains_key(n)).collect();
    let mut slots: Vec<Option<Draft<'a>>> = drafts.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(slots.len());
    // The check lets no circle through; if there is one, it is entered where it was asked first.
    while let Some(next) = ready.pop_first().or_else(|| waits.keys().next().copied()) {
        waits.remove(&next);
        sorted.extend(slots.get_mut(next).and_then(Option::take));
        for follower in followers.remove(&next).unwrap_or_default() {
            let Some(causes) = waits.get_mut(&follower) else { continue };
            causes.remove(&next);
            if causes.is_empty() {
                waits.remove(&follower);
                ready.insert(follower);
            }
        }
    }
    sorted
}

/// The answers as they are shown, and the plan over them.
fn answers(drafts: &[Draft<'_>], plan: &[(usize, usize)], query: &Query) -> (Vec<Answer>, Vec<PlanStep>) {
    let step = |(answer, place): (usize, usize)| {
        let draft = drafts.get(answer)?;
        let step = draft.rulings.get(place)?.item.id().to_owned();
        Some(PlanStep { answer, rule: draft.case.rule.id.clone(), step })
    };
    let steps: Elsewhere = plan.iter().filter_map(|place| Some((*place, step(*place)?))).collect();
    // To see whether a step helped is to repeat what failed: all of it, as there is one desk and one card.
    let retry_risk = drafts.iter().map(|draft| draft.case.rule.retry_risk).max().unwrap_or(Risk::Safe);
    let answer = |draft: &Draft<'_>| {
        let local = Local::new(draft.case.pack, query.lang.as_deref());
        let answerer = Answerer { pack: draft.case.pack, local: &local, query };
        let mut answer = answerer.answer(&draft.case, &draft.rulings, &steps)?;
        answer.asked.clone_from(&draft.asked);
        answer.candidate = draft.candidate;
        // Its own retry, which is offered once, says how it is verified; no other step does it again.
        let own = draft.case.rule.retry_risk == retry_risk || retry_risk < Risk::Destructive;
        if !draft.candidate {
            let riskier = answer.remediation.iter_mut().filter(|remedy| remedy.risk < retry_risk || !own);
            riskier.for_each(|remedy| remedy.verify = None);
        }
        Some(answer)
    };
    let answers = drafts.iter().filter_map(answer).collect();
    (answers, plan.iter().filter_map(|place| steps.get(place).cloned()).collect())
}

/// A sentence to read out: what was shown, and which pack was asked.
pub(super) fn help_desk(
    pack: Option<&LoadedPack>,
    query: &Query,
    matched: &MatchInfo,
    asked: &[Asked],
    answers: &[Answer],
) -> LocalText {
    let words = words_for(pack, query.lang.as_deref());
    let Some(pack) = pack else {
        return LocalText { text: words.no_pack().to_owned(), lang: words.lang.to_owned(), origin: Origin::Editor };
    };
    let local = Local::new(pack, query.lang.as_deref());
    let manifest = pack.manifest();
    let name = pack.contact(&manifest.help_desk).map(|c| local.name(&c.name)).unwrap_or_default();
    if matched.reason == Reason::PackDamaged {
        return local.own(words.damaged(&manifest.id, &manifest.version.to_string(), &name));
    }
    let codes: Vec<String> = match answers {
        // What the screen shows, not what it may have meant.
        [only] if matched.level < Level::CodeOnly => {
            only.codes.iter().take(1).chain(only.details.iter().take(1)).cloned().collect()
        }
        // What was read as codes, and no other number: a pasted text may hold a telephone number.
        _ => {
            let left_out = matched.changes.iter().filter(|change| change.kind == ChangeKind::Ignored);
            let mut codes: Vec<String> =
                asked.iter().flat_map(|asked| asked.text.split(' ')).map(str::to_owned).collect();
            codes.extend(left_out.map(|change| change.from.clone()));
            dedup(&mut codes);
            codes.truncate(8);
            codes
        }
    };
    let in_table = answers.iter().any(|answer| !answer.candidate)
        || !answers.is_empty() && !matches!(matched.reason, Reason::PairNotInTable | Reason::CodeNotInTable);
    local.own(words.help_desk(&codes.join(" "), in_table, &manifest.id, &manifest.version.to_string(), &name))
}
