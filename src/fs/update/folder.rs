//! A real folder, for one store at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Sink};
use crate::error::{Error, ErrorKind};
use crate::fs::pack::PackFile;

/// The file whose lock says that a store has the folder. The system gives it back when the program ends, however it ends.
const LOCK: &str = "lock";

#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// The folder, made if there is none, if no other store has it.
    pub(super) fn new(path: &Path) -> Result<Self, Error> {
        let unwritable = |error: io::Error| Error::new(ErrorKind::Unwritable, error.to_string());
        std::fs::create_dir_all(path).map_err(|error| unwritable(named(path, &error)))?;
        let at = path.join(LOCK);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&at);
        let lock = lock.map_err(|error| unwritable(named(&at, &error)))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                let message = format!("{} is open in another store; close that one first, or share it", path.display());
                Err(Error::new(ErrorKind::StoreInUse, message))
            }
            Err(TryLockError::Error(error)) => Err(unwritable(named(&at, &error))),
        }
    }

    /// What `act` does with the file of that name; an error names the file.
    fn at<T>(&self, name: &str, act: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
        let path = self.path.join(name);
        act(&path).map_err(|error| named(&path, &error))
    }
}

/// The error with the path that it is about.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

impl Disk for Folder {
    type File = PackFile;
    type Sink = File;

    fn list(&self) -> io::Result<Vec<String>> {
        let entries = std::fs::read_dir(&self.path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = entries.map_err(|error| named(&self.path, &error))?;
        // A name that is no text is none of ours.
        Ok(entries.into_iter().filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    fn create(&self, name: &str) -> io::Result<File> {
        self.at(name, |path| File::create(path))
    }

    fn open(&self, name: &str) -> io::Result<PackFile> {
        self.at(name, PackFile::open)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let to = self.path.join(to);
        self.at(from, |from| std::fs::rename(from, &to))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.at(name, |path| std::fs::remove_file(path))
    }

    fn sync(&self) -> io::Result<()> {
        // Elsewhere a folder cannot be opened, and the file system writes its names in order.
        if cfg!(unix) { self.at("", |path| File::open(path)?.sync_all()) } else { Ok(()) }
    }
}

impl Sink for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}
