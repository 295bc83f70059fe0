//! The few things that a store does to a folder, so that a test can let each of them fail.

use std::io;

use crate::pack::ReadAt;

/// A folder without folders in it.
pub(super) trait Disk {
    /// A file that is read.
    type File: ReadAt + 'static;
    /// A file that is written.
    type Sink: Sink;

    /// The names of all files, in no order.
    fn list(&self) -> io::Result<Vec<String>>;

    /// An empty file of that name, whatever stood there.
    fn create(&self, name: &str) -> io::Result<Self::Sink>;

    /// The file of that name, which goes on to be read when it is renamed or removed.
    fn open(&self, name: &str) -> io::Result<Self::File>;

    /// Gives a file a name that no other has.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, name: &str) -> io::Result<()>;

    /// Returns when the names will outlast a power cut.
    fn sync(&self) -> io::Result<()>;
}

/// A file that is written.
pub(super) trait Sink: io::Write {
    /// Returns when what was written will outlast a power cut.
    fn sync(&mut self) -> io::Result<()>;
}
