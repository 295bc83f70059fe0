//! Error code in, the shortest safe path to a fix out.
//!
//! Troubleshooting knowledge is data: editors keep YAML rules (code, detail code, symptoms, causes, checks,
//! remedies), this crate validates them, answers queries and leads a guided diagnosis, inside any product, with no
//! server and no network.
//!
//! ```
//! use shindan::{Limits, Query, Source};
//!
//! let pack = r#"
//! id: kettle
//! name: { en: Kettle }
//! version: "1.0.0"
//! engine: "*"
//! languages: [en]
//! default_role: anybody
//! roles: [{ id: anybody, name: { en: anybody }, calls: shop }]
//! contacts: [{ id: shop, name: { en: the shop } }]
//! help_desk: shop
//! documents: [{ id: leaflet, title: { en: Leaflet }, pages: 1 }]
//! "#;
//! let codes = r#"codes: [{ code: "E1", heading: { en: No water } }]"#;
//! let rule = r#"
//! id: no-water
//! matches: [{ code: E1 }]
//! remediation:
//!   - { id: fill, role: anybody, risk: safe, minutes: 1, steps: [{ text: { en: Fill the kettle. } }] }
//! hand_over: { to: [shop], from: remedy }
//! source: { document: leaflet, page: 1 }
//! examples: [E1]
//! "#;
//! let files = [Source::new("pack.yaml", pack), Source::new("codes.yaml", codes), Source::new("rules/no-water.yaml", rule)];
//! let knowledge = shindan::load(&files, &Limits::default())?;
//!
//! let found = knowledge.explain(&Query::new("E1"));
//! assert_eq!(found.answers[0].remediation[0].steps[0].text.text, "Fill the kettle.");
//!
//! let found = knowledge.explain(&Query::new("E2"));
//! assert_eq!(found.matched.level, shindan::query::Level::Unknown);
//! assert!(found.help_desk.text.contains("the shop"));
//! # Ok::<(), shindan::Error>(())
//! ```
//!
//! # Vocabulary
//!
//! * [`KnowledgeBase`]: loaded, validated, indexed rules of one or more packs; immutable, cheap to clone, shareable.
//! * [`model::Rule`]: one YAML file: what it matches, causes, checks, remedies, whom to call, where it is printed.
//! * [`Query`] and [`query::Explanation`]: codes or text in; answers, and how surely they are meant, out.
//! * [`Session`] and [`diagnose::Turn`]: one guided diagnosis as a plain value; the next step, why, and the legal replies.
//! * [`model::Risk`]: what a step can cost; a destructive one waits for everything safer, on every path.
//! * [`Diagnostic`]: what is wrong in a knowledge file, where, and what to write instead.
//!
//! # Learn more
//!
//! * Load a directory: `fs::load_dir` (feature `fs`). Load from memory: [`load`]. See every problem: [`check`].
//! * Open a compiled pack, as devices do: [`KnowledgeBase::from_pack`], `fs::open_pack`. Ask who signed it: [`pack::Trust`].
//! * Keep a device's pack up to date: `fs::PackStore`.
//! * Answer a code: [`KnowledgeBase::explain`]. Draw the decision graph: [`KnowledgeBase::tree`].
//! * Lead a person: [`KnowledgeBase::start`], [`KnowledgeBase::turn`], [`KnowledgeBase::reply`], [`KnowledgeBase::back`],
//!   [`KnowledgeBase::transcript`], [`KnowledgeBase::path`]. Go on elsewhere: [`KnowledgeBase::resume_code`],
//!   [`KnowledgeBase::resume`].
//! * Show it as text: `render` (feature `render`).
//!
//! # Scope
//!
//! The crate runs no commands, opens no connections, reads no clock and, outside the `fs` room, no files. It does not
//! decide for a person: where it is open what is meant it says so and asks.
//!
//! # Features
//!
//! * `authoring` (default): reads YAML and validates it. A host that opens compiled packs leaves it out.
//! * `render` (default): text, pictures, QR codes and source windows. A host that draws its own screens leaves it out.
//! * `fs`: files of compiled packs, a folder that keeps one up to date and, with `authoring`, directories.
//! * `encodings`: [`query`]`::Decoder`, which turns logs in Shift_JIS, EUC-JP and UTF-16 into UTF-8 for a scan.
#![forbid(unsafe_code)]
// Panic sources: input is data from outside, so nothing here may assume it is well formed. A test that meets the
// unexpected stops.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

pub mod diagnose;
mod diagnostic;
mod error;
#[cfg(feature = "fs")]
pub mod fs;
mod kb;
pub mod learn;
mod limits;
mod lint;
#[cfg(feature = "authoring")]
mod load;
pub mod model;
mod names;
pub mod pack;
pub mod protocol;
pub mod query;
pub mod release;
#[cfg(feature = "render")]
pub mod render;
#[cfg(feature = "authoring")]
pub mod schema;
mod words;
#[cfg(feature = "authoring")]
mod yaml;

pub use diagnose::{Session, Start};
pub use diagnostic::{Code, Diagnostic, Fix, Label, LineIndex, Place, Severity, Span};
pub use error::{Error, ErrorKind};
pub use kb::{KnowledgeBase, LoadedPack};
pub use limits::Limits;
#[cfg(feature = "authoring")]
pub use load::{Report, Source, check, load};
pub use query::Query;
