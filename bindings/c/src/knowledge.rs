//! Opening, joining, proving and closing knowledge.

use std::sync::Arc;

use shindan::{KnowledgeBase, fs};

use crate::entry::{enter, guarded};
use crate::fault::{Fault, Status};
use crate::result::{Given, ShindanResult};
use crate::table::{self, Entry};
use crate::{argument, trust};

fn opened(knowledge: KnowledgeBase) -> Given {
    Given::Handle(table::open(Entry::Knowledge(Arc::new(knowledge))))
}

/// Opens a compiled pack that is in memory.
///
/// # Safety
///
/// Pointers are null or point to as many bytes as their lengths say; `result` is null or points to memory for one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_open(
    bytes: *const u8,
    length: usize,
    trust: *const u8,
    trust_length: usize,
    result: *mut ShindanResult,
) -> i32 {
    let work = || {
        // SAFETY: promised by the caller.
        let bytes = unsafe { argument::bytes("bytes", bytes, length) }?;
        // SAFETY: promised by the caller.
        let (trust, signature) = trust::read(unsafe { argument::maybe("trust", trust, trust_length) }?)?;
        Ok(opened(KnowledgeBase::from_trusted_pack(bytes.to_vec(), &trust, signature.as_deref())?))
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

/// Opens a compiled pack in a file.
///
/// # Safety
///
/// As for [`shindan_open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_open_file(
    path: *const u8,
    path_length: usize,
    trust: *const u8,
    trust_length: usize,
    result: *mut ShindanResult,
) -> i32 {
    let work = || {
        // SAFETY: promised by the caller.
        let path = unsafe { argument::text("path", path, path_length) }?;
        // SAFETY: promised by the caller.
        let (trust, signature) = trust::read(unsafe { argument::maybe("trust", trust, trust_length) }?)?;
        if signature.is_some() {
            return Err(Fault::argument(
                "trust",
                "has `signature`, which is for packs in memory; write it to PATH.minisig",
            ));
        }
        Ok(opened(fs::open_trusted_pack(path, &trust)?))
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

/// Loads knowledge files.
///
/// # Safety
///
/// As for [`shindan_open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_load(files: *const u8, length: usize, result: *mut ShindanResult) -> i32 {
    let work = || {
        // SAFETY: promised by the caller.
        let files = unsafe { argument::text("files", files, length) }?;
        load(files)
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

#[cfg(feature = "authoring")]
fn load(files: &str) -> Result<Given, Fault> {
    Ok(opened(shindan::protocol::load(files)?))
}

#[cfg(not(feature = "authoring"))]
fn load(_files: &str) -> Result<Given, Fault> {
    Err(Fault::not_built("YAML", "authoring"))
}

/// Puts the packs of both together.
///
/// # Safety
///
/// `result` is null or points to memory for one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_join(knowledge: u64, other: u64, result: *mut ShindanResult) -> i32 {
    let work = || Ok(opened(table::knowledge(knowledge)?.join(table::knowledge(other)?.as_ref())?));
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

/// Proves that every pack is what its own rules are built to.
///
/// # Safety
///
/// `result` is null or points to memory for one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_verify(knowledge: u64, result: *mut ShindanResult) -> i32 {
    let work = || {
        table::knowledge(knowledge)?.verify()?;
        Ok(Given::Nothing)
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

/// Closes knowledge.
#[unsafe(no_mangle)]
pub extern "C" fn shindan_close(knowledge: u64) -> i32 {
    guarded(|| table::close_knowledge(knowledge)).map_or_else(|fault| fault.status, |()| Status::Ok).number()
}
