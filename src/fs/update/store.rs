//! Versions of a pack on a disk: which one is in use, and how another one takes its place.
//!
//! The folder is the whole state: the newest file that is fit for use is in use, and the greatest version in the names is the least
//! that is taken. A file gets its name when it is on the disk, verified and tried; nothing points to it that could be torn.

use std::fmt;
use std::io::{self, Read, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use semver::Version;

use super::disk::{Disk, Sink};
use super::name::{INCOMING, Name};
use super::{Installed, Refused};
use crate::KnowledgeBase;
use crate::error::{Error, ErrorKind};
use crate::pack::Trust;
use crate::query::{PackRef, missed_examples};

/// Bytes that are taken from an incoming pack at once.
const CHUNK: usize = 64 * 1024;

pub(super) struct Store<D> {
    disk: D,
    /// The id of the pack.
    pack: String,
    trust: Trust,
    used: Mutex<Used>,
    /// Held by whoever changes the folder.
    changing: Mutex<()>,
}

/// What is in use.
#[derive(Default, Clone)]
struct Used {
    version: Option<(Name, KnowledgeBase)>,
    refused: Vec<Refused>,
}

impl<D: Disk> Store<D> {
    pub(super) fn open(disk: D, pack: &str, trust: Trust) -> Result<Self, Error> {
        let store = Self { disk, pack: pack.to_owned(), trust, used: Mutex::default(), changing: Mutex::default() };
        store.reload()?;
        Ok(store)
    }

    pub(super) fn knowledge(&self) -> Option<KnowledgeBase> {
        held(&self.used).version.as_ref().map(|(_, knowledge)| knowledge.clone())
    }

    pub(super) fn refused(&self) -> Vec<Refused> {
        held(&self.used).refused.clone()
    }

    /// Uses the newest version that is fit, and removes what is left over.
    pub(super) fn reload(&self) -> Result<(), Error> {
        let _alone = held(&self.changing);
        let mut names = self.names()?.into_iter();
        let mut used = Used::default();
        for name in names.by_ref() {
            match self.installed(&name) {
                Ok(knowledge) => {
                    used.version = Some((name, knowledge));
                    break;
                }
                Err(error) => used.refused.push(Refused { file: name.to_string(), error }),
            }
        }
        let found = used.version.is_some();
        *held(&self.used) = used;
        // What cannot be removed now is met again at the next start.
        let _ = self.disk.remove(INCOMING);
        if found {
            self.remove_older(names.as_slice());
        }
        Ok(())
    }

    /// Of the versions below the one in use, keeps the newest that is fit.
    fn remove_older(&self, older: &[Name]) {
        if older.len() < 2 {
            return;
        }
        if let Some(kept) = older.iter().find(|name| self.installed(name).is_ok()) {
            for name in older.iter().filter(|name| *name != kept) {
                let _ = self.disk.remove(&name.to_string());
            }
        }
    }

    pub(super) fn install(
        &self,
        incoming: &mut dyn Read,
        signature: Option<&str>,
        trial: impl FnOnce(&KnowledgeBase) -> Result<(), String>,
    ) -> Result<Installed, Error> {
        let _alone = held(&self.changing);
        let names = self.names()?;
        let installed = self.receive(incoming, signature).and_then(|()| {
            let knowledge = self.tried(&names, trial)?;
            self.put(&names, knowledge)
        });
        if installed.is_err() {
            let _ = self.disk.remove(INCOMING);
        }
        installed
    }

    /// Writes the pack and its signature beside the version in use.
    fn receive(&self, incoming: &mut dyn Read, signature: Option<&str>) -> Result<(), Error> {
        let mut sink = self.disk.create(INCOMING).map_err(|error| unwritable(&error))?;
        let mut chunk = vec![0; CHUNK];
        loop {
            match incoming.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => {
                    sink.write_all(chunk.get(..read).unwrap_or_default()).map_err(|error| unwritable(&error))?
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let message = format!("the pack to be installed cannot be read: {error}");
                    return Err(Error::new(ErrorKind::Unreadable, message));
                }
            }
        }
        let behind = signature.map(|signature| format!("\n{}\n", signature.trim()));
        sink.write_all(behind.unwrap_or_default().as_bytes()).map_err(|error| unwritable(&error))?;
        sink.sync().map_err(|error| unwritable(&error))
    }

    /// The pack that was received, if it may take the place of the one in use.
    fn tried(
        &self,
        names: &[Name],
        trial: impl FnOnce(&KnowledgeBase) -> Result<(), String>,
    ) -> Result<KnowledgeBase, Error> {
        let knowledge = self.trusted(INCOMING)?;
        if let Some(least) = least(names) {
            let version = version(&knowledge)?;
            Trust::new().at_least(&self.pack, least.clone()).check_version(&self.pack, &version)?;
        }
        knowledge.verify()?;
        let missed = missed_examples(&knowledge);
        if let Some(first) = missed.first() {
            let more = missed.len().saturating_sub(1);
            let message = if more == 0 { first.message.clone() } else { format!("{}, and {more} more", first.message) };
            return Err(Error::new(ErrorKind::FailedTrial, message));
        }
        trial(&knowledge).map_err(|message| Error::new(ErrorKind::FailedTrial, message))?;
        // A page may have turned out to be damaged while it was tried.
        knowledge.damage().map_or(Ok(()), |error| Err(error.clone()))?;
        Ok(knowledge)
    }

    /// Gives the pack that was received its name, which puts it in place, and uses it.
    fn put(&self, names: &[Name], knowledge: KnowledgeBase) -> Result<Installed, Error> {
        let version = version(&knowledge)?;
        let name = Name::after(names, &version).ok_or_else(|| {
            let message = format!("no file can be named after version {version}; shorten it, or empty the folder");
            Error::new(ErrorKind::Unwritable, message)
        })?;
        self.disk.rename(INCOMING, &name.to_string()).map_err(|error| unwritable(&error))?;
        let pack = reference(&knowledge)?;
        let used = Used { version: Some((name, knowledge)), refused: Vec::new() };
        let before = std::mem::replace(&mut *held(&self.used), used).version;
        let mut notes = Vec::new();
        match self.disk.sync() {
            Err(error) => notes.push(format!("a power cut may bring the version before back: {error}")),
            Ok(()) => notes.extend(self.remove_all_but(before.as_ref(), names)),
        }
        let before = before.map(|(_, knowledge)| reference(&knowledge)).transpose()?;
        Ok(Installed { pack, before, notes })
    }

    /// Of the versions that were there before, keeps the one that was in use; says what could not be removed.
    fn remove_all_but(&self, kept: Option<&(Name, KnowledgeBase)>, names: &[Name]) -> Vec<String> {
        // Damaged while it was in use: an older one may be the last that is fit, and the next start finds out.
        if kept.is_some_and(|(_, knowledge)| knowledge.damage().is_some()) {
            return Vec::new();
        }
        let kept = kept.map(|(name, _)| name);
        let older = names.iter().filter(|name| Some(*name) != kept);
        let failed = older.filter_map(|name| self.disk.remove(&name.to_string()).err());
        failed.map(|error| format!("an older version cannot be removed: {error}")).collect()
    }

    /// The pack in a file of the store, if it is the one that its name says, whole and trusted.
    fn installed(&self, name: &Name) -> Result<KnowledgeBase, Error> {
        let knowledge = self.trusted(&name.to_string())?;
        let version = version(&knowledge)?;
        if version != name.version {
            let message = format!("the file {name} holds version {version}; install the pack again");
            return Err(Error::new(ErrorKind::DamagedPack, message));
        }
        // A signature that fits covers every byte, and they were verified when they were installed.
        if !self.trust.asks_for_signature() {
            knowledge.verify()?;
        }
        Ok(knowledge)
    }

    /// The pack in a file, if it is the store's and trusted.
    fn trusted(&self, file: &str) -> Result<KnowledgeBase, Error> {
        let opened = self.disk.open(file).map_err(|error| Error::new(ErrorKind::Unreadable, error.to_string()))?;
        let knowledge = KnowledgeBase::from_trusted_pack_at(opened, &self.trust, None)?;
        let found = reference(&knowledge)?.id;
        if found != self.pack {
            let message = format!("the pack is `{found}`, and this store keeps `{}`", self.pack);
            return Err(Error::new(ErrorKind::OtherPack, message));
        }
        Ok(knowledge)
    }

    /// The installed versions, newest first.
    fn names(&self) -> Result<Vec<Name>, Error> {
        let files = self.disk.list().map_err(|error| Error::new(ErrorKind::Unreadable, error.to_string()))?;
        let mut names: Vec<Name> = files.iter().filter_map(|file| Name::read(file)).collect();
        names.sort_by(|a, b| (b.number, &b.version).cmp(&(a.number, &a.version)));
        Ok(names)
    }
}

impl<D> fmt::Debug for Store<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let used = held(&self.used);
        let name = used.version.as_ref().map(|(name, _)| name.to_string());
        f.debug_struct("Store").field("pack", &self.pack).field("used", &name).finish_non_exhaustive()
    }
}

/// What a lock guards. A panic of somebody's trial leaves nothing half done behind it.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The least version that is taken: what was installed once, whatever became of its file.
fn least(names: &[Name]) -> Option<&Version> {
    names.iter().map(|name| &name.version).max_by(|a, b| a.cmp_precedence(b))
}

fn version(knowledge: &KnowledgeBase) -> Result<Version, Error> {
    reference(knowledge).map(|pack| pack.version)
}

/// The one pack that a file holds.
fn reference(knowledge: &KnowledgeBase) -> Result<PackRef, Error> {
    let nothing = || Error::new(ErrorKind::NotPack, "it holds nothing");
    knowledge.packs().first().map(|pack| pack.reference()).ok_or_else(nothing)
}

fn unwritable(error: &io::Error) -> Error {
    Error::new(ErrorKind::Unwritable, error.to_string())
}
