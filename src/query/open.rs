//! What is still open: what may have been meant, and what separates it.

use super::matched::{Level, Question, QuestionOption, Suggestion};
use super::present::Answerer;
use super::resolve::Found;
use crate::model::Match;

impl Answerer<'_> {
    pub(super) fn suggestions(&self, found: &Found) -> Vec<Suggestion> {
        found
            .near
            .iter()
            .filter_map(|row| self.pack.row(*row))
            .map(|(rule, row)| Suggestion {
                pack: self.pack.id().to_owned(),
                rule: rule.id.clone(),
                codes: self
                    .pack
                    .code(&row.code)
                    .map(|e| std::iter::once(&e.code).chain(&e.aliases).cloned().collect())
                    .unwrap_or_default(),
                details: row.detail.iter().cloned().collect(),
                error_type: row.error_type.as_ref().map(|t| self.local.print(t)),
            })
            .collect()
    }

    /// What separates the rows that are open.
    pub(crate) fn question(&self, found: &Found) -> Option<Question> {
        let rows: Vec<&Match> = found.rows.iter().filter_map(|row| self.pack.row(*row)).map(|(_, row)| row).collect();
        let (fact, text, options): (_, _, Vec<(String, &Match)>) = match found.level {
            Level::DetailOnly => {
                ("code", self.local.words.which_code, rows.iter().map(|row| (row.code.clone(), *row)).collect())
            }
            Level::CodeOnly if !rows.is_empty() => {
                let none = self.local.words.no_detail_shown;
                let detail = |row: &Match| row.detail.clone().unwrap_or_else(|| none.to_owned());
                ("detail", self.local.words.which_detail, rows.iter().map(|row| (detail(row), *row)).collect())
            }
            _ => return None,
        };
        let mut seen: Vec<QuestionOption> = Vec::new();
        for (value, row) in options {
            let error_type = row.error_type.as_ref().map(|t| self.local.print(t).text);
            let text = error_type.map_or_else(|| value.clone(), |t| format!("{value} ({t})"));
            if seen.iter().all(|option| option.value != value) {
                seen.push(QuestionOption { value, text });
            }
        }
        Some(Question { fact: fact.to_owned(), text: self.local.own(text), options: seen })
    }
}
