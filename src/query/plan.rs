//! The steps of several answers as one: none twice, and none destructive before what is safer in any of them.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{Case, Ruling};
use super::steps::WithheldWhy;
use crate::kb::Item;
use crate::model::{Check, Remedy, Risk};

/// An answer, and the place of a ruling in it.
pub(super) type Place = (usize, usize);

/// An answer in the making.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) case: Case<'a>,
    /// The codes that it answers.
    pub(super) asked: Vec<String>,
    /// Whether it is open that it is meant: its steps are nobody's to take yet.
    pub(super) candidate: bool,
    pub(super) rulings: Vec<Ruling<'a>>,
}

/// Withholds what another answer forbids or shows already, and puts the rest in order. `open` says that it is not known
/// of some code what it means, so that something safer may come to light.
pub(super) fn put_together(drafts: &mut [Draft<'_>], open: bool) -> Vec<Place> {
    hold_back(drafts, open);
    if drafts.iter().filter(|draft| !draft.candidate).count() > 1 {
        share(drafts);
    }
    order(drafts)
}

fn settled<'d, 'a>(drafts: &'d [Draft<'a>]) -> impl Iterator<Item = (usize, &'d Draft<'a>)> + use<'d, 'a> {
    drafts.iter().enumerate().filter(|(_, draft)| !draft.candidate)
}

/// A destructive step waits for everything safer, whichever answer it belongs to. On a page nobody can see what was
/// tried, so it stands only where all that is safer stands before it.
fn hold_back(drafts: &mut [Draft<'_>], open: bool) {
    let safer: Vec<Option<WithheldWhy>> = settled(drafts)
        .flat_map(|(_, draft)| &draft.rulings)
        .filter(|ruling| matches!(ruling.item, Item::Remedy(remedy) if remedy.risk < Risk::Destructive))
        .map(|ruling| ruling.why)
        .collect();
    let hidden = open || safer.iter().flatten().any(|why| *why != WithheldWhy::NotThisCase);
    let shown = safer.contains(&None);
    for draft in drafts.iter_mut().filter(|draft| !draft.candidate) {
        let mut held: Vec<&str> = Vec::new();
        for ruling in draft.rulings.iter_mut().filter(|r| r.why.is_none() && r.item.risk() == Risk::Destructive) {
            if hidden || (shown && matches!(ruling.item, Item::Check(_))) {
                ruling.why = Some(WithheldWhy::SaferFirst);
                held.push(ruling.item.id());
            }
        }
        // What requires a step that is held back is held back as well, and so on.
        while let Some(id) = held.pop() {
            let waits = |ruling: &Ruling<'_>| ruling.why.is_none() && ruling.item.requires().iter().any(|r| r == id);
            for ruling in draft.rulings.iter_mut().filter(|ruling| waits(ruling)) {
                ruling.why = Some(WithheldWhy::Requires);
                held.push(ruling.item.id());
            }
        }
    }
}

/// Leaves each step in the first answer that shows it.
fn share(drafts: &mut [Draft<'_>]) {
    // A rule that says the same thing twice means it; so the first is the first's like, the second the second's.
    let mut alike: BTreeMap<(String, usize), Vec<Place>> = BTreeMap::new();
    for (n, draft) in settled(drafts) {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for (i, ruling) in draft.rulings.iter().enumerate().filter(|(_, ruling)| ruling.why.is_none()) {
            let said = said(draft.case.pack.id(), ruling.item);
            let nth = times.entry(said.clone()).and_modify(|n| *n = n.saturating_add(1)).or_default();
            alike.entry((said, *nth)).or_default().push((n, i));
        }
    }
    for places in alike.into_values().filter(|places| places.len() > 1) {
        let unconditional = places.iter().filter_map(|at| ruling(drafts, *at)).any(|ruling| ruling.when.is_empty());
        let mut firsts: Vec<Place> = Vec::new();
        for at in places {
            let Some(this) = ruling(drafts, at) else { continue };
            // Under another condition it is another step, unless somewhere it needs none.
            let same = |first: &Place| ruling(drafts, *first).is_some_and(|first| first.when == this.when);
            let first = firsts.iter().copied().find(|first| unconditional || same(first));
            let (consult, any_of) = (this.consult, this.any_of);
            let Some(first) = first else {
                firsts.push(at);
                continue;
            };
            if let Some(first) = ruling_mut(drafts, first) {
                first.consult = first.consult.or(consult);
                first.any_of = first.any_of.or(any_of);
                if unconditional {
                    first.when.clear();
                }
            }
            if let Some(this) = ruling_mut(drafts, at) {
                this.why = Some(WithheldWhy::ShownAbove);
                this.same_as = Some(first);
            }
        }
    }
}

fn ruling<'d, 'a>(drafts: &'d [Draft<'a>], (answer, place): Place) -> Option<&'d Ruling<'a>> {
    drafts.get(answer)?.rulings.get(place)
}

fn ruling_mut<'d, 'a>(drafts: &'d mut [Draft<'a>], (answer, place): Place) -> Option<&'d mut Ruling<'a>> {
    drafts.get_mut(answer)?.rulings.get_mut(place)
}

