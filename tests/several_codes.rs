//! Several codes at once: over every pair of the table and many triples, for every role.
#![cfg(feature = "fs")]

use std::collections::BTreeSet;

use shindan::Query;
use shindan::model::Risk;
use shindan::query::{Answer, Explanation, PlanStep, Withheld, WithheldWhy};

mod common;

use common::{CAORA, SMTP, asked};

fn explain(text: &str, role: Option<&str>) -> Explanation {
    let query = Query::new(text).lang("ja");
    CAORA.explain(&role.into_iter().fold(query, Query::role))
}

/// Every row of the table as it is asked for.
fn inputs() -> Vec<String> {
    let rules = &CAORA.packs()[0].model().unwrap().rules;
    rules.iter().flat_map(|rule| &rule.matches).map(asked).collect()
}

fn roles() -> Vec<Option<String>> {
    std::iter::once(None).chain(CAORA.packs()[0].manifest().roles.iter().map(|role| Some(role.id.clone()))).collect()
}

/// A step of an answer as the rules have it: the same for all rules that share it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    shared: String,
    risk: Risk,
    is_check: bool,
    role: String,
    requires: Vec<String>,
}

fn step(rule: &str, id: &str) -> Step {
    let rule = CAORA.packs()[0].rule(rule).unwrap();
    let shared = |used: &Option<String>| used.clone().unwrap_or_else(|| format!("{}/{id}", rule.id));
    if let Some(check) = rule.checks.iter().find(|check| check.id == id) {
        let (shared, role) = (shared(&check.used_from), check.role.clone());
        return Step { shared, risk: check.risk, is_check: true, role, requires: check.requires.clone() };
    }
    let remedy = rule.remediation.iter().find(|remedy| remedy.id == id).unwrap();
    let (shared, role) = (shared(&remedy.used_from), remedy.role.clone());
    Step { shared, risk: remedy.risk, is_check: false, role, requires: remedy.requires.clone() }
}

fn of(at: &PlanStep) -> Step {
    step(&at.rule, &at.step)
}

fn shown(answer: &Answer) -> Vec<String> {
    answer.checks.iter().map(|c| c.id.clone()).chain(answer.remediation.iter().map(|r| r.id.clone())).collect()
}

/// What must hold of every explanation, whatever was asked.
#[track_caller]
fn sound(found: &Explanation, role: Option<&str>, what: &str) {
    let pack = &CAORA.packs()[0];
    let steps: Vec<Step> = found.plan.iter().map(of).collect();
    let once: BTreeSet<&str> = steps.iter().map(|step| step.shared.as_str()).collect();
    assert_eq!(once.len(), steps.len(), "{what}: a step stands twice in {:?}", found.plan);
    assert!(steps.iter().map(|step| step.risk == Risk::Destructive).is_sorted(), "{what}: {:?}", found.plan);
    if steps.iter().any(|step| step.risk == Risk::Destructive) {
        let safer = |w: &&Withheld| {
            w.risk < Risk::Destructive && w.why != WithheldWhy::NotThisCase && w.why != WithheldWhy::ShownAbove
        };
        for answer in found.answers.iter() {
            let hidden = answer.withheld.iter().filter(safer).find(|w| !step(&answer.rule, &w.step).is_check);
            assert!(!answer.candidate && hidden.is_none(), "{what}: {} {hidden:?}", answer.rule);
        }
    }
    let rank = |role: &str| pack.role_rank(role).unwrap();
    assert!(role.is_none_or(|role| steps.iter().all(|step| rank(&step.role) <= rank(role))), "{what}");
    // The plan is what the answers show, no more and no less.
    let planned: BTreeSet<(usize, &str)> = found.plan.iter().map(|at| (at.answer, at.step.as_str())).collect();
    let settled = || found.answers.iter().enumerate().filter(|(_, answer)| !answer.candidate);
    let all: Vec<(usize, String)> =
        settled().flat_map(|(n, answer)| shown(answer).into_iter().map(move |id| (n, id))).collect();
    assert_eq!(planned, all.iter().map(|(n, id)| (*n, id.as_str())).collect(), "{what}");
    let place = |answer: usize, id: &str| {
        let direct = found.plan.iter().position(|at| at.answer == answer && at.step == id);
        let elsewhere = || {
            let same = found.answers[answer].withheld.iter().find(|step| step.step == id)?.same_as.as_ref()?;
            found.plan.iter().position(|at| at == same)
        };
        direct.or_else(elsewhere)
    };
    for (n, answer) in settled() {
        for id in shown(answer) {
            for required in &step(&answer.rule, &id).requires {
                assert!(place(n, required) < place(n, &id) && place(n, required).is_some(), "{what}: {id}");
            }
        }
        for step in answer.withheld.iter().filter(|step| step.why == WithheldWhy::ShownAbove) {
            let same = step.same_as.as_ref().unwrap();
            assert!(same.answer < n && found.plan.contains(same), "{what}: {step:?}");
            assert!(step.print.is_empty(), "{what}: {step:?}");
            assert_eq!(of(same).shared, self::step(&answer.rule, &step.step).shared, "{what}");
        }
        // Nothing to repeat where repeating uses something up, whichever code says so.
        let retry = found.answers.iter().map(|a| pack.rule(&a.rule).unwrap().retry_risk).max().unwrap();
        let own = pack.rule(&answer.rule).unwrap().retry_risk == retry || retry < Risk::Destructive;
        assert!(answer.remediation.iter().all(|r| r.verify.is_none() || r.risk >= retry && own), "{what}");
    }
    for relation in &found.relations {
        let at = |rule: &String| settled().filter(|(_, a)| a.rule == *rule).map(|(n, _)| n).collect::<Vec<_>>();
        assert!(at(&relation.cause).iter().max() < at(&relation.consequence).iter().min(), "{what}: {relation:?}");
        assert!(pack.rule(&relation.cause).unwrap().consequences.contains(&relation.consequence));
    }
}

