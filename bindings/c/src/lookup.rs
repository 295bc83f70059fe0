//! The fast path: rows of a code, without JSON and without memory of their own.

use std::ptr;

use crate::entry::guarded;
use crate::fault::{Fault, Status};
use crate::{argument, table};

/// `shindan_row` of the header. Its texts belong to the knowledge.
#[repr(C)]
#[derive(Debug)]
pub struct ShindanRow {
    pack: Text,
    rule: Text,
    row: Text,
}

/// A pointer and a length in bytes.
#[repr(C)]
#[derive(Debug)]
struct Text {
    at: *const u8,
    length: usize,
}

impl From<Option<&str>> for Text {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self { at: ptr::null(), length: 0 }, |text| Self { at: text.as_ptr(), length: text.len() })
    }
}

/// The rows of a code and a detail.
///
/// # Safety
///
/// Pointers are null or point to as many bytes as their lengths say, `rows` to memory for `capacity` rows, `count` to one
/// for a number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_lookup(
    knowledge: u64,
    code: *const u8,
    code_length: usize,
    detail: *const u8,
    detail_length: usize,
    rows: *mut ShindanRow,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    let work = || {
        if count.is_null() || (rows.is_null() && capacity > 0) {
            return Err(Fault::argument(if count.is_null() { "count" } else { "rows" }, "is null"));
        }
        // SAFETY: promised by the caller, and not null.
        unsafe { count.write(0) };
        let knowledge = table::knowledge(knowledge)?;
        // SAFETY: promised by the caller.
        let code = unsafe { argument::text("code", code, code_length) }?;
        // SAFETY: promised by the caller.
        let detail = unsafe { argument::maybe("detail", detail, detail_length) }?;
        let mut found = 0usize;
        for row in knowledge.lookup(code, detail) {
            let Some(matched) = row.rule.matches.get(row.row) else { continue };
            if found < capacity {
                let texts = ShindanRow {
                    pack: Some(row.pack.id()).into(),
                    rule: Some(row.rule.id.as_str()).into(),
                    row: matched.row.as_deref().into(),
                };
                // SAFETY: promised by the caller: there is room for `capacity` rows.
                unsafe { rows.add(found).write(texts) };
            }
            found = found.saturating_add(1);
        }
        if let Some(error) = knowledge.damage() {
            return Err(error.clone().into());
        }
        // SAFETY: promised by the caller, and not null.
        unsafe { count.write(found) };
        Ok(())
    };
    guarded(work).map_or_else(|fault| fault.status, |()| Status::Ok).number()
}
