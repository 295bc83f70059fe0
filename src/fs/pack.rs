//! Files of compiled packs.

#[cfg(any(unix, windows))]
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::KnowledgeBase;
use crate::error::{Error, ErrorKind};
use crate::pack::{ReadAt, Trust};

/// The longest signature file that is read, in bytes.
const MOST_SIGNATURE: u64 = 64 * 1024;

/// Opens the compiled pack in a file. No more of it is read than is asked for, so that a large pack opens as fast as a small
/// one; replace the file by renaming another one to its name, not by writing into it.
///
/// # Errors
///
/// [`ErrorKind::Unreadable`] if the file cannot be read, else as [`KnowledgeBase::from_pack`].
pub fn open_pack(path: impl AsRef<Path>) -> Result<KnowledgeBase, Error> {
    open(path.as_ref(), &Trust::new(), None)
}

/// The same, if the pack is what `trust` asks for. A signature stands behind the pack, or beside it in the file of the same
/// name with `.minisig` behind.
///
/// # Errors
///
/// [`ErrorKind::Unreadable`] if a file cannot be read, else as [`KnowledgeBase::from_trusted_pack`].
pub fn open_trusted_pack(path: impl AsRef<Path>, trust: &Trust) -> Result<KnowledgeBase, Error> {
    let path = path.as_ref();
    let beside = signature_path(path);
    let unreadable = |error: io::Error| Error::new(ErrorKind::Unreadable, format!("{}: {error}", beside.display()));
    let signature = match std::fs::metadata(&beside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(unreadable(error)),
        Ok(found) if found.len() > MOST_SIGNATURE => return Err(unreadable(io::ErrorKind::FileTooLarge.into())),
        Ok(_) => Some(std::fs::read_to_string(&beside).map_err(unreadable)?),
    };
    open(path, trust, signature.as_deref())
}

/// Where the signature of the file of a pack stands, if not in the file itself: beside it.
#[must_use]
pub fn signature_path(path: impl AsRef<Path>) -> PathBuf {
    let mut beside = path.as_ref().as_os_str().to_owned();
    beside.push(".minisig");
    beside.into()
}

fn open(path: &Path, trust: &Trust, signature: Option<&str>) -> Result<KnowledgeBase, Error> {
    let unreadable = |error: io::Error| Error::new(ErrorKind::Unreadable, format!("{}: {error}", path.display()));
    if std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        let message = format!("{}: this is a folder, not a compiled pack", path.display());
        return Err(Error::new(ErrorKind::Unreadable, message));
    }
    KnowledgeBase::from_trusted_pack_at(PackFile::open(path).map_err(unreadable)?, trust, signature)
}

/// A file that is read by position, where the platform does so; elsewhere all of it is read at once.
pub(super) struct PackFile(#[cfg(any(unix, windows))] File, #[cfg(not(any(unix, windows)))] Vec<u8>);

#[cfg(any(unix, windows))]
impl PackFile {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        File::open(path).map(Self)
    }
}

#[cfg(any(unix, windows))]
impl ReadAt for PackFile {
    fn size(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    #[cfg(unix)]
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.0, into, at)
    }

    #[cfg(windows)]
    fn read_at(&self, mut at: u64, mut into: &mut [u8]) -> io::Result<()> {
        while !into.is_empty() {
            let read = std::os::windows::fs::FileExt::seek_read(&self.0, into, at)?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            into = into.get_mut(read..).unwrap_or_default();
            at = at.saturating_add(read as u64);
        }
        Ok(())
    }
}

#[cfg(not(any(unix, windows)))]
impl PackFile {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        std::fs::read(path).map(Self)
    }
}

#[cfg(not(any(unix, windows)))]
impl ReadAt for PackFile {
    fn size(&self) -> io::Result<u64> {
        Ok(self.0.len() as u64)
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let from = usize::try_from(at).ok().and_then(|at| self.0.get(at..));
        let from = from.and_then(|from| from.get(..into.len())).ok_or(io::ErrorKind::UnexpectedEof)?;
        into.copy_from_slice(from);
        Ok(())
    }
}
