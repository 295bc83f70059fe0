//! Operations of the protocol.

use shindan::protocol;

use crate::entry::enter;
use crate::fault::Fault;
use crate::result::{Given, ShindanResult};
use crate::{argument, table};

/// Carries out an operation.
///
/// # Safety
///
/// Pointers are null or point to as many bytes as their lengths say; `result` is null or points to memory for one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_call(
    knowledge: u64,
    operation: *const u8,
    operation_length: usize,
    input: *const u8,
    input_length: usize,
    result: *mut ShindanResult,
) -> i32 {
    let work = || {
        let knowledge = table::knowledge(knowledge)?;
        // SAFETY: promised by the caller.
        let operation = unsafe { argument::text("operation", operation, operation_length) }?;
        // SAFETY: promised by the caller.
        let input = unsafe { argument::text("input", input, input_length) }?;
        Ok(Given::Text(protocol::call(&knowledge, operation, input)?))
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

/// The same in UTF-16.
///
/// # Safety
///
/// As for [`shindan_call`], in units of 16 bits.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_call_utf16(
    knowledge: u64,
    operation: *const u16,
    operation_length: usize,
    input: *const u16,
    input_length: usize,
    result: *mut ShindanResult,
) -> i32 {
    let work = || {
        let knowledge = table::knowledge(knowledge)?;
        // SAFETY: promised by the caller.
        let operation = unsafe { argument::text16("operation", operation, operation_length) }?;
        // SAFETY: promised by the caller.
        let input = unsafe { argument::text16("input", input, input_length) }?;
        Ok(Given::Text(protocol::call(&knowledge, &operation, &input)?))
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, true, work) }
}

/// Checks knowledge files.
///
/// # Safety
///
/// As for [`shindan_call`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_check(files: *const u8, length: usize, result: *mut ShindanResult) -> i32 {
    let work = || {
        // SAFETY: promised by the caller.
        let files = unsafe { argument::text("files", files, length) }?;
        check(files)
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

#[cfg(feature = "authoring")]
fn check(files: &str) -> Result<Given, Fault> {
    Ok(Given::Text(protocol::check(files)?))
}

#[cfg(not(feature = "authoring"))]
fn check(_files: &str) -> Result<Given, Fault> {
    Err(Fault::not_built("YAML and its checks", "authoring"))
}
