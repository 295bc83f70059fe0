//! `list`: the rules of the packs.

use shindan::query::{ListedRow, ListedRule, Listing};
use unicode_width::UnicodeWidthStr;

use crate::args::{Common, Format, List};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::knowledge;
use crate::output;

pub(crate) fn run(args: &List, common: &Common) -> Result<Exit, Failure> {
    let knowledge = knowledge::load(common)?;
    knowledge::check_names(&knowledge, common)?;
    let mut listing = knowledge.list(common.lang.as_deref())?;
    listing.rules.retain(|rule| args.filter.as_deref().is_none_or(|filter| holds(rule, filter)));
    match args.format {
        Format::Json => output::json(&listing)?,
        Format::Text => output::print(&text(&listing))?,
    }
    Ok(Exit::Ok)
}

fn holds(rule: &ListedRule, filter: &str) -> bool {
    let filter = filter.to_lowercase();
    std::iter::once(&rule.rule)
        .chain(&rule.codes)
        .chain(&rule.details)
        .any(|name| name.to_lowercase().contains(&filter))
}

fn text(listing: &Listing) -> String {
    let widest = listing.rules.iter().map(|e| e.rule.width()).max().unwrap_or(0);
    let codes = listing.rules.iter().map(|e| e.codes.join(" ").width()).max().unwrap_or(0);
    let mut text = String::new();
    for e in &listing.rules {
        let place = format!("p.{} {}", e.page, rows(&e.rows));
        text.push_str(&format!("{:widest$}  {:codes$}  {}\n", e.rule, e.codes.join(" "), place.trim_end()));
        let details = e.details.iter().map(|detail| detail.width()).max().unwrap_or(0);
        let mut lines: Vec<String> = Vec::new();
        for row in &e.rows {
            let (detail, meaning) = (
                row.detail.as_deref().unwrap_or_default(),
                row.error_type.as_deref().or(e.heading.as_deref()).unwrap_or_default(),
            );
            let gap = if details == 0 { "" } else { "  " };
            let line = format!("    {detail:details$}{gap}{meaning}").trim_end().to_owned();
            if !line.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.iter().for_each(|line| text.push_str(&format!("{line}\n")));
    }
    let packs: Vec<String> = listing.packs.iter().map(|p| format!("{} {}", p.id, p.version)).collect();
    let noun = if listing.rules.len() == 1 { "rule" } else { "rules" };
    text.push_str(&format!("{} {noun} ({})", listing.rules.len(), packs.join(", ")));
    text
}

/// `r12–r21` for rows that stand together.
fn rows(rows: &[ListedRow]) -> String {
    let mut names: Vec<&str> = rows.iter().filter_map(|row| row.row.as_deref()).collect();
    names.dedup();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, .., last] => {
            let number = |row: &str| row.trim_start_matches('r').parse::<usize>().ok();
            let together =
                number(last).zip(number(first)).map(|(last, first)| last.saturating_sub(first).saturating_add(1));
            if together == Some(names.len()) { format!("{first}–{last}") } else { names.join(" ") }
        }
    }
}
