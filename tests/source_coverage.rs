//! The pack against the table it was made from: nothing printed is missing, nothing corrected is unrecorded.
//!
//! The source stands beside the repository and is not part of it. What is needed of it is committed as hashes
//! (`tests/source/rows.json`); where the source can be read, the extract is compared with it and every sentence too.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]
#![allow(clippy::arithmetic_side_effects)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use shindan::model::Match;
use shindan::query::{Answer, ChangeKind, Explanation, Level, Reason};

mod source;

use source::cells::normalise;
use source::extract::{Extract, RowFacts, Source, UPDATE, committed_file};
use source::knowledge::{errata, explain, explain_in, files, model, printed_strings, review_notes, rule_of, strings};
use source::printed::Shown;
use source::table::{CELLS, SEPARATE};
