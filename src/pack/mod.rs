//! Packs as bytes: one file that is checked page by page and read where it stands, and whom to believe about it.
//!
//! This room knows pages, sections, lists and tables, not rules: what stands in them is the business of `kb`. The format
//! is described in `docs/pack-format.md`.

mod bytes;
mod cursor;
mod head;
mod list;
mod pages;
mod slots;
mod table;
mod tree;
mod trust;
mod write;

pub use bytes::ReadAt;
pub use trust::{Signed, Trust};

pub(crate) use bytes::Bytes;
pub(crate) use cursor::{Cursor, number, put_text};
pub(crate) use head::{Section, damage};
pub(crate) use list::List;
pub(crate) use pages::{Pages, Part};
pub(crate) use table::Table;
pub(crate) use write::{Writer, Written, list, table};

/// The version of the format that this engine reads and writes.
pub const FORMAT: u32 = 1;

/// Bytes of a page: what is hashed at once.
const PAGE: usize = 4096;

/// Bytes of a hash (SHA-256).
const HASH: usize = 32;

/// Hashes in a page.
const FAN: u64 = (PAGE / HASH) as u64;
