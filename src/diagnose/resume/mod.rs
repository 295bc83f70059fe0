//! A session as a short code to read aloud, type or scan, and back.
//!
//! A code holds the pack, the start in the pack's own codes, the role, the facts that rules ask for, and what happened:
//! no text that somebody typed, no language, no time. Names are fingerprints, each told apart from all others that can be
//! meant at that moment; where two are alike, all are made wider, so that a code means one thing in its own pack.

mod code;
mod fingerprint;
mod read;
mod scope;
mod term;
#[cfg(test)]
mod tests;
mod write;

use super::session::{Event, Session};
use crate::error::{Error, ErrorKind};
use crate::kb::{KnowledgeBase, LoadedPack};
use fingerprint::{Kind, is_lost, only};
use write::Written;

/// The symbols that begin an item; those up to `OTHER_REPLY` are replies to a step.
mod mark {
    pub(super) const VERSION: u8 = 1;
    pub(super) const OTHER_REPLY: u8 = 15;
    pub(super) const TERM: u8 = 16;
    pub(super) const NEAR: u8 = 17;
    pub(super) const UNLISTED: u8 = 18;
    pub(super) const CODE: u8 = 19;
    pub(super) const ROLE: u8 = 20;
    pub(super) const BACK: u8 = 21;
    pub(super) const WHICH_CODE: u8 = 22;
    pub(super) const WHICH_DETAIL: u8 = 23;
    pub(super) const CONSULT: u8 = 24;
    pub(super) const CONFIRM: u8 = 25;
    pub(super) const UNDO: u8 = 26;
    pub(super) const FACT: u8 = 27;
    pub(super) const SOFTWARE: u8 = 28;
    pub(super) const OPTION: u8 = 29;
    pub(super) const WIDER: u8 = 30;
    pub(super) const WHICH_RULE: u8 = 31;

    /// What may follow [`OPTION`].
    pub(super) const AUTHORED: u8 = 0;
    pub(super) const PLANNED: u8 = 1;
    pub(super) const WAITING: u8 = 2;
    pub(super) const BUDGET: u8 = 3;
    pub(super) const RULE: u8 = 4;

    pub(super) fn is_term(mark: u8) -> bool {
        matches!(mark, TERM | NEAR | UNLISTED)
    }
}

/// By how many symbols fingerprints are made wider until each is alone. A session of several rules needs one more in a
/// hundred cases, since any of their steps could be meant.
const WIDER: [usize; 5] = [0, 1, 2, 4, 8];

impl KnowledgeBase {
    /// A session as a short code, which [`resume`](Self::resume) takes up on another device, in another language, by
    /// somebody of another role, or on a newer version of the pack. It holds nothing that somebody typed.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), shindan::Error> {
    /// # #[cfg(feature = "fs")] {
    /// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
    /// let session = knowledge.start(shindan::Start::new("FUJ905 0x02000001"))?;
    /// let code = knowledge.resume_code(&session)?;
    /// let mut there = knowledge.resume(&code.to_lowercase())?;
    /// there.start.lang = Some("en".to_owned());
    /// assert_eq!(knowledge.turn(&session)?.turn.step, knowledge.turn(&there)?.turn.step);
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadSession`] if its pack is not loaded, or what it started from has no words in the pack.
    pub fn resume_code(&self, session: &Session) -> Result<String, Error> {
        self.sound(|| {
            let pack = self.pack_of(session)?;
            for wider in WIDER {
                let written = write::write(pack, session, wider).ok_or_else(|| {
                    Error::new(ErrorKind::BadSession, "its codes cannot be said in the pack's own words")
                })?;
                let back = written.symbols.get(header()..).and_then(|items| read::read(pack, items));
                if back.is_some_and(|back| is_same(&written, &back)) {
                    return Ok(code::text(&written.symbols));
                }
            }
            Err(Error::new(ErrorKind::BadSession, "it is too long, or names what cannot be told apart"))
        })
    }

    /// The session of a [`resume_code`](Self::resume_code), in whatever way it was typed: lower case, other separators,
    /// `O` for 0, `I` or `L` for 1. What this version of the pack no longer has is named in the notes of the next turn.
    /// Set `start.lang` for another language; [`change_role`](Self::change_role) lets somebody else go on.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotResumeCode`], [`ErrorKind::MistypedResumeCode`], [`ErrorKind::NewerResumeCode`];
    /// [`ErrorKind::BadSession`] if its pack is not loaded or gives its names to something else now.
    pub fn resume(&self, code: &str) -> Result<Session, Error> {
        self.sound(|| {
            let symbols = code::symbols(code)?;
            let (header, items) = symbols.split_at_checked(header()).unwrap_or((&symbols, &[]));
            match header.split_first() {
                Some((&mark::VERSION, pack)) => self.resumed(pack, items),
                Some((0, _)) | None => Err(damaged()),
                Some((version, _)) => Err(Error::new(
                    ErrorKind::NewerResumeCode,
                    format!("it has version {version}, and this engine reads version {}", mark::VERSION),
                )),
            }
        })
    }

    fn resumed(&self, pack: &[u8], items: &[u8]) -> Result<Session, Error> {
        let loaded = || self.packs().iter().map(|pack| pack.id());
        let unknown = || {
            let loaded: Vec<&str> = loaded().collect();
            let message = format!("the pack of this code is not loaded; loaded: {}", loaded.join(", "));
            Error::new(ErrorKind::BadSession, message)
        };
        let id = only(Kind::Pack, pack, loaded()).ok_or_else(unknown)?;
        let pack: &LoadedPack = self.pack(&id).ok_or_else(unknown)?;
        read::read(pack, items).ok_or_else(damaged)
    }
}

/// The symbols before the first item: version and pack.
fn header() -> usize {
    Kind::Pack.width().saturating_add(1)
}

fn damaged() -> Error {
    Error::new(ErrorKind::BadSession, "what this code names means something else in the loaded pack; start anew")
}

/// What a session says, for the fingerprint of the whole.
fn whole(session: &Session) -> String {
    serde_json::to_string(&(&session.start, &session.events)).unwrap_or_default()
}

/// Whether what is read is what was written, but for replies that name nothing.
fn is_same(written: &Written, read: &Session) -> bool {
    let same = |(a, b): (&Event, &Event)| match (a, b) {
        (Event::Reply { step: a, .. }, Event::Reply { step: b, reply }) => is_lost(b) || a == b && is_lost(reply),
        _ => false,
    };
    let (a, b) = (&written.session, read);
    let pairs = || a.events.iter().zip(&b.events);
    let lost = pairs().filter(|(a, b)| a != b).count();
    a.start == b.start
        && a.events.len() == b.events.len()
        && written.lost == lost
        && pairs().all(|(a, b)| a == b || same((a, b)))
}
