//! The fields of a rule that are searched.

use serde::Serialize;

use crate::kb::LoadedPack;
use crate::model::{Rule, Text};

/// A field of a rule that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// What people see or say.
    Symptoms,
    /// The error type of a row.
    ErrorType,
    /// The heading of a code.
    Heading,
    /// The message of a code.
    Message,
    /// The causes.
    Causes,
    /// The questions of the checks.
    Checks,
}

impl Field {
    /// Every field.
    pub(crate) const ALL: [Self; 6] =
        [Self::Symptoms, Self::ErrorType, Self::Heading, Self::Message, Self::Causes, Self::Checks];
}

impl Field {
    /// What the field's words count for, in sixteenths.
    pub(super) fn weight(self) -> u32 {
        match self {
            Self::Symptoms => 16,
            Self::ErrorType | Self::Heading => 14,
            Self::Causes => 13,
            Self::Message | Self::Checks => 9,
        }
    }

    /// The texts of the field, in the order in which the rule has them.
    pub(crate) fn texts<'a>(self, pack: &'a LoadedPack, rule: &'a Rule) -> Vec<&'a Text> {
        let mut entries: Vec<_> = rule.matches.iter().filter_map(|row| pack.code(&row.code)).collect();
        entries.dedup_by_key(|entry| &entry.code);
        match self {
            Self::Symptoms => rule.symptoms.iter().collect(),
            Self::Heading => entries.into_iter().filter_map(|e| pack.shared_text(e, |e| e.heading.as_ref())).collect(),
            Self::Message => entries.into_iter().filter_map(|e| pack.shared_text(e, |e| e.message.as_ref())).collect(),
            Self::ErrorType => rule.matches.iter().filter_map(|row| row.error_type.as_ref()).collect(),
            Self::Causes => rule.causes.iter().map(|cause| &cause.text).collect(),
            Self::Checks => rule.checks.iter().map(|check| &check.ask).collect(),
        }
    }
}
