//! The engine for Java. What a program imports stands in `../src/shindan/`; this is the library that its jar carries.
//!
//! Everything goes through [`shindan::protocol`], so that it gives the same bytes as every other binding. Knowledge and scans are numbers
//! in a table: one that was closed, or never was, is refused, and a call that is under way keeps what it works on.

mod answer;
mod handles;
mod scan;

use jni::EnvUnowned;
use jni::objects::{JByteArray, JClass};
use jni::sys::jlong;
use shindan::pack::Trust;
use shindan::{Error, KnowledgeBase, protocol};

use answer::{Fault, answered, text};
use handles::Table;
use scan::Scan;

static KNOWLEDGE: Table<KnowledgeBase> = Table::new("this knowledge");
static SCANS: Table<Scan> = Table::new("this scan");

// The names are those under which the virtual machine looks for the methods of `shindan.Native`; each is written once.

/// Opens a compiled pack: of the file `path`, or its bytes where there is none.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_open<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    path: JByteArray<'local>,
    pack: JByteArray<'local>,
    keys: JByteArray<'local>,
    signature: JByteArray<'local>,
) -> JByteArray<'local> {
    answered(env, [path, pack, keys, signature], |[path, pack, keys, signature]| {
        let trust = keys.map(|keys| Ok::<_, Fault>(trust(&text(keys)?)?)).transpose()?;
        let signature = signature.map(text).transpose()?;
        let knowledge = match (path, pack, trust) {
            (Some(path), _, None) => shindan::fs::open_pack(text(path)?)?,
            (Some(path), _, Some(trust)) => shindan::fs::open_trusted_pack(text(path)?, &trust)?,
            (None, pack, None) => KnowledgeBase::from_pack(pack.unwrap_or_default())?,
            (None, pack, Some(trust)) => {
                KnowledgeBase::from_trusted_pack(pack.unwrap_or_default(), &trust, signature.as_deref())?
            }
        };
        Ok(KNOWLEDGE.keep(knowledge).to_string())
    })
}

/// The lines of public keys.
fn trust(keys: &str) -> Result<Trust, Error> {
    Trust::new().keys(keys.lines())
}

/// Carries out an operation of the protocol.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_call<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    knowledge: jlong,
    operation: JByteArray<'local>,
    input: JByteArray<'local>,
) -> JByteArray<'local> {
    answered(env, [operation, input], |[operation, input]| {
        let (operation, input) = (text(operation.unwrap_or_default())?, text(input.unwrap_or_default())?);
        Ok(protocol::call(&*KNOWLEDGE.get(knowledge)?, &operation, &input)?)
    })
}

/// The packs of both.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_join<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    one: jlong,
    other: jlong,
) -> JByteArray<'local> {
    answered(env, [], |[]| {
        let joined = KNOWLEDGE.get(one)?.join(&*KNOWLEDGE.get(other)?)?;
        Ok(KNOWLEDGE.keep(joined).to_string())
    })
}

/// Holds the whole pack against its hashes and rules.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_verify<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    knowledge: jlong,
) -> JByteArray<'local> {
    answered(env, [], |[]| {
        KNOWLEDGE.get(knowledge)?.verify()?;
        Ok(String::new())
    })
}

/// Lets go of knowledge.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_close<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    knowledge: jlong,
) -> JByteArray<'local> {
    answered(env, [], |[]| {
        KNOWLEDGE.take(knowledge);
        Ok(String::new())
    })
}

/// A scan of a text that comes in pieces.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_scanner<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    knowledge: jlong,
) -> JByteArray<'local> {
    answered(env, [], |[]| Ok(SCANS.keep(Scan::new(&*KNOWLEDGE.get(knowledge)?)).to_string()))
}

/// The matches that are complete with this piece, as a JSON list.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_push<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    scan: jlong,
    piece: JByteArray<'local>,
) -> JByteArray<'local> {
    answered(env, [piece], |[piece]| SCANS.get(scan)?.push(&piece.unwrap_or_default()))
}

/// The matches that are left at the end.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_finish<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    scan: jlong,
) -> JByteArray<'local> {
    answered(env, [], |[]| SCANS.take(scan).ok_or_else(|| Fault::closed("this scan"))?.finish())
}

/// Lets go of a scan.
#[unsafe(no_mangle)]
pub extern "system" fn Java_shindan_Native_closeScan<'local>(
    env: EnvUnowned<'local>,
    _: JClass<'local>,
    scan: jlong,
) -> JByteArray<'local> {
    answered(env, [], |[]| {
        SCANS.take(scan);
        Ok(String::new())
    })
}