/// Every step that a code has by itself is in the plan of several, or an answer says why not.
#[track_caller]
fn nothing_is_lost(together: &Explanation, alone: &[&Explanation], what: &str) {
    let planned: BTreeSet<String> = together.plan.iter().map(|at| of(at).shared).collect();
    for single in alone.iter().flat_map(|found| &found.answers) {
        let answer = together.answers.iter().find(|answer| answer.rule == single.rule && answer.rows == single.rows);
        let answer = answer.unwrap_or_else(|| panic!("{what}: {} is not answered", single.rule));
        assert!(!answer.asked.is_empty() && !answer.candidate, "{what}");
        for id in shown(single) {
            let withheld = answer.withheld.iter().find(|step| step.step == id);
            let in_plan = planned.contains(&step(&single.rule, &id).shared);
            assert!(in_plan || withheld.is_some(), "{what}: {id} is lost");
            // Only what something safer of another code waits for is taken away.
            let why = withheld.map(|step| step.why);
            assert!(in_plan || matches!(why, Some(WithheldWhy::SaferFirst | WithheldWhy::Requires)), "{what}: {id}");
        }
    }
}

fn steps(found: &Explanation) -> BTreeSet<String> {
    found.plan.iter().map(|at| of(at).shared).collect()
}

#[test]
fn every_pair_is_safe_and_complete_for_every_role() {
    let inputs = inputs();
    for role in roles() {
        let role = role.as_deref();
        let alone: Vec<Explanation> = inputs.iter().map(|input| explain(input, role)).collect();
        for (a, first) in inputs.iter().enumerate() {
            sound(&alone[a], role, first);
            for (b, second) in inputs.iter().enumerate().skip(a + 1) {
                let (one, other) = (format!("{first} {second}"), format!("{second} {first}"));
                let (together, turned) = (explain(&one, role), explain(&other, role));
                sound(&together, role, &one);
                sound(&turned, role, &other);
                nothing_is_lost(&together, &[&alone[a], &alone[b]], &one);
                assert_eq!(together.relations, turned.relations, "{one}");
                assert_eq!(steps(&together), steps(&turned), "{one}");
                assert_eq!(together.asked.len(), 2, "{one}");
            }
        }
    }
}

#[test]
fn triples_are_safe_and_complete_in_every_order() {
    let inputs = inputs();
    let roles = roles();
    // A fixed walk through the triples, as there are too many for all.
    for n in 0..400usize {
        let pick = |k: usize| (n * 7 + k * (n % 11 + 3)) % inputs.len();
        let three: BTreeSet<usize> = [pick(0), pick(1), pick(2)].into();
        let role = roles[n % roles.len()].as_deref();
        let texts: Vec<&str> = three.iter().map(|i| inputs[*i].as_str()).collect();
        let alone: Vec<Explanation> = texts.iter().map(|text| explain(text, role)).collect();
        let mut orders = texts.clone();
        let first = explain(&texts.join(", "), role);
        for _ in 0..texts.len() {
            orders.rotate_left(1);
            for reversed in [false, true] {
                let mut order = orders.clone();
                if reversed {
                    order.reverse();
                }
                let what = order.join(", ");
                let found = explain(&what, role);
                sound(&found, role, &what);
                nothing_is_lost(&found, &alone.iter().collect::<Vec<_>>(), &what);
                assert_eq!((&found.relations, steps(&found)), (&first.relations, steps(&first)), "{what}");
            }
        }
    }
}

/// The text of a given code asks for the same again.
#[test]
fn every_answer_names_the_codes_that_it_answers() {
    for input in inputs() {
        let together = explain(&format!("{input} FUJIP70"), None);
        for answer in &together.answers {
            for text in &answer.asked {
                let again = explain(text, None);
                assert!(again.answers.iter().any(|a| a.rule == answer.rule && a.rows == answer.rows), "{text}");
            }
        }
    }
    let found = explain("906 12345C02-11 と fuj905 0X02000001、あと 011", None);
    let asked: Vec<&str> = found.asked.iter().map(|asked| asked.text.as_str()).collect();
    assert_eq!(asked, ["FUJ906 12345C02-11", "FUJ905 0x02000001", "011"]);
}

