//! The loaded packs, and the names that a host offers: languages, roles, facts.

use serde::Serialize;

use crate::KnowledgeBase;
use crate::kb::LoadedPack;
use crate::model::Text;
use crate::query::{Local, LocalText, PackRef};

/// What `packs` returns.
#[derive(Debug, Serialize)]
pub(super) struct Packs<'a> {
    /// The version of the engine.
    engine: &'static str,
    packs: Vec<PackOut<'a>>,
}

#[derive(Debug, Serialize)]
struct PackOut<'a> {
    #[serde(flatten)]
    reference: PackRef,
    name: LocalText,
    languages: &'a [String],
    default_role: &'a str,
    /// From least to most privileged.
    roles: Vec<Called<'a>>,
    contacts: Vec<Called<'a>>,
    facts: Vec<Fact<'a>>,
}

#[derive(Debug, Serialize)]
struct Called<'a> {
    id: &'a str,
    name: LocalText,
}

#[derive(Debug, Serialize)]
struct Fact<'a> {
    #[serde(flatten)]
    called: Called<'a>,
    values: Vec<Called<'a>>,
}

pub(super) fn packs<'a>(knowledge: &'a KnowledgeBase, lang: Option<&str>) -> Packs<'a> {
    let engine = env!("CARGO_PKG_VERSION");
    Packs { engine, packs: knowledge.packs().iter().map(|pack| described(pack, lang)).collect() }
}

fn described<'a>(pack: &'a LoadedPack, lang: Option<&str>) -> PackOut<'a> {
    let manifest = pack.manifest();
    let langs = pack.langs(lang);
    let local = Local::new(pack, langs.first().copied());
    let called = |id: &'a str, name: &Text| Called { id, name: local.print(name) };
    PackOut {
        reference: pack.reference(),
        name: local.print(&manifest.name),
        languages: &manifest.languages,
        default_role: &manifest.default_role,
        roles: manifest.roles.iter().map(|role| called(&role.id, &role.name)).collect(),
        contacts: manifest.contacts.iter().map(|contact| called(&contact.id, &contact.name)).collect(),
        facts: manifest
            .facts
            .iter()
            .map(|fact| Fact {
                called: called(&fact.id, &fact.name),
                values: fact.values.iter().map(|value| called(&value.id, &value.name)).collect(),
            })
            .collect(),
    }
}
