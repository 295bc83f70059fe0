//! Which orders are legal.

use serde::{Deserialize, Serialize};

/// Which steps may be taken before which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mode {
    /// Any step at any time.
    Free,
    /// A step waits for what it requires.
    Requires,
    /// In addition, a riskier step waits while a safer action could still help.
    SafeRepairs,
    /// In addition, a riskier step waits while a safer action or question could still help.
    SafeAll,
}

impl Mode {
    /// Every mode, from the least to the most strict.
    pub const ALL: [Self; 4] = [Self::Free, Self::Requires, Self::SafeRepairs, Self::SafeAll];

    /// Whether risk orders the steps in it.
    #[must_use]
    pub fn has_risk_rule(self) -> bool {
        matches!(self, Self::SafeRepairs | Self::SafeAll)
    }

    /// Its name in files and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Requires => "requires",
            Self::SafeRepairs => "safe_repairs",
            Self::SafeAll => "safe_all",
        }
    }
}
