//! Values as pages: text, Markdown and pictures.

use serde::Deserialize;
use serde_json::Value;

use super::request::{Asked, Kept, Searched, read};
use crate::KnowledgeBase;
use crate::error::{Error, ErrorKind};
use crate::render::{self, Names, Picture, Style};

/// What is shown, and how.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shown {
    /// The operation whose value is shown.
    of: String,
    /// What that operation takes.
    input: Value,
    #[serde(default, rename = "as")]
    form: Form,
    /// Columns to wrap at, 0 not to wrap.
    #[serde(default)]
    width: u16,
    /// The language of the labels; the first one of the first pack if none.
    #[serde(default)]
    lang: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    #[default]
    Text,
    Markdown,
    Mermaid,
    Svg,
    Dot,
}

pub(super) fn page(knowledge: &KnowledgeBase, shown: Shown) -> Result<String, Error> {
    let input = shown.input.to_string();
    let first = knowledge.packs().first().and_then(|pack| pack.manifest().languages.first());
    let lang = shown.lang.as_ref().or(first).map_or("en", String::as_str);
    let names = Names::new(knowledge, lang);
    let style = match shown.width {
        0 => Style::plain(),
        width => Style::plain().with_width(width.into()),
    };
    let kept = || Ok::<_, Error>(read::<Kept>(&shown.of, &input)?.session);
    match (shown.of.as_str(), shown.form) {
        ("explain", Form::Text) => {
            Ok(render::explanation(&knowledge.explain(&read::<Asked>("explain", &input)?.query()), &names, &style))
        }
        ("search", Form::Text) => {
            let (query, limit) = read::<Searched>("search", &input)?.query();
            Ok(render::search(&knowledge.search(&query, limit), &names, &style))
        }
        ("tree", form) => {
            let graph = knowledge.tree(&read::<Asked>("tree", &input)?.query())?;
            let picture = || Picture::tree(&graph, &names, &[]);
            match form {
                Form::Text => Ok(render::tree_text(&graph, &names, &style)),
                Form::Mermaid => Ok(render::mermaid(&picture())),
                Form::Svg => Ok(render::svg(&[picture()])),
                Form::Dot => Ok(render::dot(&picture())),
                Form::Markdown => Err(no_such(&shown)),
            }
        }
        ("turn", Form::Text) => Ok(render::turn(&knowledge.turn(&kept()?)?, &names, &style)),
        ("transcript", Form::Text) => Ok(render::transcript(&knowledge.transcript(&kept()?)?, &names, &style)),
        ("transcript", Form::Markdown) => Ok(render::transcript_markdown(&knowledge.transcript(&kept()?)?, &names)),
        ("resume_code", Form::Svg) => render::qr_svg(&knowledge.resume_code(&kept()?)?)
            .ok_or_else(|| Error::new(ErrorKind::BadRequest, "the resume code is too long for a QR code")),
        _ => Err(no_such(&shown)),
    }
}

fn no_such(shown: &Shown) -> Error {
    let message = format!(
        "there is no page of `{}` in this form; there are explain, search and turn as text, transcript as text and markdown, resume_code as svg, tree as text, mermaid, svg and dot",
        shown.of
    );
    Error::new(ErrorKind::BadRequest, message)
}
