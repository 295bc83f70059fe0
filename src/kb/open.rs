//! The bytes of a pack to a loaded pack: what is refused, and in which order.

use super::LoadedPack;
use crate::error::{Error, ErrorKind};
use crate::pack::{Bytes, Pages, Section, Trust, damage};

impl LoadedPack {
    /// Opens a pack: its head and its manifest, and all of it where a signature is asked for.
    pub(super) fn open(bytes: Bytes, trust: &Trust, signature: Option<&str>) -> Result<Self, Error> {
        let pages = Pages::open(bytes)?;
        let manifest = pages.all(pages.section(Section::Manifest));
        let fails = |what: &str| pages.damage().cloned().unwrap_or_else(|| damage(what));
        let manifest = manifest.ok_or_else(|| fails("its manifest cannot be read"))?;
        // The engine first: a manifest for another one may hold what this one does not know.
        let engine = serde_json::from_slice::<Engine>(&manifest).ok();
        let engine = engine.ok_or_else(|| fails("its manifest does not follow the format"))?;
        fits(&engine.engine)?;
        let manifest =
            serde_json::from_slice(&manifest).map_err(|_| fails("its manifest does not follow the format"))?;
        let signed = trust.check_signature(&pages, signature)?;
        let pack = Self::read(pages, manifest)?;
        trust.check_version(pack.id(), &pack.manifest().version)?;
        Ok(pack.with_signed(signed))
    }
}

/// Which engines a pack is for; what else stands in the manifest is read after that.
#[derive(serde::Deserialize)]
struct Engine {
    engine: semver::VersionReq,
}

/// Refuses a pack for another engine: it may use what this one does not know, or mean something else by it.
fn fits(engine: &semver::VersionReq) -> Result<(), Error> {
    let own = env!("CARGO_PKG_VERSION");
    let fits = semver::Version::parse(own).is_ok_and(|own| engine.matches(&own));
    let message = || format!("the pack is for engine {engine}, this is {own}; install an engine of that range");
    if fits { Ok(()) } else { Err(Error::new(ErrorKind::UnknownPackFormat, message())) }
}
