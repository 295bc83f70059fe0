//! `build`: a folder of YAML to one file.

use std::path::{Path, PathBuf};

use serde_json::json;
use shindan::Limits;

use crate::args::{Build, Common, Format};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Screen};
use crate::{check, saved};

/// What compiled packs are called.
pub(crate) const ENDING: &str = "shindan";

pub(crate) fn run(args: &Build, common: &Common) -> Result<Exit, Failure> {
    if !args.dir.join("pack.yaml").exists() {
        let message = format!("there is no pack.yaml in {}; name the folder of one pack", args.dir.display());
        return Err(Failure::unreadable(message));
    }
    let checked = check::check_dir(&args.dir, &Limits::default())?;
    let Some(knowledge) = &checked.knowledge else {
        check::report(&[checked], None, args.format.into(), false, Screen::new(common.width))?;
        return Ok(Exit::Problems);
    };
    let Some(pack) = knowledge.packs().first() else { return Ok(Exit::Problems) };
    let bytes = pack.to_bytes()?;
    let (id, version) = (pack.id(), &pack.manifest().version);
    let file = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{id}-{version}.{ENDING}")));
    saved::write_bytes(&file, &bytes)?;
    let rules = pack.model()?.rules.len();
    match args.format {
        Format::Json => output::json(&json!({
            "built": { "file": shown(&file), "pack": pack.reference(), "bytes": bytes.len(), "rules": rules }
        }))?,
        Format::Text => output::print(&format!(
            "{}: {id} {version}, {rules} rules, {} bytes\n  hash {}",
            shown(&file),
            bytes.len(),
            pack.hash()
        ))?,
    }
    Ok(Exit::Ok)
}

/// A path as a person types it.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}
