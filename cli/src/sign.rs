//! `sign` and `verify`: who stands for a compiled pack, and whether it is whole.

use std::path::Path;

use serde_json::json;
use shindan::pack::Trust;
use shindan::{KnowledgeBase, LoadedPack, fs};

use crate::args::{Format, Sign, Verify};
use crate::build::shown;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{keys, output, saved};

pub(crate) fn sign(args: &Sign) -> Result<Exit, Failure> {
    let knowledge = opened(&args.file, &Trust::new())?;
    // Nobody signs what no device would take.
    knowledge.verify()?;
    let pack = only(&knowledge)?;
    let secret = keys::secret(&args.key)?;
    let failed = |e: minisign::PError| Failure::unreadable(format!("{} cannot be signed: {e}", shown(&args.file)));
    let public = minisign::PublicKey::from_secret_key(&secret).map_err(failed)?;
    let unreadable = |e| Failure::unreadable(format!("{} cannot be read: {e}", shown(&args.file)));
    let mut bytes = std::fs::read(&args.file).map_err(unreadable)?;
    let end = pack.size().and_then(|size| usize::try_from(size).ok()).unwrap_or(bytes.len());
    let comment = comment(pack);
    let untrusted = format!("signature by key {}", keys::id(&public));
    let signed = bytes.get(..end).unwrap_or_default();
    let signature = minisign::sign(Some(&public), &secret, signed, Some(&comment), Some(&untrusted)).map_err(failed)?;
    let signature = format!("{}\n", signature.into_string().trim_end());
    let file = if args.append {
        bytes.extend(signature.as_bytes());
        saved::write_bytes(&args.file, &bytes)?;
        args.file.clone()
    } else {
        let beside = shindan::fs::signature_path(&args.file);
        saved::write_bytes(&beside, signature.as_bytes())?;
        beside
    };
    let (id, line) = (keys::id(&public), public.to_base64());
    match args.format {
        Format::Json => output::json(&json!({
            "signed": { "file": shown(&file), "pack": pack.reference(), "key": line, "comment": comment }
        }))?,
        Format::Text => output::print(&format!("{}: signed with key {id}\n  {comment}", shown(&file)))?,
    }
    Ok(Exit::Ok)
}

/// What a signature says of the pack besides that it is signed.
fn comment(pack: &LoadedPack) -> String {
    format!("{} {} {}", pack.id(), pack.manifest().version, pack.hash())
}

pub(crate) fn verify(args: &Verify) -> Result<Exit, Failure> {
    let mut trust = Trust::new();
    for key in &args.keys {
        trust = trust.key(&keys::public_line(key)?)?;
    }
    for key in &args.revoked {
        trust = trust.revoked(&keys::public_line(key)?)?;
    }
    if let Some(least) = &args.at_least {
        let id = opened(&args.file, &Trust::new())?;
        trust = trust.at_least(only(&id)?.id(), least.clone());
    }
    let knowledge = opened(&args.file, &trust)?;
    knowledge.verify()?;
    let pack = only(&knowledge)?;
    match args.format {
        Format::Json => output::json(&json!({
            "verified": {
                "file": shown(&args.file),
                "pack": pack.reference(),
                "rules": pack.model()?.rules.len(),
                "key": pack.signed().map(|signed| &signed.key),
                "comment": pack.signed().map(|signed| &signed.comment),
            }
        }))?,
        Format::Text => {
            let by = match pack.signed() {
                Some(signed) => format!("signed with {}\n  {}", signed.key, signed.comment),
                None => "no signature was asked for: give --key".to_owned(),
            };
            let (id, version) = (pack.id(), &pack.manifest().version);
            output::print(&format!("{}: {id} {version} is whole\n  hash {}\n  {by}", shown(&args.file), pack.hash()))?;
        }
    }
    Ok(Exit::Ok)
}

fn opened(file: &Path, trust: &Trust) -> Result<KnowledgeBase, Failure> {
    Ok(fs::open_trusted_pack(file, trust)?)
}

/// A file holds one pack.
fn only(knowledge: &KnowledgeBase) -> Result<&LoadedPack, Failure> {
    let nothing = || Failure::unreadable("the file holds no pack");
    knowledge.packs().first().map(AsRef::as_ref).ok_or_else(nothing)
}
