//! The C ABI: `include/shindan.h` says what each entry takes, gives and owns.
//!
//! The one place with `unsafe`. Pointers become slices in `argument`, results become memory in `result`; what stands
//! between is safe code.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic))]

mod argument;
mod call;
mod entry;
mod fault;
mod knowledge;
mod lookup;
mod result;
mod scanner;
mod table;
mod trust;
mod version;

pub use call::{shindan_call, shindan_call_utf16, shindan_check};
pub use knowledge::{shindan_close, shindan_join, shindan_load, shindan_open, shindan_open_file, shindan_verify};
pub use lookup::{ShindanRow, shindan_lookup};
pub use result::{ShindanResult, shindan_result_free};
pub use scanner::{shindan_scanner_finish, shindan_scanner_free, shindan_scanner_new, shindan_scanner_push};
pub use version::{shindan_abi_version, shindan_version};
