//! Codes to rows: as printed, with nothing built or allocated on the way; and as people write them.

use super::matched::{Change, Level, Reason};
use super::resolve::resolve;
use crate::Limits;
use crate::kb::{Facts, KnowledgeBase, LoadedPack, RowRef, Rows};
use crate::model::Rule;
use std::sync::Arc;

/// A row of the table, where it stands in the loaded knowledge.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Row<'a> {
    /// The pack.
    pub pack: &'a LoadedPack,
    /// The rule.
    pub rule: &'a Rule,
    /// Which of the rule's `matches` it is.
    pub row: usize,
}

/// The rows that a code and a detail stand for, over all packs; see [`KnowledgeBase::lookup`].
#[derive(Debug, Clone)]
pub struct Lookup<'a> {
    packs: std::slice::Iter<'a, Arc<LoadedPack>>,
    code: &'a str,
    detail: &'a str,
    here: Option<&'a LoadedPack>,
    rows: Rows<'a>,
}

impl KnowledgeBase {
    /// The rows in which a code stands with a detail, both exactly as the pack writes them.
    ///
    /// This is the fast path for a host that has the codes already, such as a device driver: it allocates nothing, except
    /// for the rules of a compiled pack that nobody has asked for before. It
    /// corrects nothing either; [`explain`](Self::explain) reads whatever a person typed. A code that stands without
    /// a detail is looked up with `None`. Several rows are several meanings: none of them is the answer by itself. No row
    /// may mean, too, that a pack turned out to be [damaged](Self::damage).
    ///
    /// ```no_run
    /// # fn main() -> Result<(), shindan::Error> {
    /// # #[cfg(feature = "fs")] {
    /// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
    /// let row = knowledge.lookup("FUJ905", Some("0x02000001")).next().expect("a row");
    /// assert_eq!(row.rule.id, "fuj905-reader-not-found");
    /// assert!(knowledge.lookup("fuj905", Some("0x02000001")).next().is_none());
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn lookup<'a>(&'a self, code: &'a str, detail: Option<&'a str>) -> Lookup<'a> {
        let detail = detail.unwrap_or_default();
        Lookup { packs: self.packs().iter(), code, detail, here: None, rows: Rows::default() }
    }
}

/// What one of the codes in a text means in one pack; see [`KnowledgeBase::identify`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Identified<'a> {
    /// How surely it is meant.
    pub level: Level,
    /// Why.
    pub reason: Reason,
    /// What was changed or left out to read it so.
    pub changes: Vec<Change>,
    /// The rows that are meant, or may be; none where nothing is known.
    pub rows: Vec<Row<'a>>,
}

impl KnowledgeBase {
    /// The rows that the codes of a text mean, however they were typed, without the answers that
    /// [`explain`](Self::explain) makes of them.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), shindan::Error> {
    /// # #[cfg(feature = "fs")] {
    /// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
    /// let found = knowledge.identify("ＦＵＪ９０５ 0x2000001");
    /// assert_eq!(found[0].level, shindan::query::Level::Normalized);
    /// assert_eq!(found[0].rows[0].rule.id, "fuj905-reader-not-found");
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn identify(&self, text: &str) -> Vec<Identified<'_>> {
        self.unless_damaged(|| self.identified(text), super::damaged::identified)
    }

    fn identified(&self, text: &str) -> Vec<Identified<'_>> {
        let (text, _) = super::explain::cut(text, Limits::default().query_bytes);
        let facts = Facts::new();
        let mut found = Vec::new();
        for pack in self.packs() {
            for one in resolve(pack, text, &facts) {
                let row = |at: RowRef| Some(Row { pack, rule: pack.rule_at(at.rule)?, row: at.row });
                let rows = one.rows.into_iter().filter_map(row).collect();
                found.push(Identified { level: one.level, reason: one.reason, changes: one.changes, rows });
            }
        }
        // What one pack does not know is no news where another does.
        if found.iter().any(|one: &Identified<'_>| one.level < Level::Unknown) {
            found.retain(|one| one.level < Level::Unknown);
        }
        found
    }
}

impl<'a> Iterator for Lookup<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        loop {
            if let Some(pack) = self.here
                && let Some(at) = self.rows.next()
            {
                match pack.rule_at(at.rule) {
                    Some(rule) => return Some(Row { pack, rule, row: at.row }),
                    None => continue,
                }
            }
            let pack = self.packs.next()?;
            (self.here, self.rows) = (Some(pack.as_ref()), pack.index().pair(self.code, self.detail));
        }
    }
}
