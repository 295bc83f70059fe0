//! A proven lower bound: what a session would cost on average if the cause were known at its start.
//!
//! Knowing the cause never makes a session dearer, and with a known cause the best order is the one by chance over cost,
//! handing over where that ratio falls below what handing over gives for its cost. Under a risk rule the actions for the
//! true cause stay useful until they are carried out, so the less risky ones among them come first, whatever is believed.

use super::bits::Bits;
use super::problem::{Link, Problem};

/// Most steps of a cause for which its costs are worked out in advance.
const MOST_STEPS: usize = 6;

/// What a known cause costs, by which of the steps that it depends on are left: the first is the lowest bit.
#[derive(Debug)]
pub(super) struct Known {
    steps: Vec<usize>,
    costs: Vec<f64>,
}

impl Known {
    fn place<const N: usize>(&self, rest: Bits<N>) -> usize {
        self.steps.iter().rev().fold(0, |place, step| place.wrapping_shl(1) | usize::from(rest.contains(*step)))
    }
}

impl<const N: usize> Problem<N> {
    /// For each possible cause, the least that a session could cost if it were known; written over others.
    pub(super) fn write_known_costs(&self, causes: Bits<N>, rest: Bits<N>, costs: &mut Vec<f64>) {
        costs.clear();
        costs.resize(self.prior.len(), 0.0);
        for cause in causes.iter() {
            if let Some(cost) = costs.get_mut(cause) {
                *cost = self.known_cost(cause, rest);
            }
        }
    }

    /// The least that a session could cost under a known cause, with the steps that are left.
    pub(super) fn known_cost(&self, cause: usize, rest: Bits<N>) -> f64 {
        let kept = self.known.get(cause).and_then(|known| known.costs.get(known.place(rest)));
        kept.copied().unwrap_or_else(|| self.work_out(cause, rest))
    }

    /// What is asked for most, worked out in advance: what each cause costs with any of its steps left.
    pub(super) fn keep_known_costs(&mut self) {
        let causes = 0..self.links.len();
        self.known = causes.map(|cause| self.known_by_steps(cause)).collect();
    }

    fn known_by_steps(&self, cause: usize) -> Known {
        let links = self.links.get(cause).into_iter().flatten().filter_map(|link| self.steps.get(link.step));
        let before = links.map(|work| work.before).fold(Bits::default(), Bits::or);
        let steps: Vec<usize> = before.or(self.fixers.get(cause).copied().unwrap_or_default()).iter().collect();
        if steps.len() > MOST_STEPS {
            return Known { steps: Vec::new(), costs: Vec::new() };
        }
        let among = |place: usize| {
            let mut rest = Bits::default();
            let left = steps.iter().enumerate().filter(|(at, _)| place.wrapping_shr(*at as u32) & 1 == 1);
            left.for_each(|(_, step)| rest.insert(*step));
            rest
        };
        let costs = (0..1_usize.wrapping_shl(steps.len() as u32)).map(|place| self.work_out(cause, among(place)));
        Known { costs: costs.collect(), steps }
    }

    fn work_out(&self, cause: usize, rest: Bits<N>) -> f64 {
        let Some(links) = self.links.get(cause) else { return 0.0 };
        // What an answer can take away holds nothing back for sure.
        if self.tiered && self.deciding.is_empty() && self.is_tiered(links, rest) {
            return self.by_tier(links, rest);
        }
        if !self.tiered {
            return self.until_stop(links.iter().filter(|link| rest.contains(link.step)));
        }
        let mut open: Vec<&Link> = links.iter().filter(|link| rest.contains(link.step)).collect();
        open.sort_by(|a, b| (b.chance * a.cost).total_cmp(&(a.chance * b.cost)));
        self.until_stop(open.into_iter())
    }

    /// Whether every action holds back exactly what is riskier than itself.
    fn is_tiered(&self, links: &[Link], rest: Bits<N>) -> bool {
        links.iter().filter(|link| rest.contains(link.step)).all(|link| self.path_risk(link.step, rest) == link.risk)
    }

    /// Links in the order of their ratio, as long as that beats handing over.
    fn until_stop<'a>(&self, links: impl Iterator<Item = &'a Link>) -> f64 {
        let (mut open, mut cost) = (1.0, 0.0);
        for link in links {
            if link.chance * self.stop <= link.cost {
                break;
            }
            cost += open * link.cost;
            open *= 1.0 - link.chance;
        }
        cost + open * self.stop
    }

    /// Tier by tier from the riskiest: either everything in a tier and then the next, or its best part and then the end.
    fn by_tier(&self, links: &[Link], rest: Bits<N>) -> f64 {
        let mut beyond = self.stop;
        let mut end = links.len();
        while let Some(risk) = end.checked_sub(1).and_then(|last| links.get(last)).map(|link| link.risk) {
            let start = links.partition_point(|link| link.risk < risk);
            let tier = links.get(start..end).unwrap_or_default();
            let part = self.until_stop(tier.iter().filter(|link| rest.contains(link.step)));
            let (mut open, mut cost) = (1.0, 0.0);
            for link in tier.iter().filter(|link| rest.contains(link.step)) {
                cost += open * link.cost;
                open *= 1.0 - link.chance;
            }
            beyond = part.min(cost + open * beyond);
            end = start;
        }
        beyond
    }
}
