//! `list`: the rules of the packs.

use serde::Serialize;
use shindan::model::{CodeEntry, Rule, SharedText, Status, Text};
use shindan::query::PackRef;
use shindan::{KnowledgeBase, LoadedPack};
use unicode_width::UnicodeWidthStr;

use crate::args::{Common, Format, List};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::knowledge;
use crate::output;

/// What `list` prints.
#[derive(Debug, Serialize)]
struct Listing<'a> {
    packs: Vec<PackRef>,
    rules: Vec<Entry<'a>>,
}

/// One rule.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    pack: &'a str,
    rule: &'a str,
    status: Status,
    codes: Vec<&'a str>,
    details: Vec<&'a str>,
    heading: Option<&'a str>,
    document: &'a str,
    page: u32,
    rows: Vec<Row<'a>>,
}

/// One row of the source that a rule answers.
#[derive(Debug, Serialize)]
struct Row<'a> {
    row: Option<&'a str>,
    detail: Option<&'a str>,
    error_type: Option<&'a str>,
}

pub(crate) fn run(args: &List, common: &Common) -> Result<Exit, Failure> {
    let knowledge = knowledge::load(common)?;
    knowledge::check_names(&knowledge, common)?;
    let listing = listing(&knowledge, common.lang.as_deref(), args.filter.as_deref())?;
    match args.format {
        Format::Json => output::json(&listing)?,
        Format::Text => output::print(&text(&listing))?,
    }
    Ok(Exit::Ok)
}

fn listing<'a>(
    knowledge: &'a KnowledgeBase,
    lang: Option<&'a str>,
    filter: Option<&str>,
) -> Result<Listing<'a>, shindan::Error> {
    let mut packs = Vec::new();
    let mut rules = Vec::new();
    for pack in knowledge.packs() {
        packs.push(pack.reference());
        rules.extend(pack.model()?.rules.iter().map(|rule| entry(pack, rule, lang)).filter(|e| e.holds(filter)));
    }
    Ok(Listing { packs, rules })
}

fn entry<'a>(pack: &'a LoadedPack, rule: &'a Rule, lang: Option<&'a str>) -> Entry<'a> {
    let langs: Vec<&str> = lang.into_iter().chain(pack.manifest().languages.iter().map(String::as_str)).collect();
    let shown = |text: &'a Text| text.in_first(&langs).map(|(_, text)| text);
    let first = rule.matches.first().and_then(|row| pack.code(&row.code));
    let mut codes: Vec<&str> = Vec::new();
    for row in &rule.matches {
        match pack.code(&row.code) {
            Some(entry) => codes.extend(std::iter::once(&entry.code).chain(&entry.aliases).map(String::as_str)),
            None => codes.push(&row.code),
        }
    }
    Entry {
        pack: pack.id(),
        rule: &rule.id,
        status: rule.status,
        codes: once_each(codes),
        details: once_each(rule.matches.iter().filter_map(|row| row.detail.as_deref()).collect()),
        heading: first.and_then(|entry| heading(pack, entry)).and_then(shown),
        document: &rule.source.document,
        page: rule.source.page,
        rows: rule
            .matches
            .iter()
            .map(|row| Row {
                row: row.row.as_deref(),
                detail: row.detail.as_deref(),
                error_type: row.error_type.as_ref().and_then(shown),
            })
            .collect(),
    }
}

/// The heading of a code, wherever it is written.
fn heading<'a>(pack: &'a LoadedPack, entry: &'a CodeEntry) -> Option<&'a Text> {
    let own: &SharedText = entry.heading.as_ref()?;
    match &own.shared {
        None => Some(&own.text),
        Some(code) => pack.code(code)?.heading.as_ref().map(|shared| &shared.text),
    }
}

fn once_each(mut names: Vec<&str>) -> Vec<&str> {
    let mut seen: Vec<&str> = Vec::new();
    names.retain(|name| {
        let new = !seen.contains(name);
        seen.push(name);
        new
    });
    names
}

impl Entry<'_> {
    fn holds(&self, filter: Option<&str>) -> bool {
        let Some(filter) = filter.map(str::to_lowercase) else { return true };
        std::iter::once(&self.rule)
            .chain(&self.codes)
            .chain(&self.details)
            .any(|name| name.to_lowercase().contains(&filter))
    }
}

fn text(listing: &Listing<'_>) -> String {
    let widest = listing.rules.iter().map(|e| e.rule.width()).max().unwrap_or(0);
    let codes = listing.rules.iter().map(|e| e.codes.join(" ").width()).max().unwrap_or(0);
    let mut text = String::new();
    for e in &listing.rules {
        let place = format!("p.{} {}", e.page, rows(&e.rows));
        text.push_str(&format!("{:widest$}  {:codes$}  {}\n", e.rule, e.codes.join(" "), place.trim_end()));
        let details = e.details.iter().map(|detail| detail.width()).max().unwrap_or(0);
        let mut lines: Vec<String> = Vec::new();
        for row in &e.rows {
            let (detail, meaning) = (row.detail.unwrap_or_default(), row.error_type.or(e.heading).unwrap_or_default());
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
fn rows(rows: &[Row<'_>]) -> String {
    let names = once_each(rows.iter().filter_map(|row| row.row).collect());
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
