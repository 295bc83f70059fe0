//! `key`: pairs of keys in files, in the format of minisign.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use ct_codecs::{Base64, Decoder};
use minisign::{KeyPair, PublicKey, PublicKeyBox, SecretKey, SecretKeyBox};
use serde_json::json;

use crate::args::{Format, KeyCommand, KeyNew, KeyShow};
use crate::build::shown;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{output, prompt};

/// The variable that holds the password of a secret key.
const PASSWORD: &str = "SHINDAN_KEY_PASSWORD";

pub(crate) fn run(command: &KeyCommand) -> Result<Exit, Failure> {
    match command {
        KeyCommand::New(args) => new(args),
        KeyCommand::Show(args) => show(args),
    }
}

fn new(args: &KeyNew) -> Result<Exit, Failure> {
    let (secret, public) = (with_ending(&args.name, "key"), with_ending(&args.name, "pub"));
    if let Some(there) = [&secret, &public].into_iter().find(|path| path.exists()) {
        let message = format!("{} exists already; a key is never replaced, so give another name", shown(there));
        return Err(Failure::usage("exists", message));
    }
    let pair = match args.no_password {
        true => KeyPair::generate_unencrypted_keypair(),
        false => KeyPair::generate_encrypted_keypair(Some(password("Password for the new key:", true)?)),
    };
    let KeyPair { pk, sk } = pair.map_err(|e| Failure::unreadable(format!("no key can be made: {e}")))?;
    let written = |e| Failure::unreadable(format!("the key cannot be written: {e}"));
    let comment = format!("minisign secret key {}", id(&pk));
    write_secret(&secret, &sk.to_box(Some(&comment)).map_err(written)?.to_string())?;
    write_new(&public, &pk.to_box().map_err(written)?.to_string(), &mut OpenOptions::new())?;
    told(
        &public,
        &pk,
        args.format,
        &format!("the secret key is in {}: keep it off the device, and keep a copy", shown(&secret)),
    )
}

fn show(args: &KeyShow) -> Result<Exit, Failure> {
    let text = read(&args.file)?;
    let public = match PublicKeyBox::from_string(&text).ok().and_then(|key| key.into_public_key().ok()) {
        Some(public) => public,
        None => {
            let secret = secret(&args.file)?;
            PublicKey::from_secret_key(&secret).map_err(|e| bad_key(&args.file, &e.to_string()))?
        }
    };
    told(&args.file, &public, args.format, "")
}

/// Says which key it is.
fn told(file: &Path, key: &PublicKey, format: Format, note: &str) -> Result<Exit, Failure> {
    let (id, line) = (id(key), key.to_base64());
    match format {
        Format::Json => output::json(&json!({ "key": { "id": id, "public": line, "file": shown(file) } }))?,
        Format::Text => {
            output::print(&format!("{line}\n  public key {id}, in {}", shown(file)))?;
            if !note.is_empty() {
                output::note(note);
            }
        }
    }
    Ok(Exit::Ok)
}

/// The number of a key as minisign shows it.
pub(crate) fn id(key: &PublicKey) -> String {
    key.keynum().iter().rev().map(|byte| format!("{byte:02X}")).collect()
}

/// The secret key in a file.
pub(crate) fn secret(file: &Path) -> Result<SecretKey, Failure> {
    let text = read(file)?;
    let line = text.lines().nth(1).unwrap_or_default().trim();
    // Without a password `minisign` writes no checksum, and the crate asks for one: so the bytes are read here.
    let bytes = Base64::decode_to_vec(line, None).map_err(|e| bad_key(file, &e.to_string()))?;
    let key = SecretKey::from_bytes(&bytes).map_err(|e| bad_key(file, &e.to_string()))?;
    if !key.is_encrypted() {
        return Ok(key);
    }
    let password = password(&format!("Password of {}:", shown(file)), false)?;
    let kept = SecretKeyBox::from_string(&text).and_then(|kept| kept.into_secret_key(Some(password)));
    kept.map_err(|e| bad_key(file, &e.to_string()))
}

/// The public key in a file, or as it was typed: its line.
pub(crate) fn public_line(typed: &str) -> Result<String, Failure> {
    if !Path::new(typed).is_file() {
        return Ok(typed.to_owned());
    }
    let text = read(Path::new(typed))?;
    Ok(text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().to_owned())
}

/// The password from the environment, or as it is typed.
fn password(message: &str, is_new: bool) -> Result<String, Failure> {
    match std::env::var(PASSWORD) {
        Ok(password) => Ok(password),
        Err(_) if output::is_interactive() => prompt::password(message, is_new),
        Err(_) => {
            let message = format!("the secret key has a password: set {PASSWORD}, or call the command on a terminal");
            Err(Failure::usage("password", message))
        }
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|e| Failure::unreadable(format!("the key {} cannot be read: {e}", shown(file))))
}

fn bad_key(file: &Path, why: &str) -> Failure {
    Failure::new(Exit::Unreadable, "bad_key", format!("{} holds no key that can be used: {why}", shown(file)))
}

fn with_ending(name: &Path, ending: &str) -> PathBuf {
    let mut path = name.as_os_str().to_owned();
    path.push(".");
    path.push(ending);
    path.into()
}

/// Readable by its owner alone, from the first byte on.
fn write_secret(path: &Path, text: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    write_new(path, text, &mut options)
}

fn write_new(path: &Path, text: &str, options: &mut OpenOptions) -> Result<(), Failure> {
    let file = options.write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|e| Failure::unreadable(format!("{} cannot be written: {e}", shown(path))))
}
