//! The question which of the suspected rules it is, as it is read.

use super::WHICH_RULE;
use crate::diagnose::turn::{Reply, StepKind, Turn};
use crate::diagnose::view::View;
use crate::model::{CodeEntry, Match, Rule, SharedText};

/// Rows that an option names.
const NAMED: usize = 2;

impl View<'_, '_> {
    /// The question which of the rules it is.
    pub(in crate::diagnose) fn which_rule(&self) -> Turn {
        let words = self.local.words;
        let possible = self.state.possible();
        let why = self.local.own(words.why_which_rule(possible.len() > 1));
        let mut turn = self.blank(WHICH_RULE, StepKind::Question, self.local.own(words.which_rule), why);
        let named = |id: &str, text: String| Reply { id: id.to_owned(), text, confirm: None };
        for suspect in possible {
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
        if let [row] = rule.matches.as_slice() {
            return self.row_in_words(row);
        }
        let mut codes: Vec<&str> = Vec::new();
        for row in &rule.matches {
            if !codes.contains(&row.code.as_str()) {
                codes.push(&row.code);
            }
        }
        let shown: Vec<String> = codes.iter().take(NAMED).map(|code| titled(code, self.heading(code))).collect();
        match rule.symptoms.first().filter(|_| shown.is_empty()) {
            Some(said) => self.local.print(said).text,
            None if shown.is_empty() => rule.id.clone(),
            None => self.local.words.one_of_codes(&shown, codes.len().saturating_sub(NAMED)),
        }
    }

    fn row_in_words(&self, row: &Match) -> String {
        let detail = row.detail.as_deref().unwrap_or_default();
        let code = format!("{} {detail}", row.code);
        let said = row.error_type.as_ref().map(|text| self.local.print(text).text);
        match (self.heading(&row.code), said) {
            (Some(heading), Some(said)) => titled(code.trim(), Some(format!("{heading} ({})", bare(&said)))),
            (heading, said) => titled(code.trim(), heading.or(said)),
        }
    }

    fn heading(&self, code: &str) -> Option<String> {
        let entry = self.state.pack.code(code)?;
        let text = |of: fn(&CodeEntry) -> Option<&SharedText>| self.state.pack.shared_text(entry, of);
        let heading = text(|entry| entry.heading.as_ref()).or_else(|| text(|entry| entry.message.as_ref()));
        heading.map(|text| self.local.print(text).text)
    }
}

fn titled(code: &str, title: Option<String>) -> String {
    title.map_or_else(|| code.to_owned(), |title| format!("{code}: {title}"))
}

/// A text without brackets around all of it.
fn bare(text: &str) -> &str {
    let inner = text.trim().strip_prefix(['(', '（']).and_then(|text| text.strip_suffix([')', '）']));
    inner.unwrap_or(text)
}
