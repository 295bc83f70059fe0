//! Two plans of the same steps: whether they differ, where first, and what each costs under other numbers.

use super::table::{Numbers, Table};
use crate::diagnose::plan::{Plan, PlanNode};

/// Where two plans part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parting {
    /// What was seen before, step by step.
    pub(super) after: Vec<(String, String)>,
    /// The step of the first plan.
    pub(super) was: String,
    /// The step of the second plan.
    pub(super) now: String,
}

/// Where two plans first take different steps, as near to the start as any; none where they are one order.
pub(super) fn parting(first: &Plan, second: &Plan) -> Option<Parting> {
    let mut open = std::collections::VecDeque::from([(0, 0, Vec::new())]);
    while let Some((a, b, after)) = open.pop_front() {
        let (Some(a), Some(b)) = (first.nodes.get(a), second.nodes.get(b)) else { continue };
        if a.step != b.step {
            return Some(Parting { after, was: a.step.clone(), now: b.step.clone() });
        }
        for seen in &a.outcomes {
            let Some(other) = b.outcomes.iter().find(|other| other.name == seen.name) else { continue };
            let mut after: Vec<(String, String)> = after.clone();
            after.push((a.step.clone(), seen.name.clone()));
            open.push_back((seen.next, other.next, after));
        }
    }
    None
}

/// What a plan costs on average where causes come as `share` says and steps show what `numbers` say; none where it is not
/// written out whole.
pub(super) fn minutes(plan: &Plan, table: &Table<'_>, numbers: &Numbers, share: &[f64]) -> Option<f64> {
    if plan.is_truncated {
        return None;
    }
    let mut costs: Vec<Vec<f64>> = vec![Vec::new(); plan.nodes.len()];
    // Every step stands before those that follow it.
    for (place, node) in plan.nodes.iter().enumerate().rev() {
        let mut cost = vec![node.cost; share.len()];
        for seen in &node.outcomes {
            let chances = chances(table, numbers, node, &seen.name)?;
            let beyond = costs.get(seen.next)?;
            for ((cost, chance), beyond) in cost.iter_mut().zip(chances).zip(beyond) {
                *cost += chance * beyond;
            }
        }
        *costs.get_mut(place)? = cost;
    }
    Some(costs.first()?.iter().zip(share).map(|(cost, share)| cost * share).sum())
}

/// How likely each cause makes an outcome of a step.
fn chances(table: &Table<'_>, numbers: &Numbers, node: &PlanNode, outcome: &str) -> Option<Vec<f64>> {
    if node.asks {
        let check = table.check(&node.step)?;
        let answer = table.checks.get(check)?.1.iter().position(|answer| answer == outcome)?;
        let rows = numbers.answers.get(check)?;
        return Some(rows.iter().map(|row| row.get(answer).copied().unwrap_or(0.0)).collect());
    }
    let row = numbers.fix.get(table.remedy(&node.step)?)?;
    Some(row.iter().map(|fix| 1.0 - fix).collect())
}
