//! What an entry gives, as memory that the caller owns.

use std::ffi::c_char;
use std::ptr;

/// `shindan_result` of the header.
#[repr(C)]
#[derive(Debug)]
pub struct ShindanResult {
    handle: u64,
    /// A `Box<[u8]>` of `length` bytes and a zero, or null.
    text: *mut c_char,
    /// A `Box<[u16]>` of `length` units and a zero, or null.
    text16: *mut u16,
    length: usize,
    status: i32,
}

/// What an entry gives, as values.
#[derive(Debug)]
pub(crate) enum Given {
    Nothing,
    Handle(u64),
    Text(String),
}

impl ShindanResult {
    pub(crate) fn new(status: i32, given: Given, is_utf16: bool) -> Self {
        let mut result = Self { handle: 0, text: ptr::null_mut(), text16: ptr::null_mut(), length: 0, status };
        match given {
            Given::Nothing => {}
            Given::Handle(handle) => result.handle = handle,
            Given::Text(text) if is_utf16 => {
                let mut units: Vec<u16> = text.encode_utf16().collect();
                result.length = units.len();
                units.push(0);
                result.text16 = Box::into_raw(units.into_boxed_slice()).cast();
            }
            Given::Text(text) => {
                let mut bytes = text.into_bytes();
                result.length = bytes.len();
                bytes.push(0);
                result.text = Box::into_raw(bytes.into_boxed_slice()).cast();
            }
        }
        result
    }
}

/// Frees what a result owns and empties it.
///
/// # Safety
///
/// `result` is null or points to a result that an entry wrote and nobody changed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_result_free(result: *mut ShindanResult) {
    // SAFETY: the caller gives null or a result that was written and is not used by others meanwhile.
    let Some(result) = (unsafe { result.as_mut() }) else { return };
    let length = result.length.saturating_add(1);
    if !result.text.is_null() {
        let bytes = ptr::slice_from_raw_parts_mut(result.text.cast::<u8>(), length);
        // SAFETY: `new` made both from a box of so many bytes; it was not freed, as freeing sets the pointer to null.
        drop(unsafe { Box::from_raw(bytes) });
    }
    if !result.text16.is_null() {
        let units = ptr::slice_from_raw_parts_mut(result.text16, length);
        // SAFETY: as above, of so many units.
        drop(unsafe { Box::from_raw(units) });
    }
    *result = ShindanResult::new(result.status, Given::Nothing, false);
}
