//! Which library this is.

use std::ffi::c_char;

/// `SHINDAN_ABI_VERSION` of the header.
const ABI: u32 = 1;

/// The number of the interface.
#[unsafe(no_mangle)]
pub extern "C" fn shindan_abi_version() -> u32 {
    ABI
}

/// The version of the library, with a zero at its end.
#[unsafe(no_mangle)]
pub extern "C" fn shindan_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
