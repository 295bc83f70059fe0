//! A code as printed to its rows, with nothing read, built or allocated on the way.

use crate::kb::{KnowledgeBase, LoadedPack, RowRef};
use crate::model::{Match, Rule};
use std::sync::Arc;

/// A row of the table, where it stands in the loaded knowledge.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Row<'a> {
    /// The pack.
    pub pack: &'a LoadedPack,
    /// The rule.
    pub rule: &'a Rule,
    /// What the rule matches here.
    pub matched: &'a Match,
}

/// The rows that a code and a detail stand for, over all packs; see [`KnowledgeBase::lookup`].
#[derive(Debug, Clone)]
pub struct Lookup<'a> {
    packs: std::slice::Iter<'a, Arc<LoadedPack>>,
    code: &'a str,
    detail: &'a str,
    here: Option<&'a LoadedPack>,
    rows: std::slice::Iter<'a, RowRef>,
}

impl KnowledgeBase {
    /// The rows in which a code stands with a detail, both exactly as the pack writes them.
    ///
    /// This is the fast path for a host that has the codes already, such as a device driver: it allocates nothing. It
    /// corrects nothing either; [`explain`](Self::explain) reads whatever a person typed. A code that stands without
    /// a detail is looked up with `None`. Several rows are several meanings: none of them is the answer by itself.
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
        Lookup { packs: self.packs().iter(), code, detail, here: None, rows: [].iter() }
    }
}

impl<'a> Iterator for Lookup<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        loop {
            if let (Some(pack), Some(row)) = (self.here, self.rows.next()) {
                if let Some((rule, matched)) = pack.row(*row) {
                    return Some(Row { pack, rule, matched });
                }
                continue;
            }
            let pack = self.packs.next()?;
            self.here = Some(pack);
            self.rows = pack.index().table().rows(self.code, self.detail).iter();
        }
    }
}
