//! Numbers that stand for values.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::answer::Fault;

/// Values by number. A number is never used twice.
#[derive(Debug)]
pub(crate) struct Table<T> {
    what: &'static str,
    kept: RwLock<Kept<T>>,
}

#[derive(Debug)]
struct Kept<T> {
    last: i64,
    values: BTreeMap<i64, Arc<T>>,
}

impl<T> Table<T> {
    pub(crate) const fn new(what: &'static str) -> Self {
        Self { what, kept: RwLock::new(Kept { last: 0, values: BTreeMap::new() }) }
    }

    /// The number that stands for a value from now on.
    pub(crate) fn keep(&self, value: T) -> i64 {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.last = kept.last.saturating_add(1);
        let number = kept.last;
        kept.values.insert(number, Arc::new(value));
        number
    }

    pub(crate) fn get(&self, number: i64) -> Result<Arc<T>, Fault> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.values.get(&number).cloned().ok_or_else(|| Fault::closed(self.what))
    }

    pub(crate) fn take(&self, number: i64) -> Option<Arc<T>> {
        self.kept.write().unwrap_or_else(PoisonError::into_inner).values.remove(&number)
    }
}
