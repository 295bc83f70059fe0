//! Model to indexes: the one owner of loaded knowledge.

mod build;
mod contacts;
mod facts;
mod index;
pub(crate) mod keys;
mod loaded;
mod open;
mod order;
mod rows;
mod term;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::Severity;
use crate::error::{Error, ErrorKind};
use crate::lint;
use crate::model::{LearnedRule, PackModel};
use crate::pack::{Bytes, ReadAt, Trust};

pub(crate) use facts::{Facts, Truth, truth};
pub(crate) use index::Index;
pub use loaded::LoadedPack;
pub(crate) use order::{Item, authored, find_item};
pub(crate) use rows::{RowRef, Rows, rows};
pub(crate) use term::Term;
pub use words::Field;

/// Loaded, validated, indexed rules of one or more packs: immutable, `Send + Sync`, cheap to clone.
///
/// ```no_run
/// # fn main() -> Result<(), shindan::Error> {
/// # #[cfg(feature = "fs")] {
/// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
/// let found = knowledge.explain(&shindan::Query::new("FUJ905 0x02000001"));
/// assert_eq!(found.answers[0].rule, "fuj905-reader-not-found");
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct KnowledgeBase {
    packs: Vec<Arc<LoadedPack>>,
}

impl KnowledgeBase {
    /// Indexes a model that was built by other means than from YAML.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidKnowledge`] with the first problem, if the model contradicts itself.
    pub fn from_model(model: PackModel) -> Result<Self, Error> {
        match lint::run(&model).into_iter().find(|f| f.code.severity() == Severity::Error) {
            Some(finding) => Err(Error::new(
                ErrorKind::InvalidKnowledge,
                format!("{:?}{}: {}", finding.at.file, finding.at.pointer, finding.message),
            )),
            None => Self::build(model),
        }
    }

    /// Indexes a model that the cross-checks have passed.
    pub(crate) fn build(model: PackModel) -> Result<Self, Error> {
        Ok(Self { packs: vec![Arc::new(LoadedPack::new(model)?)] })
    }

    /// Opens a compiled pack that is in memory, as `shindan build` writes it.
    ///
    /// Only the head and the manifest are read. Everything else is held against its hash and read when it is needed for
    /// the first time; what is found to be damaged then is never used: see [`damage`](Self::damage). No
    /// signature is asked for: [`from_trusted_pack`](Self::from_trusted_pack) does that.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotPack`], [`ErrorKind::UnknownPackFormat`] if this engine does not know the format or is not one that
    /// the pack asks for, [`ErrorKind::DamagedPack`].
    pub fn from_pack(bytes: impl Into<Arc<[u8]>>) -> Result<Self, Error> {
        Self::trusted(Bytes::Memory(bytes.into()), &Trust::new(), None)
    }

    /// Opens a compiled pack whose bytes are read by position, such as a file: no more than is needed is read.
    ///
    /// # Errors
    ///
    /// As [`from_pack`](Self::from_pack), and [`ErrorKind::Unreadable`].
    pub fn from_pack_at(store: impl ReadAt + 'static) -> Result<Self, Error> {
        Self::trusted(positioned(store)?, &Trust::new(), None)
    }

    /// Opens a compiled pack that is in memory, if it is what `trust` asks for. `signature` is the text of its `.minisig`
    /// file, where the signature does not stand behind the pack.
    ///
    /// # Errors
    ///
    /// As [`from_pack`](Self::from_pack), and [`ErrorKind::UntrustedPack`] and [`ErrorKind::OlderPack`].
    pub fn from_trusted_pack(
        bytes: impl Into<Arc<[u8]>>,
        trust: &Trust,
        signature: Option<&str>,
    ) -> Result<Self, Error> {
        Self::trusted(Bytes::Memory(bytes.into()), trust, signature)
    }

    /// The same for a pack whose bytes are read by position. Where a signature is asked for, all of them are read once.
    ///
    /// # Errors
    ///
    /// As [`from_trusted_pack`](Self::from_trusted_pack), and [`ErrorKind::Unreadable`].
    pub fn from_trusted_pack_at(
        store: impl ReadAt + 'static,
        trust: &Trust,
        signature: Option<&str>,
    ) -> Result<Self, Error> {
        Self::trusted(positioned(store)?, trust, signature)
    }

    fn trusted(bytes: Bytes, trust: &Trust, signature: Option<&str>) -> Result<Self, Error> {
        Ok(Self { packs: vec![Arc::new(LoadedPack::open(bytes, trust, signature)?)] })
    }

    /// What was found to be damaged since the packs were opened. From then on every operation that can fail does, with
    /// this error, and the others answer `unknown`.
    #[must_use]
    pub fn damage(&self) -> Option<&Error> {
        self.packs.iter().find_map(|pack| pack.damage())
    }

    /// Reads everything in the packs, and holds each against what its knowledge would be built to.
    ///
    /// For the moment when a pack is installed: afterwards nothing in memory is damaged, and what a pack finds by its
    /// tables is what its rules say.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DamagedPack`], [`ErrorKind::Unreadable`], or [`ErrorKind::InvalidKnowledge`] if the rules contradict
    /// each other.
    pub fn verify(&self) -> Result<(), Error> {
        self.packs.iter().try_for_each(|pack| pack.verify())
    }

    /// What `make` makes, unless a pack was damaged before or turns out to be.
    pub(crate) fn sound<T>(&self, make: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        let damage = || self.damage().map_or(Ok(()), |error| Err(error.clone()));
        damage()?;
        let made = make();
        damage()?;
        made
    }

    /// This knowledge and another pack's. The order in which packs are joined changes no answer.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidKnowledge`] if both hold a pack of the same id.
    pub fn join(&self, other: &Self) -> Result<Self, Error> {
        let mut packs = self.packs.clone();
        packs.extend(other.packs.iter().cloned());
        packs.sort_by(|a, b| a.id().cmp(b.id()));
        let twice = packs.iter().zip(packs.iter().skip(1)).find(|(a, b)| a.id() == b.id());
        match twice {
            Some((pack, _)) => {
                Err(Error::new(ErrorKind::InvalidKnowledge, format!("the pack `{}` is loaded twice", pack.id())))
            }
            None => Ok(Self { packs }),
        }
    }

    /// The loaded packs, by id.
    #[must_use]
    pub fn packs(&self) -> &[Arc<LoadedPack>] {
        &self.packs
    }

    /// This knowledge with other numbers behind the words of one pack, or with none but those of the words.
    pub(crate) fn with_learned(&self, pack: &str, learned: Option<&Learned>) -> Self {
        let swap = |old: &Arc<LoadedPack>| match old.id() == pack {
            true => Arc::new(old.with_learned(learned.cloned())),
            false => Arc::clone(old),
        };
        Self { packs: self.packs.iter().map(swap).collect() }
    }

    /// The pack of this id.
    #[must_use]
    pub fn pack(&self, id: &str) -> Option<&LoadedPack> {
        self.packs.iter().find(|pack| pack.id() == id).map(Arc::as_ref)
    }
}

fn positioned(store: impl ReadAt + 'static) -> Result<Bytes, Error> {
    let unreadable = |error| Error::new(ErrorKind::Unreadable, format!("the pack cannot be read: {error}"));
    Bytes::positioned(Box::new(store)).map_err(unreadable)
}

/// Numbers that were learned, and the hash that answers name them by.
#[derive(Debug, Clone)]
pub(crate) struct Learned {
    pub(crate) hash: String,
    pub(crate) rules: BTreeMap<String, LearnedRule>,
}

/// SHA-256 as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
