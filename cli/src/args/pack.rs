//! The arguments of what makes, signs and checks compiled packs.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::Format;

/// `build`.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Folder of one pack
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: PathBuf,
    /// File to write [default: ID-VERSION.shindan]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// How to print what was built, or the problems
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// `key`.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Make a pair of keys: NAME.key, which is secret, and NAME.pub
    New(KeyNew),
    /// Show the public key in a file
    Show(KeyShow),
}

/// `key new`.
#[derive(Debug, Args)]
pub(crate) struct KeyNew {
    /// Path of the files, without their endings
    #[arg(value_name = "NAME", value_hint = ValueHint::FilePath)]
    pub(crate) name: PathBuf,
    /// Keep the secret key without a password, for machines that sign
    #[arg(long)]
    pub(crate) no_password: bool,
    /// How to print the public key
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// `key show`.
#[derive(Debug, Args)]
pub(crate) struct KeyShow {
    /// File of a public or secret key
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// How to print the public key
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// `sign`.
#[derive(Debug, Args)]
pub(crate) struct Sign {
    /// File of the compiled pack
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// File of the secret key; SHINDAN_KEY_PASSWORD holds its password where nobody can type it
    #[arg(long, value_name = "KEY", value_hint = ValueHint::FilePath)]
    pub(crate) key: PathBuf,
    /// Write the signature behind the pack, not into FILE.minisig
    #[arg(long)]
    pub(crate) append: bool,
    /// How to print what was signed
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// `verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// File of the compiled pack; its signature stands behind it or in FILE.minisig
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Public key, or its file, that has to have signed the pack; of several, one of them
    #[arg(long = "key", value_name = "KEY")]
    pub(crate) keys: Vec<String>,
    /// Public key, or its file, that is not believed any more; may be repeated
    #[arg(long, value_name = "KEY")]
    pub(crate) revoked: Vec<String>,
    /// Oldest version that is accepted
    #[arg(long, value_name = "VERSION")]
    pub(crate) at_least: Option<semver::Version>,
    /// How to print what was found
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}
