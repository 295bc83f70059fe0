//! Sources to a knowledge base: reads, validates and cross-checks the files of one pack.

mod typed;
mod uses;

use std::collections::{BTreeMap, HashMap};

use crate::error::{Error, ErrorKind};
use crate::kb::KnowledgeBase;
use crate::lint::{self, At, FileId, Finding};
use crate::query::{self, MissedExample};
use crate::schema::{self, Kind};
use crate::yaml::{self, Document};
use crate::{Code, Diagnostic, Limits, Severity, Span};

/// A file of a pack: its name, with `/` between folders, and its text.
///
/// `pack.yaml` is the manifest, `codes.yaml` the code list, `search.yaml` the words of
/// those who search, every other name ending in `.yaml` or `.yml` a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file's name, as diagnostics show it.
    pub name: String,
    /// The file's text.
    pub text: String,
}

impl Source {
    /// A file of the given name and text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    fn kind(&self) -> Kind {
        match self.name.rsplit(['/', '\\']).next() {
            Some("pack.yaml") => Kind::Pack,
            Some("codes.yaml") => Kind::Codes,
            Some("search.yaml") => Kind::Search,
            _ => Kind::Rule,
        }
    }

    /// The file's name without folder and ending.
    fn stem(&self) -> &str {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(name)
    }
}

/// What a check found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Report {
    /// The problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Problems found beyond [`Limits::diagnostics`] and not listed.
    pub more: usize,
    /// The knowledge, where no problem is an error.
    pub knowledge: Option<KnowledgeBase>,
}

impl Report {
    /// Whether the knowledge loads.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.knowledge.is_some()
    }
}

/// One file that was read and follows its schema.
struct Parsed<'a> {
    source: &'a Source,
    kind: Kind,
    document: Document,
}

/// Checks the files of one pack and returns every problem.
///
/// ```
/// let report = shindan::check(&[shindan::Source::new("pack.yaml", "id: [")], &shindan::Limits::default());
/// assert_eq!(report.diagnostics[0].code.as_str(), "SD0101");
/// assert!(!report.is_ok());
/// ```
#[must_use]
pub fn check(sources: &[Source], limits: &Limits) -> Report {
    let mut diagnostics = Vec::new();
    let mut parsed = Vec::new();
    for source in sources {
        match yaml::read(&source.name, &source.text, limits) {
            Ok(document) => {
                let kind = source.kind();
                let found = schema::problems(kind, &source.name, &source.text, &document, limits.diagnostics);
                if found.is_empty() {
                    parsed.push(Parsed { source, kind, document });
                }
                diagnostics.extend(found);
            }
            Err(found) => diagnostics.extend(found),
        }
    }
    let broken = diagnostics.iter().any(|d| d.severity == Severity::Error);
    missing_files(sources, &mut diagnostics);
    // References into files that do not parse would drown the one problem in its consequences.
    let knowledge = if broken { None } else { whole(&mut parsed, &mut diagnostics) };
    finish(sources, diagnostics, knowledge, limits)
}

/// Loads the files of one pack, or says the first problem.
///
/// # Errors
///
/// The first error in the order of the files; its alternate form (`{:#}`) shows the place in the source.
pub fn load(sources: &[Source], limits: &Limits) -> Result<KnowledgeBase, Error> {
    let report = check(sources, limits);
    match report.knowledge {
        Some(knowledge) => Ok(knowledge),
        None => {
            let first = report.diagnostics.into_iter().find(|d| d.severity == Severity::Error);
            let text = first.as_ref().and_then(|d| sources.iter().find(|s| s.name == d.file)).map(|s| s.text.clone());
            Err(Error::invalid_knowledge(first, text))
        }
    }
}

/// A pack is a manifest, a code list and rules; each of the first two exactly once, and at most one list of words.
fn missing_files(sources: &[Source], diagnostics: &mut Vec<Diagnostic>) {
    for (kind, name) in [(Kind::Pack, "pack.yaml"), (Kind::Codes, "codes.yaml"), (Kind::Search, "search.yaml")] {
        let mut of_kind = sources.iter().filter(|s| s.kind() == kind);
        if of_kind.next().is_none() && kind != Kind::Search {
            diagnostics.push(
                Diagnostic::new(Code::NoManifest, name, "", Span::default(), format!("there is no `{name}`"))
                    .help("a pack is a folder with pack.yaml, codes.yaml and rules/*.yaml; check the folder that holds pack.yaml"),
            );
        }
        if let Some(second) = of_kind.next() {
            diagnostics.push(
                Diagnostic::new(
                    Code::NoManifest,
                    &second.name,
                    &second.text,
                    Span::default(),
                    format!("there is a second `{name}`"),
                )
                .help("check one pack at a time"),
            );
        }
    }
}

