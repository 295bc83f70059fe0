//! `learn`: what the records of finished sessions teach.

use std::path::Path;

use serde::Serialize;
use shindan::KnowledgeBase;
use shindan::learn::{Learning, Lesson, Log, Records};
use shindan::render::{self, Names};

use crate::args::{Common, Format, Learn};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Screen};
use crate::{input, knowledge, saved};

/// What `learn` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    records: usize,
    repeated: usize,
    #[serde(flatten)]
    lesson: &'a Lesson,
}

pub(crate) fn run(args: &Learn, common: &Common) -> Result<Exit, Failure> {
    let knowledge = knowledge::load_words(common)?;
    knowledge::check_names(&knowledge, common)?;
    if !common.overlay.is_empty() {
        output::note("learning begins with the words; --overlay has no part in it");
    }
    if let Some(path) = args.write.as_deref().filter(|path| !args.force && path.exists()) {
        let message = format!("{} exists already; give another name, or --force to replace it", path.display());
        return Err(Failure::usage("exists", message));
    }
    let files = args.files.iter().map(|name| read(name)).collect::<Result<Vec<_>, _>>()?;
    let logs: Vec<Log<'_>> = files.iter().map(|(name, bytes)| Log::new(name, bytes)).collect();
    let records = Records::read(&logs)?;
    let pack = pack(&knowledge, &records)?;
    let mut options = Learning::default().min_sessions(args.min_sessions);
    options.half_life = args.half_life;
    let lesson = knowledge.learn(&pack, &records, &options)?;
    if let Some(path) = &args.write {
        saved::write_whole(path, &lesson.overlay.to_json())?;
    }
    match args.format {
        Format::Json => {
            output::json(&Report { records: records.len(), repeated: records.repeated(), lesson: &lesson })?;
        }
        Format::Text => {
            let names = Names::new(&knowledge, knowledge::language(&knowledge, common));
            output::print(&render::lesson(&lesson, &knowledge, &names, &Screen::new(common.width).style()))?;
            if let Some(path) = &args.write {
                output::note(&format!("the overlay is in {}; review it, then apply it with --overlay", path.display()));
            }
        }
    }
    Ok(Exit::Ok)
}

/// A file and its bytes; `-` is standard input.
fn read(name: &str) -> Result<(String, Vec<u8>), Failure> {
    if name == "-" {
        return Ok(("standard input".to_owned(), input::standard_bytes()?));
    }
    let bytes = std::fs::read(Path::new(name))
        .map_err(|e| Failure::unreadable(format!("the records {name} cannot be read: {e}")))?;
    Ok((name.to_owned(), bytes))
}

/// The pack that is learned about: the loaded one, or of several the one that the records are of.
fn pack(knowledge: &KnowledgeBase, records: &Records) -> Result<String, Failure> {
    let loaded: Vec<&str> = knowledge.packs().iter().map(|pack| pack.id()).collect();
    let seen = records.packs();
    let found: Vec<&str> = loaded.iter().copied().filter(|id| loaded.len() == 1 || seen.contains(id)).collect();
    match found.as_slice() {
        [only] => Ok((*only).to_owned()),
        [] => {
            let message = format!("no record is of a loaded pack; loaded: {}", loaded.join(", "));
            Err(Failure::usage("unknown_pack", message))
        }
        many => {
            let message = format!(
                "the records are of several packs, {}; learn about one at a time, with --knowledge",
                many.join(" and ")
            );
            Err(Failure::usage("unknown_pack", message))
        }
    }
}
