//! Found things of several packs and codes to one explanation.

use super::answer::{Answer, Explanation};
use super::local::{Local, LocalText};
use super::present::Answerer;
use super::resolve::{Found, Level, MatchInfo, Reason};
use super::{Query, words_for};
use crate::kb::{LoadedPack, RowRef};
use crate::model::Origin;

pub(super) fn weakest(found: &[Found]) -> Level {
    found.iter().map(|f| f.level).max().unwrap_or(Level::Unknown)
}

/// One explanation of what several packs and several codes give.
pub(super) fn merge(best: &[(&LoadedPack, Vec<Found>)], query: &Query) -> Explanation {
    let mut matched =
        MatchInfo { level: Level::Unknown, reason: Reason::NothingKnown, changes: Vec::new(), suggestions: Vec::new() };
    let mut answers = Vec::new();
    let mut question = None;
    for (pack, found) in best {
        let local = Local::new(pack, query.lang.as_deref());
        let answerer = Answerer { pack, local: &local, query };
        let level = weakest(found);
        for one in found {
            if one.level == level {
                matched.level = level;
                matched.reason = one.reason;
            }
            matched.changes.extend(one.changes.iter().cloned());
            matched.suggestions.extend(answerer.suggestions(one));
            for (rule, rows) in by_rule(&one.rows) {
                answers.extend(answerer.answer(rule, &rows));
            }
            question = question.or_else(|| answerer.question(one));
        }
    }
    let help_desk = help_desk(best.first().map(|(pack, _)| *pack), query, &matched, &answers);
    Explanation { matched, answers, question, help_desk }
}

/// The rows by rule, in the order in which the rules come up.
fn by_rule(rows: &[RowRef]) -> Vec<(usize, Vec<RowRef>)> {
    let mut rules: Vec<(usize, Vec<RowRef>)> = Vec::new();
    for row in rows {
        match rules.iter_mut().find(|(rule, _)| *rule == row.rule) {
            Some((_, rows)) => rows.push(*row),
            None => rules.push((row.rule, vec![*row])),
        }
    }
    rules
}

/// A sentence to read out: what was shown, and which pack was asked.
fn help_desk(pack: Option<&LoadedPack>, query: &Query, matched: &MatchInfo, answers: &[Answer]) -> LocalText {
    let words = words_for(pack, query.lang.as_deref());
    let Some(pack) = pack else {
        return LocalText { text: words.no_pack().to_owned(), lang: words.lang.to_owned(), origin: Origin::Editor };
    };
    let local = Local::new(pack, query.lang.as_deref());
    let manifest = pack.manifest();
    let name = pack.contact(&manifest.help_desk).map(|c| local.name(&c.name)).unwrap_or_default();
    let codes: Vec<String> = match answers {
        // What the screen shows, not what it may have meant.
        [only] if matched.level < Level::CodeOnly => {
            only.codes.iter().take(1).chain(only.details.iter().take(1)).cloned().collect()
        }
        _ => super::tokens::tokens(&query.text)
            .filter(|t| t.text.chars().any(|c| c.is_ascii_digit()))
            .map(|t| t.text.to_owned())
            .take(8)
            .collect(),
    };
    let in_table = !answers.is_empty() && !matches!(matched.reason, Reason::PairNotInTable | Reason::CodeNotInTable);
    local.own(words.help_desk(&codes.join(" "), in_table, &manifest.id, &manifest.version.to_string(), &name))
}
