//! Validated values to the model.

use serde::de::DeserializeOwned;

use super::Parsed;
use crate::model::{PackModel, Rule};
use crate::schema::Kind;
use crate::{Code, Diagnostic, Span};

/// The model that the files make together, or the files that do not fit their types.
pub(super) fn model(parsed: &[Parsed<'_>]) -> Result<PackModel, Vec<Diagnostic>> {
    let mut pack = None;
    let mut codes = None;
    let mut search = None;
    let mut rules = Vec::new();
    let mut problems = Vec::new();
    for file in parsed {
        let result = match file.kind {
            Kind::Pack => typed(file).map(|value| pack = Some(value)),
            Kind::Codes => typed(file).map(|value| codes = Some(value)),
            Kind::Search => typed(file).map(|value| search = Some(value)),
            Kind::Rule => typed::<Rule>(file).map(|value| rules.push(value)),
        };
        problems.extend(result.err().map(|problem| *problem));
    }
    match (pack, codes) {
        (Some(pack), Some(codes)) if problems.is_empty() => Ok(PackModel { pack, codes, search, rules }),
        _ => Err(problems),
    }
}

fn typed<T: DeserializeOwned>(file: &Parsed<'_>) -> Result<T, Box<Diagnostic>> {
    T::deserialize(&file.document.value).map_err(|error| {
        // What passes the schema and not the types is a version: the schema does not know how one is written.
        let span = version_fields(file).unwrap_or_default();
        let message = error.to_string().to_lowercase();
        let problem = Diagnostic::new(Code::BadForm, &file.source.name, &file.source.text, span, message);
        Box::new(problem.help("a version has three numbers (\"1.0.0\"), a range looks like \">=1.2, <2\""))
    })
}

/// The place of the first version or range that does not parse.
fn version_fields(file: &Parsed<'_>) -> Option<Span> {
    let value = &file.document.value;
    let text = |pointer: &str| value.pointer(pointer).and_then(|v| v.as_str());
    let mut fields = Vec::new();
    if text("/version").is_some_and(|v| semver::Version::parse(v).is_err()) {
        fields.push("/version".to_owned());
    }
    if text("/engine").is_some_and(|v| semver::VersionReq::parse(v).is_err()) {
        fields.push("/engine".to_owned());
    }
    for (name, range) in value.pointer("/applies_to/software").and_then(|v| v.as_object()).into_iter().flatten() {
        if range.as_str().is_some_and(|v| semver::VersionReq::parse(v).is_err()) {
            fields.push(format!("/applies_to/software/{}", crate::names::escape(name)));
        }
    }
    fields.first().and_then(|pointer| file.document.spans.value(pointer))
}
