//! Facts that are typed during a diagnosis.

use shindan::ErrorKind;
use shindan::model::Text;

use crate::diagnose::Case;
use crate::failure::Failure;
use crate::{args, output, prompt};

/// Asks for facts until nothing is typed or one is taken; what cannot be taken is said, with what is known.
pub(crate) fn ask(case: &mut Case<'_>) -> Result<(), Failure> {
    loop {
        let text = prompt::fact(case.words)?;
        if text.is_empty() {
            return Ok(());
        }
        let Ok((name, value)) = args::fact(&text) else {
            say_known(case, case.words.fact_form)?;
            continue;
        };
        match case.knowledge.supply(&case.session, [(name, value)].into()) {
            Ok(session) => {
                case.session = session;
                return Ok(());
            }
            Err(error) if error.kind() == ErrorKind::UnknownFact => say_known(case, case.words.no_such_fact)?,
            Err(error) if error.kind() == ErrorKind::IllegalReply => output::print(case.words.fact_differs)?,
            Err(error) => return Err(error.into()),
        }
    }
}

/// Says what is wrong, and what the pack's facts and their values are.
fn say_known(case: &Case<'_>, wrong: &str) -> Result<(), Failure> {
    let mut lines = vec![wrong.to_owned()];
    let packs = case.knowledge.packs().iter().filter(|pack| pack.id() == case.session.pack.id);
    for manifest in packs.map(|pack| pack.manifest()) {
        let langs: Vec<&str> = [case.lang].into_iter().chain(manifest.languages.iter().map(String::as_str)).collect();
        let said = |text: &Text| text.in_first(&langs).map(|(_, text)| text.to_owned()).unwrap_or_default();
        for fact in &manifest.facts {
            lines.push(format!("  {}", said(&fact.name)));
            lines.extend(fact.values.iter().map(|v| format!("    {}={}  {}", fact.id, v.id, said(&v.name))));
        }
    }
    lines.push(format!("  {}", case.words.device_facts));
    output::print(&lines.join("\n"))
}
