//! A rule as all its readers see it, as plain text to be reviewed: the contract of a release.

use std::collections::{BTreeMap, BTreeSet};

use super::explanation::explanation;
use super::mermaid::mermaid;
use super::names::Names;
use super::picture::Picture;
use super::style::Style;
use super::tree::tree_text;
use crate::error::{Error, ErrorKind};
use crate::kb::KnowledgeBase;
use crate::query::Query;

/// Columns of a page.
const WIDTH: usize = 100;

/// Every page of the loaded packs by its name, such as `reception/e1-cable.en.txt`: each rule in each language, for everybody and for
/// each role.
///
/// # Errors
///
/// As [`snapshot`].
pub fn snapshots(knowledge: &KnowledgeBase) -> Result<BTreeMap<String, String>, Error> {
    let mut pages = BTreeMap::new();
    for pack in knowledge.packs() {
        let manifest = pack.manifest();
        for lang in &manifest.languages {
            let names = Names::new(knowledge, lang);
            let roles = std::iter::once(None).chain(manifest.roles.iter().map(|role| Some(role.id.as_str())));
            for role in roles {
                for rule in &pack.model()?.rules {
                    let page = snapshot(knowledge, &rule.id, role, &names)?;
                    pages.insert(format!("{}/{}.{lang}.txt", role.unwrap_or("everybody"), rule.id), page);
                }
            }
        }
    }
    Ok(pages)
}

/// The answers of a rule and its decision tree, for a role or for everybody, without the version and hash of the pack, which change with every
/// edit: the answer of the first row in full, and of every other row what no row before it says. In the pack's first language also the
/// tree as Mermaid.
///
/// ```
/// # #[cfg(feature = "fs")] {
/// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
/// let names = shindan::render::Names::new(&knowledge, "en");
/// let page = shindan::render::snapshot(&knowledge, "fuj905-reader-not-found", Some("reception"), &names)?;
/// assert!(page.starts_with("$ shindan explain FUJ905 0x02000001 --role reception --lang en\n"));
/// # }
/// # Ok::<(), shindan::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::UnknownRule`] if no loaded pack has the rule; as [`KnowledgeBase::tree`].
pub fn snapshot(knowledge: &KnowledgeBase, rule: &str, role: Option<&str>, names: &Names) -> Result<String, Error> {
    let found = knowledge.packs().iter().find_map(|pack| Some((pack, pack.rule(rule)?)));
    let (pack, rule) =
        found.ok_or_else(|| Error::new(ErrorKind::UnknownRule, format!("no rule is called `{rule}`")))?;
    let (lang, style) = (names.lang(), Style::plain().with_width(WIDTH));
    let query = |text: &str| {
        let query = Query::new(text).lang(lang);
        role.into_iter().fold(query, |query, role| query.role(role))
    };
    let options = role.map(|role| format!(" --role {role}")).unwrap_or_default();
    let options = format!("{options} --lang {lang}");
    let mut page = String::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for row in &rule.matches {
        let asked = format!("{} {}", row.code, row.detail.as_deref().unwrap_or_default());
        let asked = asked.trim();
        let answer = explanation(&knowledge.explain(&query(asked)), names, &style);
        let note = if seen.is_empty() { "" } else { "   (what no row above says)" };
        page.push_str(&format!("$ shindan explain {asked}{options}{note}\n"));
        let is_new = |line: &&str| seen.is_empty() || !seen.contains(*line);
        let lines: Vec<&str> = answer.lines().filter(is_new).collect();
        page.extend(lines.iter().map(|line| format!("{line}\n")));
        if seen.is_empty() {
            page.push('\n');
        }
        seen.extend(answer.lines().map(str::to_owned));
    }
    let graph = knowledge.tree(&query(&rule.id))?;
    page.push_str(&format!("\n$ shindan tree {}{options}\n{}\n", rule.id, tree_text(&graph, names, &style)));
    if pack.manifest().languages.first().is_some_and(|first| first == lang) {
        let drawn = mermaid(&Picture::tree(&graph, names, &[]));
        page.push_str(&format!("\n$ shindan tree {}{options} --format mermaid\n{drawn}\n", rule.id));
    }
    let short: String = pack.hash().chars().take(12).collect();
    let page = page.replace(pack.hash(), "HASH").replace(&short, "HASH");
    Ok(page.replace(&pack.manifest().version.to_string(), "VERSION"))
}
