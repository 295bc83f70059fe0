//! Pointers and lengths of a caller to slices and texts.

use std::slice;

use crate::fault::Fault;

/// The longest slice that there may be, in bytes.
const MOST: usize = isize::MAX.unsigned_abs();

/// What stands at a pointer; none if it is null, which then has no length.
///
/// # Safety
///
/// `at` is null or points to `length` values that nobody changes during `'a`.
unsafe fn slice<'a, T>(name: &str, at: *const T, length: usize) -> Result<Option<&'a [T]>, Fault> {
    if at.is_null() {
        return if length == 0 { Ok(None) } else { Err(Fault::argument(name, "is null, and its length is not 0")) };
    }
    if length.saturating_mul(size_of::<T>()) > MOST {
        return Err(Fault::argument(name, "is longer than memory can be; its length may be a negative number"));
    }
    if !at.is_aligned() {
        return Err(Fault::argument(name, "is not aligned"));
    }
    // SAFETY: not null, aligned, of a length that a slice may have; the caller vouches for what stands there.
    Ok(Some(unsafe { slice::from_raw_parts(at, length) }))
}

/// Bytes; none of them if the pointer is null.
///
/// # Safety
///
/// As for [`slice`].
pub(crate) unsafe fn bytes<'a>(name: &str, at: *const u8, length: usize) -> Result<&'a [u8], Fault> {
    // SAFETY: the caller's promise is ours.
    Ok(unsafe { slice(name, at, length) }?.unwrap_or_default())
}

/// A text that may be left out.
///
/// # Safety
///
/// As for [`slice`].
pub(crate) unsafe fn maybe<'a>(name: &str, at: *const u8, length: usize) -> Result<Option<&'a str>, Fault> {
    // SAFETY: the caller's promise is ours.
    let Some(bytes) = unsafe { slice(name, at, length) }? else { return Ok(None) };
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Fault::argument(name, &format!("is not UTF-8: it is up to byte {}", error.valid_up_to())))?;
    Ok(Some(text))
}

/// A text.
///
/// # Safety
///
/// As for [`slice`].
pub(crate) unsafe fn text<'a>(name: &str, at: *const u8, length: usize) -> Result<&'a str, Fault> {
    // SAFETY: the caller's promise is ours.
    unsafe { maybe(name, at, length) }?.ok_or_else(|| Fault::argument(name, "is null"))
}

/// A text in UTF-16.
///
/// # Safety
///
/// As for [`slice`].
pub(crate) unsafe fn text16(name: &str, at: *const u16, length: usize) -> Result<String, Fault> {
    // SAFETY: the caller's promise is ours.
    let units = unsafe { slice(name, at, length) }?.ok_or_else(|| Fault::argument(name, "is null"))?;
    String::from_utf16(units).map_err(|_| Fault::argument(name, "is not UTF-16: half of a pair stands alone"))
}
