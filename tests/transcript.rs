//! Transcripts as their readers see them: the help desk, a ticket, another device.
#![cfg(feature = "fs")]

use shindan::diagnose::{Outcome, Transcript};
use shindan::render::{self, Names, Style};
use shindan::{KnowledgeBase, Session, Start};

mod common;

use common::{CAORA, SMTP};

/// The session after these replies; `<` goes back, `+CODE` is another code, `@ROLE` takes over.
fn after(knowledge: &KnowledgeBase, start: Start, events: &[&str]) -> Session {
    let mut session = knowledge.start(start).unwrap();
    for event in events {
        session = match event.split_at(1) {
            ("<", _) => knowledge.back(&session),
            ("+", code) => knowledge.add_code(&session, code),
            ("@", role) => knowledge.change_role(&session, role),
            _ => knowledge.reply(&session, &knowledge.turn(&session).unwrap().turn.step, event),
        }
        .unwrap_or_else(|e| panic!("{event}: {e}"));
    }
    session
}

fn record(knowledge: &KnowledgeBase, start: Start, events: &[&str]) -> (Transcript, Session) {
    let session = after(knowledge, start, events);
    (knowledge.transcript(&session).unwrap(), session)
}

#[test]
fn records_to_read() {
    let receptionist = |text: &str, lang: &str| Start::new(text).role("reception").lang(lang);
    let cases: [(&str, &KnowledgeBase, Start, &[&str]); 6] = [
        ("begun", &CAORA, receptionist("【FUJ905】0x02000001 山田花子様", "ja"), &["no"]),
        ("handed-over", &CAORA, receptionist("FUJ905 0x02000001", "ja"), &["yes", "not_fixed"]),
        ("handed-over-en", &CAORA, receptionist("FUJ905 0x02000001", "en"), &["yes", "not_fixed"]),
        (
            "solved",
            &CAORA,
            Start::new("015 0x04000015").role("vendor"),
            &["yes", "done", "<", "+FUJ905 0x02000001", "@admin", "no", "no", "fixed"],
        ),
        ("unknown", &CAORA, receptionist("FUJ999", "ja"), &[]),
        ("mail", &SMTP, Start::new("550 5.7.1").lang("en"), &["dont_know"]),
    ];
    for (name, knowledge, start, events) in cases {
        let lang = start.lang.clone().unwrap_or_else(|| "ja".to_owned());
        let (record, session) = record(knowledge, start, events);
        let names = Names::new(knowledge, &lang);
        let text = render::transcript(&record, &names, &Style::plain().with_width(80));
        let page = render::transcript_markdown(&record, &names);
        if let Some(code) = &record.resume_code {
            assert_eq!(
                knowledge.turn(&knowledge.resume(code).unwrap()).unwrap().turn.step,
                knowledge.turn(&session).unwrap().turn.step
            );
            assert!(text.contains(code.as_str()) && page.contains(code.as_str()));
        }
        // The hash changes with every word of the pack.
        let hash: String = record.pack.hash.chars().take(12).collect();
        let [text, page] = [text, page].map(|page| page.replace(&hash, "HASH"));
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/transcripts", omit_expression => true }, {
            insta::assert_snapshot!(name, format!("{text}\n----\n\n{page}"));
        });
    }
}

#[test]
fn what_was_pasted_is_no_part_of_the_record() {
    let (record, _) =
        record(&CAORA, Start::new("【FUJ905】0x02000001 山田花子様 090-1234-5678"), &["+ ０１１ 0x81000008 佐藤"]);
    assert_eq!(record.codes, ["FUJ905 0x02000001", "011 0x81000008"]);
}

#[test]
fn before_the_end_it_says_whom_to_call() {
    let start = || Start::new("FUJ905 0x02000001").role("reception");
    let (begun, _) = record(&CAORA, start(), &[]);
    assert_eq!(begun.outcome, None);
    assert_eq!(begun.hand_over.unwrap().to[0].id, "terminal-setup-vendor");
    let (solved, _) = record(&CAORA, start(), &["no", "fixed"]);
    assert_eq!((solved.outcome, solved.hand_over, solved.resume_code), (Some(Outcome::Resolved), None, None));
    let (open, _) = record(&CAORA, Start::new("FUJ905"), &[]);
    assert_eq!(open.hand_over.unwrap().to[0].id, CAORA.packs()[0].manifest().help_desk);
}

/// A step that was carried out before the question in front of it was asked again is a step, not its name.
#[test]
fn what_was_taken_back_leaves_sentences() {
    let (record, _) = record(&CAORA, Start::new("015 0x04000015").role("vendor"), &["yes", "done", "<", "no"]);
    assert!(record.lines.iter().all(|line| line.text.text != line.step && line.reply != "done"), "{record:#?}");
}

/// A reader of QR codes that knows nothing of how they were drawn.
fn scanned(dark: &[Vec<bool>]) -> String {
    let width = dark.len() * 8;
    let pixel = |x: usize, y: usize| if dark[y / 8].get(x / 8).copied().unwrap_or(false) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, width, pixel);
    image.detect_grids()[0].decode().unwrap().1
}

#[test]
fn the_qr_code_is_read_by_a_reader() {
    let session = after(&CAORA, Start::new("FUJ905 0x02000001").role("reception"), &["yes", "not_fixed"]);
    let code = CAORA.resume_code(&session).unwrap();
    let plain = code.replace('-', "");

    let text = render::qr_text(&code, &Style::plain()).unwrap();
    let mut dark: Vec<Vec<bool>> = Vec::new();
    for line in text.lines() {
        dark.push(line.chars().map(|c| matches!(c, '█' | '▀')).collect());
        dark.push(line.chars().map(|c| matches!(c, '█' | '▄')).collect());
    }
    assert_eq!(scanned(&dark), plain);
    assert!(dark.len() <= 44 && text.lines().all(|line| line.chars().count() <= 44), "{text}");
    let coloured = render::qr_text(&code, &Style::plain().with_ansi(true)).unwrap();
    assert!(coloured.lines().all(|line| line.starts_with("\u{1b}[30;107m") && line.ends_with("\u{1b}[0m")));

    let svg = render::qr_svg(&code).unwrap();
    assert!(svg.contains(&code));
    let size: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let mut dark = vec![vec![false; size]; size];
    for run in svg.split("d=\"M").nth(1).unwrap().split('"').next().unwrap().split('M') {
        let numbers: Vec<usize> = run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        dark[numbers[1]][numbers[0]..numbers[0] + numbers[2]].fill(true);
    }
    assert_eq!(scanned(&dark), plain);
    assert!(CAORA.resume(&scanned(&dark)).is_ok());
}

#[test]
fn what_is_too_long_for_a_qr_code_has_none() {
    assert_eq!(render::qr_text(&"A".repeat(5_000), &Style::plain()), None);
    assert_eq!(render::qr_svg(&"A".repeat(5_000)), None);
    assert!(!render::qr_svg("<script>&").unwrap().contains("script>&"));
}
