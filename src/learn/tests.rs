//! The counts by hand, and overlays of any numbers.

use std::collections::BTreeMap;

use super::count::{count, parts};
use super::overlay::{Overlay, Sample, learned};
use super::seen::{Seen, decay};
use super::table::{Numbers, Table};
use crate::kb::KnowledgeBase;
use crate::model::LearnedRule;

/// An overlay that moves every number of the first pack as far as `random` likes.
pub(crate) fn any_overlay(knowledge: &KnowledgeBase, mut random: impl FnMut() -> u32) -> String {
    let pack = &knowledge.packs()[0];
    let mut chance = |word: f64| if word > 0.0 { f64::from(random() % 999 + 1) / 1000.0 } else { 0.0 };
    let mut rules: BTreeMap<String, LearnedRule> = BTreeMap::new();
    for rule in &pack.whole().rules {
        let table = Table::new(rule);
        let mut row = |row: &Vec<f64>| -> Vec<f64> { row.iter().map(|word| chance(*word)).collect() };
        let words = &table.words;
        let numbers = Numbers {
            share: row(&words.share),
            fix: words.fix.iter().map(&mut row).collect(),
            answers: words.answers.iter().map(|rows| rows.iter().map(&mut row).collect()).collect(),
        };
        rules.insert(rule.id.clone(), learned(&table, &numbers, 1, 1e9));
    }
    let sample = Sample { records: 1, first_day: None, last_day: None, half_life: None, min_sessions: 1 };
    Overlay::new(pack, sample, rules).to_json()
}

/// Three causes, of which two are listed; one remedy, for the first; one check, which tells the first from the others.
fn words() -> Numbers {
    Numbers {
        share: vec![3.0 / 7.0, 3.0 / 7.0, 1.0 / 7.0],
        fix: vec![vec![0.9, 0.0, 0.0]],
        answers: vec![vec![vec![0.9, 0.1], vec![0.2, 0.8], vec![0.0, 1.0]]],
    }
}

fn session(answers: &[(usize, usize)], tried: &[(usize, bool)], cause: Option<usize>) -> Seen {
    Seen {
        possible: vec![true; 3],
        answers: answers.to_vec(),
        tried: tried.to_vec(),
        cause,
        weight: 1.0,
        day: 0,
        is_odd: false,
        is_solved: false,
    }
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12, "{a} is not {b}");
}

#[test]
fn the_counts_of_a_small_example_are_those_made_by_hand() {
    // Fixed by the remedy: the first cause. Not fixed: 3/7 × 0.1, 3/7 and 1/7, that is 0.3, 3 and 1 of 4.3.
    let sessions = [session(&[], &[(0, true)], None), session(&[], &[(0, false)], None)];
    let counts = count(&words(), sessions.iter(), 1);
    let first = 1.0 + 0.3 / 4.3;
    [first, 3.0 / 4.3, 1.0 / 4.3].iter().zip(&counts.causes).for_each(|(a, b)| near(*a, *b));
    near(counts.fix[0][0].0, 1.0);
    near(counts.fix[0][0].1, first);
    // The words count as six sessions for the causes, and as two for the remedy.
    let numbers = counts.numbers(&words());
    near(numbers.share[0], (6.0 * 3.0 / 7.0 + first) / 8.0);
    near(numbers.fix[0][0], (2.0 * 0.9 + 1.0) / (2.0 + first));
    assert_eq!(numbers.fix[0][1], 0.0);
    // A second round begins with those numbers.
    let again = count(&words(), sessions.iter(), 2);
    let open: Vec<f64> = numbers.share.iter().zip(&numbers.fix[0]).map(|(share, fix)| share * (1.0 - fix)).collect();
    near(again.causes[1], open[1] / open.iter().sum::<f64>());
    // An answer: 0.9 × 3, 0.2 × 3 and 0 × 1, that is 2.7 and 0.6 of 3.3; the words count as three.
    let counts = count(&words(), [session(&[(0, 0)], &[], None)].iter(), 1);
    near(counts.answers[0][0][0], 2.7 / 3.3);
    let numbers = counts.numbers(&words());
    near(numbers.answers[0][0][0], (3.0 * 0.9 + 2.7 / 3.3) / (3.0 + 2.7 / 3.3));
    near(numbers.answers[0][1][1], 3.0 * 0.8 / (3.0 + 0.6 / 3.3));
    assert_eq!(numbers.answers[0][2], [0.0, 1.0]);
    // What somebody named counts whole.
    assert_eq!(parts(&words(), &session(&[(0, 0)], &[], Some(1))), Some(vec![0.0, 1.0, 0.0]));
    // The remedy cannot end the second cause, so this cannot have happened, and teaches nothing.
    assert_eq!(parts(&words(), &session(&[(0, 0)], &[(0, true)], None)).map(|part| part[0]), Some(1.0));
    let mut odd = session(&[], &[(0, true)], None);
    odd.possible = vec![false, true, true];
    assert_eq!(parts(&words(), &odd), None);
}

/// A session that ends uncertain counts as much as one that is certain: leaving it out would say that whatever is easy to
/// cure is the cause more often than it is.
#[test]
fn uncertain_sessions_count_whole() {
    let mut sessions = vec![session(&[], &[(0, true)], None); 10];
    sessions.extend(vec![session(&[], &[(0, false)], None); 30]);
    let counts = count(&words(), sessions.iter(), 3);
    near(counts.causes.iter().sum(), 40.0);
    let certain = count(&words(), sessions[..10].iter(), 10);
    let share = |counts: &super::count::Counts| counts.numbers(&words()).share[0];
    assert!(share(&certain) > 0.7 && share(&counts) < 0.4, "{} {}", share(&certain), share(&counts));
}

/// Sessions that could not have had a cause do not make it rarer where it can be.
#[test]
fn a_cause_that_was_out_of_the_question_is_not_rarer_for_it() {
    let mut sessions = vec![session(&[], &[(0, true)], None); 50];
    sessions.extend(vec![session(&[], &[], Some(1)); 50]);
    let mut without = session(&[], &[], Some(1));
    without.possible = vec![false, true, true];
    sessions.extend(vec![without; 100]);
    let share = count(&words(), sessions.iter(), 3).numbers(&words()).share;
    assert!((share[0] / share[1] - 1.0).abs() < 0.1, "{share:?}");
}

#[test]
fn older_sessions_count_less() {
    let on = |day: i64| Seen { day, ..session(&[], &[], None) };
    let mut sessions = vec![vec![on(1000), on(900)], vec![on(950), on(800), on(0)]];
    decay(&mut sessions, Some(100));
    let weights: Vec<f64> = sessions.iter().flatten().map(|seen| seen.weight).collect();
    assert_eq!(weights, [1.0, 0.5, 0.75, 0.25, 0.5_f64.powi(10)]);
    decay(&mut sessions, None);
    assert_eq!(sessions[0][1].weight, 0.5);
}