/// The steps that need all files: `use`, types, cross-checks, examples.
fn whole(parsed: &mut Vec<Parsed<'_>>, diagnostics: &mut Vec<Diagnostic>) -> Option<KnowledgeBase> {
    if !diagnostics.is_empty() {
        return None;
    }
    parsed.sort_by(|a, b| a.source.stem().cmp(b.source.stem()));
    diagnostics.extend(uses::expand(parsed));
    let errors = |diagnostics: &[Diagnostic]| diagnostics.iter().any(|d| d.severity == Severity::Error);
    if errors(diagnostics) {
        return None;
    }
    let model = match typed::model(parsed) {
        Ok(model) => model,
        Err(found) => {
            diagnostics.extend(found);
            return None;
        }
    };
    diagnostics.extend(parsed.iter().filter_map(file_name));
    let files = Files::new(parsed);
    diagnostics.extend(engine_mismatch(&model.pack).iter().map(|finding| files.diagnostic(finding)));
    diagnostics.extend(lint::run(&model).into_iter().map(|finding| files.diagnostic(&finding)));
    if errors(diagnostics) {
        return None;
    }
    let knowledge = KnowledgeBase::build(model).ok()?;
    diagnostics.extend(missed_examples(&knowledge).iter().map(|finding| files.diagnostic(finding)));
    (!errors(diagnostics)).then_some(knowledge)
}

/// A pack for another engine may use what this one does not know, or mean something else by it.
fn engine_mismatch(pack: &crate::model::Pack) -> Option<Finding> {
    let engine = semver::Version::parse(env!("CARGO_PKG_VERSION")).ok()?;
    let message = format!("the pack is for engine {}, this is {engine}", pack.engine);
    let finding = Finding::new(Code::EngineMismatch, At::new(FileId::Pack, "/engine"), message);
    (!pack.engine.matches(&engine))
        .then(|| finding.help("use an engine of that range, or test the pack with this one and widen the range"))
}

fn file_name(file: &Parsed<'_>) -> Option<Diagnostic> {
    let id = file.document.value.get("id")?.as_str()?;
    (file.kind == Kind::Rule && id != file.source.stem()).then(|| {
        let span = file.document.spans.value("/id").unwrap_or_default();
        Diagnostic::new(
            Code::FileName,
            &file.source.name,
            &file.source.text,
            span,
            format!("the rule `{id}` stands in `{}`", file.source.name),
        )
        .help(format!("name the file `{id}.yaml`"))
    })
}

/// Examples that do not find their own rule.
fn missed_examples(knowledge: &KnowledgeBase) -> Vec<Finding> {
    let finding = |missed: MissedExample| {
        let at = At::new(FileId::Rule(missed.rule_at), format!("/examples/{}", missed.at));
        let finding = Finding::new(Code::ExampleMisses, at, missed.message);
        finding.help("write an input with a code and a detail of this rule")
    };
    query::missed_examples(knowledge).into_iter().map(finding).collect()
}

/// The files of a pack by the names that findings use.
struct Files<'a> {
    by_id: BTreeMap<FileId, &'a Parsed<'a>>,
}

impl<'a> Files<'a> {
    fn new(parsed: &'a [Parsed<'a>]) -> Self {
        let mut by_id = BTreeMap::new();
        let mut rule = 0usize;
        for file in parsed {
            let id = match file.kind {
                Kind::Pack => FileId::Pack,
                Kind::Codes => FileId::Codes,
                Kind::Search => FileId::Search,
                Kind::Rule => {
                    rule = rule.saturating_add(1);
                    FileId::Rule(rule.saturating_sub(1))
                }
            };
            by_id.insert(id, file);
        }
        Self { by_id }
    }

    /// The nearest place that stands in the file: a used item is written elsewhere, so its `use` line stands for it.
    fn place(&self, at: &At) -> (&str, &str, Span) {
        let Some(file) = self.by_id.get(&at.file) else { return ("", "", Span::default()) };
        let mut pointer = at.pointer.as_str();
        let span = loop {
            if let Some(span) = file.document.spans.value(pointer) {
                break span;
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => break Span::default(),
            }
        };
        (&file.source.name, &file.source.text, first_line(&file.source.text, span))
    }

    fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let (name, text, span) = self.place(&finding.at);
        let mut diagnostic = Diagnostic::new(finding.code, name, text, span, finding.message.clone());
        diagnostic.help.clone_from(&finding.help);
        for (at, label) in &finding.labels {
            let (name, _, span) = self.place(at);
            diagnostic = diagnostic.label(name, span, label.clone());
        }
        diagnostic
    }
}

/// A span cut at its first line end: a whole rule underlined helps nobody.
fn first_line(text: &str, span: Span) -> Span {
    let length = text.get(span.start..span.end).and_then(|t| t.find(['\r', '\n']));
    length.map_or(span, |n| Span::new(span.start, span.start.saturating_add(n)))
}

fn finish(
    sources: &[Source],
    mut diagnostics: Vec<Diagnostic>,
    knowledge: Option<KnowledgeBase>,
    limits: &Limits,
) -> Report {
    // A file that is missing comes after those that are there.
    let mut place: HashMap<&str, usize> = HashMap::new();
    for (at, source) in sources.iter().enumerate() {
        place.entry(&source.name).or_insert(at);
    }
    diagnostics.sort_by_key(|d| (place.get(d.file.as_str()).copied().unwrap_or(usize::MAX), d.span, d.code));
    let more = diagnostics.len().saturating_sub(limits.diagnostics);
    diagnostics.truncate(limits.diagnostics);
    Report { diagnostics, more, knowledge }
}

impl Error {
    fn invalid_knowledge(first: Option<Diagnostic>, text: Option<String>) -> Self {
        let detail = first.as_ref().map_or_else(|| "the pack holds no knowledge".to_owned(), ToString::to_string);
        Self::new(ErrorKind::InvalidKnowledge, detail).with_diagnostic(first, text)
    }
}
