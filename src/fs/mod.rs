//! Directories and files to knowledge: the only room that touches the file system.

#[cfg(feature = "authoring")]
mod dir;
mod pack;
mod update;

#[cfg(feature = "authoring")]
pub use dir::{check_dir, load_dir, read_dir};
pub use pack::{open_pack, open_trusted_pack, signature_path};
pub use update::{Installed, PackStore, Refused};
