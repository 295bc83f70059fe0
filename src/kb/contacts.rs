//! Whom to call.

use super::LoadedPack;
use crate::model::{Contact, HandOver, HandOverFrom};

impl LoadedPack {
    /// Whom a caller of `role` (none: anybody) turns to at the end of a rule, and where that is printed.
    ///
    /// Nobody is told to call themselves, or somebody who may do less than they do; where that leaves nobody, the
    /// contact of the caller's role stands in.
    pub(crate) fn hand_over<'a>(
        &'a self,
        hand_over: &'a HandOver,
        role: Option<&str>,
    ) -> (Vec<&'a Contact>, HandOverFrom) {
        let printed: Vec<&Contact> =
            hand_over.to.iter().filter_map(|id| self.contact(id)).filter(|c| self.is_above(c, role)).collect();
        if printed.is_empty() {
            (self.called_by(role).into_iter().collect(), HandOverFrom::Role)
        } else {
            (printed, hand_over.from)
        }
    }

    /// The contact that a role calls for what it may not do itself.
    pub(crate) fn called_by(&self, role: Option<&str>) -> Option<&Contact> {
        let role = role.unwrap_or(&self.manifest().default_role);
        let role = self.manifest().roles.iter().find(|r| r.id == role)?;
        self.contact(&role.calls)
    }

    /// Whether a contact may do more than a caller of `role`, or is outside the roles.
    pub(crate) fn is_above(&self, contact: &Contact, role: Option<&str>) -> bool {
        let (Some(of_contact), Some(of_caller)) = (contact.role.as_deref(), role) else { return true };
        self.role_rank(of_contact) > self.role_rank(of_caller)
    }

    /// Whether a caller of `role` may take a step of role `needed`.
    pub(crate) fn may(&self, role: Option<&str>, needed: &str) -> bool {
        role.is_none_or(|role| self.role_rank(needed) <= self.role_rank(role))
    }
}
