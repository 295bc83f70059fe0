//! The cases that every binding has to pass: read from the files beside this one, with sessions put into requests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shindan::{KnowledgeBase, protocol};

/// One case, as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// Its name, unique over all files.
    pub(crate) id: String,
    /// What it shows.
    pub(crate) note: String,
    /// The compiled pack in `packs/`.
    #[serde(default = "usual")]
    pub(crate) pack: String,
    pub(crate) operation: String,
    /// What goes in; a text that is no JSON is handed over as it is.
    pub(crate) input: Value,
    /// The case whose answer holds the session that goes in, too.
    #[serde(default)]
    pub(crate) session: Option<String>,
    /// The case whose answer holds the resume code that goes in, too.
    #[serde(default)]
    pub(crate) resume_code: Option<String>,
    /// What comes out, byte for byte.
    #[serde(default)]
    pub(crate) output: String,
}

fn usual() -> String {
    "caora".to_owned()
}

/// A case that a program can run.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) id: String,
    pub(crate) pack: String,
    pub(crate) operation: String,
    pub(crate) input: String,
    pub(crate) output: String,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

/// The files of cases, in the order of their names.
pub(crate) fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the folder of cases");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    files.sort();
    files
}

pub(crate) fn read(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("a file of cases");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The packs of the suite, by name.
pub(crate) fn packs() -> BTreeMap<String, KnowledgeBase> {
    let entries = std::fs::read_dir(folder().join("packs")).expect("the folder of packs");
    let packs = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a pack");
        (name, KnowledgeBase::from_pack(bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    });
    packs.collect()
}

/// What an operation gives, errors included.
pub(crate) fn answer(knowledge: &KnowledgeBase, operation: &str, input: &str) -> String {
    protocol::call(knowledge, operation, input).unwrap_or_else(|error| protocol::error(&error))
}

/// The cases with what goes in written out, sessions and codes taken from what `output` says of the cases named.
pub(crate) fn resolve(cases: &[Case], mut output: impl FnMut(&Case, &str) -> String) -> Vec<Resolved> {
    let mut outputs: BTreeMap<&str, Value> = BTreeMap::new();
    let mut resolved = Vec::with_capacity(cases.len());
    for case in cases {
        let mut input = case.input.clone();
        let part = |of: &String, name: &str| {
            outputs.get(of.as_str()).and_then(|value| value.get(name)).cloned().unwrap_or_else(|| {
                panic!("{}: no case before it is called {of} and gives a {name}", case.id);
            })
        };
        if let Some(of) = &case.session {
            let session = part(of, "session");
            // A page takes the session within what it shows.
            let place = if case.operation == "page" { &mut input["input"] } else { &mut input };
            place["session"] = session;
        }
        if let Some(of) = &case.resume_code {
            input["code"] = part(of, "resume_code");
        }
        let input = input.as_str().map_or_else(|| input.to_string(), str::to_owned);
        let output = output(case, &input);
        outputs.insert(&case.id, serde_json::from_str(&output).unwrap_or_default());
        resolved.push(Resolved {
            id: case.id.clone(),
            pack: case.pack.clone(),
            operation: case.operation.clone(),
            input,
            output,
        });
    }
    resolved
}

/// The cases of all files, ready to be run.
pub(crate) fn cases() -> Vec<Resolved> {
    let cases: Vec<Case> = files().iter().flat_map(|path| read(path)).collect();
    resolve(&cases, |case, _| case.output.clone())
}
