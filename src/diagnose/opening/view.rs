//! The question which of the suspected rules it is, as it is read.

use super::WHICH_RULE;
use crate::diagnose::turn::{Reply, StepKind, Turn};
use crate::diagnose::view::View;
use crate::model::{Match, Rule};

/// Rows that an option names.
const NAMED: usize = 2;

impl View<'_, '_> {
    /// The question which of the rules it is.
    pub(in crate::diagnose) fn which_rule(&self) -> Turn {
        let words = self.local.words;
        let why = self.local.own(words.why_which_rule);
        let mut turn = self.blank(WHICH_RULE, StepKind::Question, self.local.own(words.which_rule), why);
        let named = |id: &str, text: String| Reply { id: id.to_owned(), text, confirm: None };
        for suspect in self.state.possible() {
            let Some(rule) = self.state.pack.rule_at(suspect.rule) else { continue };
            turn.replies.push(named(&rule.id, self.rule_in_words(rule)));
        }
        turn.cautions = self.undecided_cautions();
        turn.replies.push(named("other", words.other_code.to_owned()));
        turn.replies.push(named("dont_know", words.dont_know.to_owned()));
        turn
    }

    /// What the screen shows where a rule is meant; for one without a code, what people say of it.
    pub(in crate::diagnose) fn rule_in_words(&self, rule: &Rule) -> String {
        let words = self.local.words;
        let mut rows: Vec<String> = Vec::new();
        for row in &rule.matches {
            let shown = self.row_in_words(row);
            if !rows.contains(&shown) {
                rows.push(shown);
            }
        }
        if rows.is_empty() {
            return rule.symptoms.first().map_or_else(|| rule.id.clone(), |text| self.local.print(text).text);
        }
        let more = rows.len().saturating_sub(NAMED);
        rows.truncate(NAMED);
        words.one_of_rows(&rows, more)
    }

    fn row_in_words(&self, row: &Match) -> String {
        let detail = row.detail.as_deref().unwrap_or_default();
        let entry = self.state.pack.code(&row.code);
        let heading = entry.and_then(|entry| self.state.pack.shared_text(entry, |entry| entry.heading.as_ref()));
        let said = row.error_type.as_ref().or(heading).map(|text| self.local.print(text).text);
        let code = format!("{} {detail}", row.code);
        said.map_or_else(|| code.trim().to_owned(), |said| format!("{} ({said})", code.trim()))
    }
}
