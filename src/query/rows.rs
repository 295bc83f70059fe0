//! Codes and details as a pack writes them to its rows: how surely which are meant. What a person typed is read before
//! (`read`), and what stands in a log is found before (`scan`); both ask here.

use super::matched::{Level, Reason};
use crate::kb::{Facts, LoadedPack, RowRef};
use crate::model::{Match, Rule};

/// The rows of a pack that concern one caller.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) pack: &'a LoadedPack,
    pub(super) facts: &'a Facts,
}

/// What a code, a detail or both mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) level: Level,
    pub(super) reason: Reason,
    /// The rows that are meant, or may be.
    pub(super) rows: Vec<RowRef>,
    /// Rows that are not meant as written, but near.
    pub(super) near: Vec<RowRef>,
    /// Whether the detail is an instance of a pattern.
    pub(super) is_instance: bool,
}

impl Rows<'_> {
    /// A code without a detail.
    pub(super) fn code(&self, code: usize) -> Meant {
        let rows = self.that_apply(self.pack.index().rows_of_code(code));
        let has_detail = |row: &RowRef| self.pack.row(*row).is_some_and(|(_, m)| m.detail.is_some());
        let (near, alone): (Vec<RowRef>, Vec<RowRef>) = rows.into_iter().partition(has_detail);
        match (alone.is_empty(), near.is_empty()) {
            (true, true) => Meant::new(Level::CodeOnly, Reason::DetailNotInTable, Vec::new()),
            (true, false) => Meant::new(Level::CodeOnly, Reason::DetailMissing, near),
            // The table has a row for this code without a detail; the others are more exact, if one is shown.
            (false, _) => Meant { near, ..Meant::new(Level::Exact, Reason::CodeStandsAlone, alone) },
        }
    }

    /// A code with a detail; none where no row has the detail.
    pub(super) fn pair(&self, code: usize, detail: &str) -> Option<Meant> {
        let (listed, is_instance) = self.listed(detail);
        let here = self.that_apply(listed.iter().filter(|row| self.pack.index().is_row_of(code, **row)));
        if !here.is_empty() {
            let (level, reason) = match is_instance {
                true => (Level::Wildcard, Reason::PatternFits),
                false => (Level::Exact, Reason::PairInTable),
            };
            return Some(Meant { is_instance, ..Meant::new(level, reason, here) });
        }
        let rows = self.that_apply(listed);
        if rows.is_empty() {
            return None;
        }
        // Code and detail are known, and no row pairs them: the engine does not pick.
        let near = self.that_apply(self.pack.index().rows_of_code(code));
        Some(Meant { near, is_instance, ..Meant::new(Level::DetailOnly, Reason::PairNotInTable, rows) })
    }

    /// A detail without a code; none where no row has it.
    pub(super) fn detail(&self, detail: &str) -> Option<Meant> {
        let (listed, is_instance) = self.listed(detail);
        let rows = self.that_apply(listed);
        if rows.is_empty() {
            return None;
        }
        let meant: Vec<(&Rule, &Match)> = rows.iter().filter_map(|row| self.pack.row(*row)).collect();
        let differ = |differs: fn(&(&Rule, &Match), &(&Rule, &Match)) -> bool| {
            meant.iter().zip(meant.iter().skip(1)).any(|(a, b)| differs(a, b))
        };
        let codes = differ(|a, b| a.1.code != b.1.code);
        // One rule may say the same of the detail, whichever code stands in front of it.
        let meanings = differ(|a, b| a.0.id != b.0.id || a.1.error_type != b.1.error_type || a.1.facts != b.1.facts);
        let (level, reason) = match (codes, is_instance) {
            (true, _) if meanings => (Level::DetailOnly, Reason::DetailUnderSeveralCodes),
            (_, true) => (Level::Wildcard, Reason::PatternFits),
            (true, false) => (Level::Exact, Reason::DetailUnderOneRule),
            (false, false) => (Level::Exact, Reason::DetailUnderOneCode),
        };
        Some(Meant { is_instance, ..Meant::new(level, reason, rows) })
    }

    /// Whether the table pairs a code with a detail, for whichever device.
    pub(super) fn is_pair(&self, code: usize, detail: &str) -> bool {
        self.listed(detail).0.iter().any(|row| self.pack.index().is_row_of(code, *row))
    }

    /// The rows under which a detail stands, as written or else as an instance of a pattern, and whether it is one.
    fn listed(&self, detail: &str) -> (&[RowRef], bool) {
        let index = self.pack.index();
        match index.rows_of_detail(detail) {
            [] => (index.pattern_of(detail).map_or(&[], |pattern| &pattern.rows), true),
            literal => (literal, false),
        }
    }

    /// Those whose rule is about the caller's device, as far as the host said which one it is.
    pub(super) fn that_apply<'r>(&self, rows: impl IntoIterator<Item = &'r RowRef>) -> Vec<RowRef> {
        let applies = |row: &RowRef| self.pack.rule_at(row.rule).is_some_and(|rule| applies(rule, self.facts));
        rows.into_iter().copied().filter(applies).collect()
    }
}

impl Meant {
    fn new(level: Level, reason: Reason, rows: Vec<RowRef>) -> Self {
        Self { level, reason, rows, near: Vec::new(), is_instance: false }
    }
}

/// The rule that is meant; none where it is open which one is, or whether one is.
pub(super) fn settled(level: Level, reason: Reason, rows: &[RowRef]) -> Option<usize> {
    let (first, rest) = rows.split_first()?;
    let is_open = level >= Level::Suggestion
        || matches!(reason, Reason::PairNotInTable | Reason::CodeNotInTable | Reason::NearDetail)
        || rest.iter().any(|row| row.rule != first.rule);
    (!is_open).then_some(first.rule)
}

/// Whether a rule is about the device and software that the facts name; what is not known excludes nothing.
pub(crate) fn applies(rule: &Rule, facts: &Facts) -> bool {
    let Some(to) = &rule.applies_to else { return true };
    let model = facts.get("model").is_none_or(|model| to.models.is_empty() || to.models.contains(model));
    let software = to.software.iter().all(|(name, range)| {
        let version = facts.get(&format!("version.{name}")).and_then(|v| semver::Version::parse(v).ok());
        version.is_none_or(|version| range.matches(&version))
    });
    model && software
}