#[test]
fn what_is_said_twice_is_answered_once() {
    let found = explain("011 0x81000005\n【011】\n011 0x81000005", None);
    assert_eq!(found.asked.len(), 1);
    assert_eq!(found.answers.len(), 1);
    assert_eq!(serde_json::to_value(&found).unwrap()["match"]["level"], "exact");
    // What no table has is another thing each time it differs, and resembles the same rows.
    let found = explain("011 0x81000099 0x81000077 0x81000099", None);
    let asked: Vec<&str> = found.asked.iter().map(|asked| asked.text.as_str()).collect();
    assert_eq!(asked, ["011 0x81000099", "011 0x81000077"]);
    assert_eq!(found.matched.suggestions, explain("011 0x81000099", None).matched.suggestions);
}

#[test]
fn causes_come_first_and_say_so() {
    let order = |text: &str| -> Vec<String> { explain(text, None).answers.into_iter().map(|a| a.rule).collect() };
    assert_eq!(order("FUJIP55 011 0x81000005"), ["011-network", "fujip55-busy"]);
    assert_eq!(
        order("102 FUJIP60 905 0x81000004 011 0x81000005 FUJ905 0x81000003"),
        [
            "102-face-not-photographed",
            "011-network",
            "fujip60-attended-mode",
            "fuj905-device-not-registered",
            "905-login-failed"
        ]
    );
    // Nothing relates them: as asked.
    assert_eq!(order("102 101"), ["102-face-not-photographed", "101-card-face-unreadable"]);
}

#[test]
fn an_open_code_leaves_the_others_their_steps() {
    let found = explain("0x81000008 011 0x81000005", Some("vendor"));
    let alone = explain("011 0x81000005", Some("vendor"));
    let settled: Vec<&Answer> = found.answers.iter().filter(|answer| !answer.candidate).collect();
    assert_eq!(settled.len(), 1);
    assert_eq!(shown(settled[0]), shown(&alone.answers[0]));
    assert_eq!(found.asked[0].question.as_ref().unwrap().fact, "code");
    assert!(found.plan.iter().all(|at| !found.answers[at.answer].candidate));
    // Of an open code it is not known what is safer, so nothing destructive is shown beside it.
    let retry = |text: &str| explain(text, Some("vendor")).plan.iter().any(|at| of(at).risk == Risk::Destructive);
    assert!(retry("015 0x04000015"));
    assert!(!retry("0x81000008 015 0x04000015"));
}

/// A second look for the steps of another answer: what is above the role keeps a destructive step back.
#[test]
fn what_waits_for_another_code_is_withheld() {
    let found = explain("015 0x04000015 011 0x81000005", Some("reception"));
    let retry = found.answers[0].withheld.iter().find(|step| step.step == "retry-after-cleaning").unwrap();
    assert_eq!(retry.why, WithheldWhy::SaferFirst);
    let vendor = explain("015 0x04000015 011 0x81000005", Some("vendor"));
    assert_eq!(vendor.plan.last().unwrap().step, "retry-after-cleaning");
}

/// As much as a query may hold, of what takes the longest to put together.
#[test]
fn a_long_input_comes_to_an_end() {
    let many = |word: &dyn Fn(usize) -> String| (0..4000usize).map(word).collect::<Vec<_>>().join(" ");
    for text in [many(&|n| format!("011 0x{n:08}")), many(&|n| format!("{n:05}C02-4")), inputs().join(" ").repeat(60)] {
        let found = explain(&text, Some("vendor"));
        sound(&found, Some("vendor"), "long");
        assert!(!found.answers.is_empty() || !found.matched.suggestions.is_empty());
    }
}

/// One card is in one state: where a code stands with two details, the retry of neither is shown.
#[test]
fn details_that_contradict_each_other_show_nothing_destructive() {
    let retries = |text: &str| explain(text, None).plan.iter().filter(|at| of(at).risk == Risk::Destructive).count();
    assert_eq!(retries("015 0x04000011"), 0);
    assert_eq!(retries("015 0x04000015"), 1);
    assert_eq!(retries("015 0x04000015 0x04000011"), 0);
    assert_eq!(retries("015 0x04000011 015 0x04000019"), 0);
}

#[test]
fn codes_of_several_packs_stand_in_the_order_in_which_they_were_given() {
    let both = CAORA.join(&SMTP).unwrap();
    for text in ["550 5.1.1 FUJ905 0x02000001", "５５０ ５．１．１ fuj905 0x2000001"] {
        let asked: Vec<String> = both.explain(&Query::new(text)).asked.into_iter().map(|asked| asked.text).collect();
        assert_eq!(asked, ["550 5.1.1", "FUJ905 0x02000001"], "{text}");
    }
}
