//! What handles stand for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use shindan::KnowledgeBase;

use crate::fault::Fault;
use crate::scanner::Scan;

/// No small number and no pointer of today's machines, so that a number that was never a handle is hardly ever one.
const FIRST: u64 = 0x5348_494E_0000_0001;

/// Handles are counted, never used again: one that is closed stays wrong.
static OPEN: RwLock<Open> = RwLock::new(Open { next: FIRST, entries: BTreeMap::new() });

struct Open {
    next: u64,
    entries: BTreeMap<u64, Entry>,
}

/// What is open. Whoever uses it holds it, so that it may be closed meanwhile.
pub(crate) enum Entry {
    Knowledge(Arc<KnowledgeBase>),
    Scanner(Arc<Mutex<Scan>>),
}

/// A handle for it.
pub(crate) fn open(entry: Entry) -> u64 {
    let mut open = OPEN.write().unwrap_or_else(PoisonError::into_inner);
    let handle = open.next;
    open.next = handle.wrapping_add(1);
    open.entries.insert(handle, entry);
    handle
}

/// The knowledge of a handle.
pub(crate) fn knowledge(handle: u64) -> Result<Arc<KnowledgeBase>, Fault> {
    match OPEN.read().unwrap_or_else(PoisonError::into_inner).entries.get(&handle) {
        Some(Entry::Knowledge(knowledge)) => Ok(Arc::clone(knowledge)),
        _ => Err(Fault::handle("knowledge")),
    }
}

/// The scanner of a handle.
pub(crate) fn scanner(handle: u64) -> Result<Arc<Mutex<Scan>>, Fault> {
    match OPEN.read().unwrap_or_else(PoisonError::into_inner).entries.get(&handle) {
        Some(Entry::Scanner(scanner)) => Ok(Arc::clone(scanner)),
        _ => Err(Fault::handle("scanner")),
    }
}

/// Closes knowledge.
pub(crate) fn close_knowledge(handle: u64) -> Result<(), Fault> {
    knowledge(handle)?;
    close_any(handle).then_some(()).ok_or_else(|| Fault::handle("knowledge"))
}

/// Closes a scanner.
pub(crate) fn close_scanner(handle: u64) -> Result<(), Fault> {
    scanner(handle)?;
    close_any(handle).then_some(()).ok_or_else(|| Fault::handle("scanner"))
}

/// Closes whatever it is; whether there was anything. It is dropped after the lock is given back.
pub(crate) fn close_any(handle: u64) -> bool {
    let closed = OPEN.write().unwrap_or_else(PoisonError::into_inner).entries.remove(&handle);
    closed.is_some()
}
