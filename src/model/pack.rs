//! The manifest of a pack.

use serde::{Deserialize, Serialize};

use super::Text;

/// `pack.yaml`: what the pack is, who its people are, what it may speak of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The pack's id, a short lower-case word.
    pub id: String,
    /// What the pack is about.
    pub name: Text,
    /// The pack's own version.
    pub version: semver::Version,
    /// The engine versions that it was written for.
    pub engine: semver::VersionReq,
    /// Languages, the first being the one that the knowledge was written in.
    pub languages: Vec<String>,
    /// The role a diagnosis assumes when none is given.
    pub default_role: String,
    /// The order of steps a diagnosis uses when none is given.
    #[serde(default)]
    pub strategy: Strategy,
    /// What handing over costs, in minutes of whoever waits: the planned order hands over where going on costs more.
    #[serde(default = "two_hours")]
    pub hand_over_minutes: u32,
    /// Roles, from least to most privileged.
    pub roles: Vec<Role>,
    /// People and desks that can be called.
    pub contacts: Vec<Contact>,
    /// The contact to whom an unknown code is reported.
    pub help_desk: String,
    /// Facts that rules may ask for and hosts may supply.
    #[serde(default)]
    pub facts: Vec<FactDecl>,
    /// Source documents.
    pub documents: Vec<Document>,
}

fn two_hours() -> u32 {
    120
}

/// The order in which a diagnosis takes its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Strategy {
    /// As the rule lists them, made to wait where safety says so.
    #[default]
    Authored,
    /// As costs least on average, safer steps before riskier ones throughout.
    Planned,
}

/// Who may do or answer something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The role's id.
    pub id: String,
    /// Its name, as people say it.
    pub name: Text,
    /// The contact that this role calls for what it may not do itself.
    pub calls: String,
}

/// Somebody to call. Telephone numbers and hours are supplied by the host at run time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The contact's id.
    pub id: String,
    /// Its name, as printed where it is printed.
    pub name: Text,
    /// The printed sentence that asks to call it, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Text>,
    /// The role this contact has; somebody of that role is not told to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// A fact that rules may test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactDecl {
    /// The fact's id.
    pub id: String,
    /// What it is.
    pub name: Text,
    /// The values it can have.
    pub values: Vec<FactValue>,
}

/// A value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactValue {
    /// The value as rules and hosts write it.
    pub id: String,
    /// The value as people say it.
    pub name: Text,
}

/// A source document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The document's id.
    pub id: String,
    /// Its printed title.
    pub title: Text,
    /// Number of pages.
    pub pages: u32,
}
