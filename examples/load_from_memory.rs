//! Load a pack from memory: a host needs no directory.

use shindan::{Limits, Query, Source};

const PACK: &str = r#"
id: kettle
name: { en: Kettle }
version: "1.0.0"
engine: "*"
languages: [en]
default_role: anybody
roles: [{ id: anybody, name: { en: anybody }, calls: shop }]
contacts: [{ id: shop, name: { en: the shop } }]
help_desk: shop
documents: [{ id: leaflet, title: { en: Leaflet }, pages: 1 }]
"#;
const CODES: &str = r#"
codes: [{ code: "E1", heading: { en: No water } }]
"#;
const RULE: &str = r#"
id: no-water
matches: [{ code: E1 }]
remediation:
  - { id: fill, role: anybody, risk: safe, minutes: 1, steps: [{ text: { en: Fill the kettle up to the mark. } }] }
hand_over: { to: [shop], from: remedy }
source: { document: leaflet, page: 1 }
examples: [E1]
"#;

fn main() -> Result<(), shindan::Error> {
    let files =
        [Source::new("pack.yaml", PACK), Source::new("codes.yaml", CODES), Source::new("rules/no-water.yaml", RULE)];
    let knowledge = shindan::load(&files, &Limits::default())?;
    let found = knowledge.explain(&Query::new("E1"));
    for answer in &found.answers {
        for step in answer.remediation.iter().flat_map(|remedy| &remedy.steps) {
            println!("{}: {}", answer.rule, step.text.text);
        }
    }
    Ok(())
}
