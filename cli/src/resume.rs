//! Sessions that go from one device to another as a short code.

use std::path::Path;

use shindan::diagnose::Event;
use shindan::{KnowledgeBase, Session, render};

use crate::args::{Common, Diagnose};
use crate::diagnose::Case;
use crate::failure::Failure;
use crate::{output, saved};

/// What becomes of the QR code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Qr<'a> {
    /// Whether it is shown.
    pub(crate) shown: bool,
    /// Where it is written, as SVG.
    pub(crate) file: Option<&'a Path>,
}

impl Qr<'_> {
    pub(crate) fn is_wanted(self) -> bool {
        self.shown || self.file.is_some()
    }
}

/// The session of a code, in the language and role of this device, with what is known there.
pub(crate) fn session(
    knowledge: &KnowledgeBase,
    code: &str,
    args: &Diagnose,
    common: &Common,
) -> Result<Session, Failure> {
    let mut session = knowledge.resume(code)?;
    session.start.lang.clone_from(&common.lang);
    if !args.facts.is_empty() {
        session = knowledge.supply(&session, args.facts.iter().cloned().collect())?;
    }
    let took_over = session.events.iter().rev().find_map(|event| match event {
        Event::Role { role } => Some(role.as_str()),
        _ => None,
    });
    let role = took_over.or(session.start.role.as_deref());
    match common.role.as_deref() {
        Some(asked) if role != Some(asked) => Ok(knowledge.change_role(&session, asked)?),
        _ => Ok(session),
    }
}

impl Case<'_> {
    /// How to go on elsewhere. A session that cannot be put into a code is still in its file.
    pub(crate) fn show_code(&self) -> Result<(), Failure> {
        let Ok(code) = self.knowledge.resume_code(&self.session) else { return Ok(()) };
        output::print(&format!("{}: shindan diagnose --resume {code}", self.words.elsewhere))?;
        self.show_qr(Some(&code))
    }

    /// The QR code of `code`, if it is wanted.
    pub(crate) fn show_qr(&self, code: Option<&str>) -> Result<(), Failure> {
        let Some(code) = code else { return Ok(()) };
        if self.qr.shown
            && let Some(picture) = render::qr_text(code, &self.screen.style())
        {
            output::print(&format!("\n{picture}"))?;
        }
        if let Some(path) = self.qr.file
            && let Some(picture) = render::qr_svg(code)
        {
            saved::write_whole(path, &picture)?;
            output::print(&format!("{}: {}", self.words.qr_written, path.display()))?;
        }
        Ok(())
    }

    /// Writes the QR code without a word.
    pub(crate) fn write_qr(&self) -> Result<(), Failure> {
        let Some(path) = self.qr.file else { return Ok(()) };
        let picture = self.knowledge.resume_code(&self.session).ok().as_deref().and_then(render::qr_svg);
        picture.map_or(Ok(()), |picture| saved::write_whole(path, &picture))
    }
}
