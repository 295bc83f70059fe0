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
