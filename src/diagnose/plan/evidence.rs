//! What is known in a session.

/// What was carried out and seen.
///
/// Steps and outcomes go by their names in the model.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Evidence {
    /// Steps carried out, each with what it showed: an answer, `not_fixed`, or nothing where nobody knows.
    pub done: Vec<(String, Option<String>)>,
}

impl Evidence {
    /// Nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A step was carried out and showed something.
    #[must_use]
    pub fn seen(mut self, step: impl Into<String>, outcome: impl Into<String>) -> Self {
        self.done.push((step.into(), Some(outcome.into())));
        self
    }

    /// A step was carried out and nobody knows what it showed.
    #[must_use]
    pub fn unclear(mut self, step: impl Into<String>) -> Self {
        self.done.push((step.into(), None));
        self
    }
}

/// The next step of a session.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Next {
    /// The step.
    pub step: String,
    /// What the rest of the session costs on average, at most.
    pub expected_cost: f64,
    /// No order costs less than this on average.
    pub lower_bound: f64,
    /// Whether the search proved that no order is cheaper.
    pub exact: bool,
    /// Whether what was seen cannot be under any cause: then it is left out, and only what was carried out counts.
    pub contradiction: bool,
}

/// What it would mean to begin with a step of one's own choice.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Beginning {
    /// The rest then costs this much on average, handing over included.
    Costs(f64),
    /// It can neither end nor tell anything any more, or was carried out.
    Useless,
    /// It has to wait for these: what it requires, or safer steps that could still help.
    Waits(Vec<String>),
}
