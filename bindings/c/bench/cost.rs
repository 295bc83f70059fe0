//! What the same costs in Rust, typed and through the protocol: `cost PACK LOOKUPS TURNS`.

#![allow(clippy::arithmetic_side_effects, reason = "a division by zero ends a measurement, not a host")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use shindan::{Start, fs, protocol};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let pack = arguments.next().ok_or("which pack?")?;
    let mut number = || arguments.next().ok_or("how many?")?.parse::<u32>().map_err(Box::<dyn Error>::from);
    let (lookups, turns) = (number()?, number()?);
    let knowledge = fs::open_pack(&pack)?;

    let started = Instant::now();
    for _ in 0..lookups {
        let rows = knowledge.lookup(black_box("FUJ905"), black_box(Some("0x02000001")));
        black_box(rows.count());
    }
    let lookup = started.elapsed() / lookups;

    let session = knowledge.start(Start::new("FUJ905 0x02000001").role("reception").lang("en"))?;
    let turn = knowledge.turn(&session)?.turn;
    let reply = turn.replies.first().ok_or("a reply")?.id.clone();
    let started = Instant::now();
    for _ in 0..turns {
        let next = knowledge.reply(black_box(&session), &turn.step, &reply)?;
        black_box(knowledge.turn(&next)?);
    }
    let typed = started.elapsed() / turns;

    let input = serde_json::json!({ "session": session, "step": turn.step, "reply": reply }).to_string();
    let started = Instant::now();
    for _ in 0..turns {
        black_box(protocol::call(&knowledge, "reply", black_box(&input))?);
    }
    let json = started.elapsed() / turns;
    println!(
        "Rust: lookup {} ns, turn {:.1} us typed, {:.1} us as JSON",
        lookup.as_nanos(),
        typed.as_secs_f64() * 1e6,
        json.as_secs_f64() * 1e6
    );
    Ok(())
}
