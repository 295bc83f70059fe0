//! Changes as an entry of a change log, and one change as a sentence.

use std::collections::BTreeMap;

use super::acknowledged::item;
use super::change::Change;
use super::compare::Comparison;
use super::kind::Kind;

impl Change {
    /// The change as a sentence for a reader of `lang` (BCP 47): what it means, and both sides where they are short.
    #[must_use]
    pub fn sentence(&self, lang: &str) -> String {
        let meaning = self.kind.meaning(lang);
        let is_short = |side: &Option<String>| side.as_ref().is_none_or(|text| text.chars().count() <= MOST);
        let sides = match (&self.old, &self.new) {
            (Some(old), Some(new)) if is_short(&self.old) && is_short(&self.new) => format!("{old} → {new}"),
            (None, Some(only)) | (Some(only), None) if only.chars().count() <= MOST => only.clone(),
            _ => return meaning.to_owned(),
        };
        if meaning.ends_with('。') { format!("{meaning}({sides})") } else { format!("{meaning} ({sides})") }
    }
}

/// Characters of a side that is shown in a sentence.
const MOST: usize = 120;

impl Comparison {
    /// The entry of a change log, in Markdown, by rule; what has to be acknowledged stands at its end, to be ticked.
    #[must_use]
    pub fn notes(&self, lang: &str) -> String {
        let is_ja = crate::words::of(lang).lang == "ja";
        let mut page = format!("## [{}]\n", self.new.version);
        let mut by_rule: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        for change in self.changes.iter().filter(|change| change.kind != Kind::Provenance) {
            by_rule.entry(change.rule.as_deref().unwrap_or_default()).or_default().push(change);
        }
        for (rule, changes) in by_rule {
            let whole = if is_ja { "知識パック全体" } else { "The whole pack" };
            let heading = if rule.is_empty() { whole.to_owned() } else { format!("`{rule}`") };
            page.push_str(&format!("\n### {heading}\n\n"));
            let mut lines: Vec<String> = changes.iter().map(|change| line(change, rule, lang)).collect();
            lines.dedup();
            page.extend(lines);
        }
        let open: Vec<&Change> = self.changes.iter().filter(|change| change.kind.needs_acknowledgement()).collect();
        if !open.is_empty() {
            page.push_str(if is_ja { "\n### 確認が必要な変更\n\n" } else { "\n### To acknowledge\n\n" });
            page.extend(open.iter().map(|change| format!("{}\n", item(change, false))));
        }
        page
    }
}

fn line(change: &Change, rule: &str, lang: &str) -> String {
    let step = change.step.as_deref().and_then(|step| step.strip_prefix(rule)).map(|step| step.trim_start_matches('/'));
    let step = step.map(|step| format!("`{step}`: ")).unwrap_or_default();
    format!("- {step}{}\n", change.sentence(lang).replace(['\n', '\r'], " "))
}
