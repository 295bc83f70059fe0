//! The update helper: a folder with the pack that a device lives on, and the one before it.

mod disk;
mod folder;
mod name;
mod store;
#[cfg(all(test, feature = "authoring"))]
mod tests;

use std::fmt;
use std::io::Read;
use std::path::Path;

use crate::KnowledgeBase;
use crate::error::Error;
use crate::pack::Trust;
use crate::query::PackRef;
use folder::Folder;
use store::Store;

/// A folder that keeps one pack up to date on a device that nobody visits: the version in use and the last one before it.
///
/// A new version is verified and tried before it takes the place of the old one, by a single rename: whatever happens in
/// between, the next [`open`](Self::open) finds the old version or the new one whole. A version below one that was once
/// installed is refused, also after a fall-back. What was taken with [`knowledge`](Self::knowledge) goes on as it is while newer
/// versions come.
///
/// The folder is the store's own, and one store at a time has it. It belongs on a local file system: the promise rests on its
/// locks, `fsync` and `rename`.
///
/// ```
/// use shindan::fs::PackStore;
/// use shindan::pack::Trust;
///
/// # let folder = std::env::temp_dir().join(format!("shindan-store-{}", std::process::id()));
/// # let key = std::fs::read_to_string("tests/fixtures/pack/base.pub")?;
/// # let pack = std::fs::read("tests/fixtures/pack/base.shindan")?;
/// # let signature = std::fs::read_to_string("tests/fixtures/pack/base.shindan.minisig")?;
/// let store = PackStore::open(&folder, "example", Trust::new().key(&key)?)?;
/// assert!(store.knowledge().is_none());
///
/// let installed = store.install(&pack[..], Some(&signature))?;
/// assert_eq!(installed.pack.version.to_string(), "1.0.0");
/// assert!(store.knowledge().is_some());
/// # drop(store);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PackStore(Store<Folder>);

/// What an installation did.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Installed {
    /// The pack that is in use now.
    pub pack: PackRef,
    /// The one that was in use before, and is kept.
    pub before: Option<PackRef>,
    /// What did not go as it should and harms nothing yet, in sentences for a log.
    pub notes: Vec<String>,
}

/// A file of the store that was passed over.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Refused {
    /// The file's name.
    pub file: String,
    /// Why it is not used.
    pub error: Error,
}

impl PackStore {
    /// Opens the folder, which is made if there is none, and in it the newest version of the pack `pack` that is whole and
    /// what `trust` asks for. Leftovers of an interrupted installation are removed.
    ///
    /// A least version in `trust` holds for the version to fall back on, too; versions that were installed here are remembered without
    /// it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::StoreInUse`](crate::ErrorKind::StoreInUse) if another store has the folder,
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable) or [`ErrorKind::Unreadable`](crate::ErrorKind::Unreadable) if the folder
    /// cannot be made or read. A version that is not fit for use is no error: see [`refused`](Self::refused).
    pub fn open(folder: impl AsRef<Path>, pack: &str, trust: Trust) -> Result<Self, Error> {
        Ok(Self(Store::open(Folder::new(folder.as_ref())?, pack, trust)?))
    }

    /// The knowledge in use; none where no version was installed yet, or none is fit for use. A clone is cheap, and stays what it is.
    #[must_use]
    pub fn knowledge(&self) -> Option<KnowledgeBase> {
        self.0.knowledge()
    }

    /// The newer versions that were passed over when the store was opened, newest first; none in a healthy store.
    #[must_use]
    pub fn refused(&self) -> Vec<Refused> {
        self.0.refused()
    }

    /// Installs a version: writes `pack` beside the one in use, verifies it, tries the examples of its rules, and puts it in place.
    ///
    /// `signature` is the text of its `.minisig` file, where the signature does not stand behind the pack. Both are kept. Threads that
    /// ask go on with the version that they took; one installation at a time is carried out, others wait.
    ///
    /// # Errors
    ///
    /// The version in use stays. As [`KnowledgeBase::from_trusted_pack`] and [`KnowledgeBase::verify`];
    /// [`ErrorKind::OlderPack`](crate::ErrorKind::OlderPack) if it is below a version that was installed before,
    /// [`ErrorKind::OtherPack`](crate::ErrorKind::OtherPack), [`ErrorKind::FailedTrial`](crate::ErrorKind::FailedTrial),
    /// [`ErrorKind::Unreadable`](crate::ErrorKind::Unreadable) if `pack` or the folder cannot be read,
    /// [`ErrorKind::Unwritable`](crate::ErrorKind::Unwritable), for example on a full disk.
    pub fn install(&self, pack: impl Read, signature: Option<&str>) -> Result<Installed, Error> {
        self.install_if(pack, signature, |_| Ok(()))
    }

    /// The same, if `trial` agrees: the place for what a device has to find in any version, such as the questions of a pack's
    /// evaluation, which are no part of it.
    ///
    /// # Errors
    ///
    /// As [`install`](Self::install); what `trial` says stands in
    /// [`ErrorKind::FailedTrial`](crate::ErrorKind::FailedTrial).
    pub fn install_if(
        &self,
        mut pack: impl Read,
        signature: Option<&str>,
        trial: impl FnOnce(&KnowledgeBase) -> Result<(), String>,
    ) -> Result<Installed, Error> {
        self.0.install(&mut pack, signature, trial)
    }

    /// Chooses anew, as [`open`](Self::open) does: for when [`KnowledgeBase::damage`] says that the version in use was damaged
    /// on its disk.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unreadable`](crate::ErrorKind::Unreadable) if the folder cannot be read; what was in use stays.
    pub fn reload(&self) -> Result<(), Error> {
        self.0.reload()
    }
}

impl fmt::Debug for PackStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PackStore").field(&self.0).finish()
    }
}
