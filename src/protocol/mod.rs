//! The protocol as one function: the name of an operation and JSON in, JSON out.
//!
//! Every binding hands its calls through here, so that all of them give the same bytes. A host in Rust calls the methods of
//! [`KnowledgeBase`](crate::KnowledgeBase) instead, which give the same values, typed. The shapes of what comes out stand in
//! `schema/protocol.schema.json`, those of what goes in in `schema/request.schema.json`.

mod call;
mod packs;
#[cfg(feature = "render")]
mod page;
mod request;

pub use call::{call, error};
#[cfg(feature = "authoring")]
pub use call::{check, load};

/// Every operation of [`call`]. Only builds with the feature `render` can carry out `page`.
pub const OPERATIONS: &[&str] = &[
    "packs",
    "list",
    "lookup",
    "explain",
    "search",
    "scan",
    "tree",
    "plan",
    "start",
    "turn",
    "reply",
    "back",
    "add_code",
    "supply",
    "change_role",
    "change_language",
    "why_not",
    "transcript",
    "resume_code",
    "resume",
    "page",
];