/// All that a step says, by which it is known again: the same for a shared item, whichever rules use it.
fn said(pack: &str, item: Item<'_>) -> String {
    let said = match item {
        Item::Check(Check { ask, role, actor, risk, caution, answers, .. }) => {
            let answers: Vec<_> = answers.iter().map(|answer| (&answer.id, &answer.text)).collect();
            serde_json::to_string(&(pack, ask, role, actor, risk, caution, answers))
        }
        Item::Remedy(Remedy { kind, role, actor, risk, caution, steps, undo, stop, .. }) => {
            serde_json::to_string(&(pack, kind, role, actor, risk, caution, steps, (undo, stop)))
        }
    };
    said.unwrap_or_default()
}

/// Checks before remedies, destructive ones after the others, each as its answer and its author have it; but nothing
/// before what it requires.
fn order(drafts: &[Draft<'_>]) -> Vec<Place> {
    let tier = |ruling: &Ruling<'_>| match (ruling.item, ruling.item.risk()) {
        (Item::Check(_), risk) if risk < Risk::Destructive => 0u8,
        (Item::Check(_), _) => 1,
        (Item::Remedy(_), risk) if risk < Risk::Destructive => 2,
        (Item::Remedy(_), _) => 3,
    };
    let rank = |at: Place| ruling(drafts, at).map(|ruling| (tier(ruling), at));
    let mut waits: BTreeMap<(u8, Place), BTreeSet<(u8, Place)>> = BTreeMap::new();
    for (n, draft) in settled(drafts) {
        let ids: BTreeMap<&str, usize> = draft.rulings.iter().enumerate().map(|(i, r)| (r.item.id(), i)).collect();
        let shown = |i: usize| match ruling(drafts, (n, i))? {
            Ruling { why: None, .. } => rank((n, i)),
            Ruling { same_as, .. } => rank((*same_as)?),
        };
        for (i, ruling) in draft.rulings.iter().enumerate() {
            let Some(this) = shown(i) else { continue };
            let required = ruling.item.requires().iter().filter_map(|id| shown(*ids.get(id.as_str())?));
            waits.entry(this).or_default().extend(required.filter(|other| *other != this));
        }
    }
    let mut followers: BTreeMap<(u8, Place), Vec<(u8, Place)>> = BTreeMap::new();
    for (step, required) in &waits {
        required.iter().for_each(|other| followers.entry(*other).or_default().push(*step));
    }
    let mut ready: BTreeSet<(u8, Place)> =
        waits.iter().filter(|(_, required)| required.is_empty()).map(|(step, _)| *step).collect();
    let mut plan = Vec::new();
    // Rules that contradict each other may leave a circle: it is entered at its first step.
    while let Some(next) = ready.pop_first().or_else(|| waits.keys().next().copied()) {
        waits.remove(&next);
        plan.push(next.1);
        for step in followers.remove(&next).unwrap_or_default() {
            if let Some(required) = waits.get_mut(&step) {
                required.remove(&next);
                if required.is_empty() {
                    ready.insert(step);
                }
            }
        }
    }
    plan
}
