//! `scan`: the codes in logs.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use shindan::query::{Decoder, ScanHit, Scanner};

use crate::args::{Common, Scan};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::scanned::Report;
use crate::{input, knowledge, output};

/// From this many bytes on, a file takes long enough to say how far the scan is.
const LONG: u64 = 32 * 1024 * 1024;

/// Bytes read at a time.
const BUFFER: usize = 64 * 1024;

/// Bytes of a line that are shown on either side of a match.
const SHOWN: usize = 2048;

pub(crate) fn run(args: &Scan, common: &Common) -> Result<Exit, Failure> {
    let dash = ["-".to_owned()];
    let files = if args.files.is_empty() { &dash[..] } else { &args.files };
    let knowledge = knowledge::load(common)?;
    knowledge::check_names(&knowledge, common)?;
    let scanner = knowledge.scanner();
    let damaged = || scanner.damage().map(|error| Failure::from(error.clone()));
    if let Some(failure) = damaged() {
        return Err(failure);
    }
    let mut report = Report::new(args.format, args.summary);
    report.begin()?;
    // A file that cannot be read does not keep the others from being scanned.
    let mut unread: Vec<String> = Vec::new();
    for file in files {
        if report.is_closed() {
            break;
        }
        if let Err(failure) = scan(&scanner, file, args, &mut report) {
            unread.push(failure.message);
        }
    }
    let any = report.count() > 0;
    let failure = (!unread.is_empty()).then(|| Failure::unreadable(unread.join("\n"))).or_else(damaged);
    report.end(failure.as_ref())?;
    match failure {
        // The protocol value holds it already.
        Some(failure) if report.is_json() => Ok(failure.exit),
        Some(failure) => Err(failure),
        None if args.fail_on_match && any => Ok(Exit::Problems),
        None => Ok(Exit::Ok),
    }
}

/// Refuses what is no file that can be read.
fn check(path: &Path) -> Result<(), Failure> {
    let meta = std::fs::metadata(path).map_err(|e| unreadable(path, &e))?;
    if meta.is_dir() {
        let message = format!("{0} is a folder; name the files in it: shindan scan {0}/*.log", path.display());
        return Err(Failure::unreadable(message));
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::unreadable(format!("{} cannot be read: {error}", path.display()))
}

fn scan(scanner: &Scanner, name: &str, args: &Scan, report: &mut Report) -> Result<(), Failure> {
    if name == "-" {
        return read(scanner, input::standard(), None, None, args, report);
    }
    let path = Path::new(name);
    check(path)?;
    let file = File::open(path).map_err(|e| unreadable(path, &e))?;
    let length = file.metadata().map_or(0, |meta| meta.len());
    let bar = (length > LONG && io::stderr().is_terminal()).then(|| bar(name, length));
    let done = read(scanner, file, Some(name), bar.as_ref(), args, report);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    done
}

fn bar(name: &str, length: u64) -> ProgressBar {
    let bar = ProgressBar::new(length).with_message(name.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {bytes} of {total_bytes}, {eta} to go") {
        bar.set_style(style);
    }
    bar
}

fn read(
    scanner: &Scanner,
    mut input: impl Read,
    name: Option<&str>,
    bar: Option<&ProgressBar>,
    args: &Scan,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut decoder = Decoder::new(args.encoding.into());
    let mut stream = scanner.stream();
    if args.show_lines {
        stream = stream.with_lines(SHOWN);
    }
    let mut buffer = vec![0; BUFFER];
    let mut is_first = true;
    let mut failed = None;
    while failed.is_none() && !report.is_closed() {
        // The first bytes tell the encoding, so a pipe that gives few of them is asked again.
        let got = fill(&mut input, &mut buffer, if is_first { BUFFER } else { 1 });
        let bytes = match &got {
            Ok(read) => buffer.get(..*read).unwrap_or_default(),
            Err(_) => &[],
        };
        failed = got.as_ref().err().map(|e| unreadable(Path::new(name.unwrap_or("standard input")), e));
        let is_last = bytes.is_empty();
        let text = decoder.push(bytes, is_last);
        is_first = false;
        let mut hits: Vec<ScanHit> = Vec::new();
        stream.push(text, |hit| hits.push(hit));
        if let Some(bar) = bar {
            bar.inc(bytes.len() as u64);
        }
        say(report, name, &hits, bar)?;
        if is_last {
            break;
        }
    }
    let mut hits: Vec<ScanHit> = Vec::new();
    stream.finish(|hit| hits.push(hit));
    say(report, name, &hits, bar)?;
    if decoder.malformed() > 0 {
        let name = name.unwrap_or("standard input");
        output::note(&format!("{name}: {}; see --encoding", decoder.complaint()));
    }
    failed.map_or(Ok(()), Err)
}

/// Prints the hits, above the bar where there is one.
fn say(report: &mut Report, name: Option<&str>, hits: &[ScanHit], bar: Option<&ProgressBar>) -> Result<(), Failure> {
    match bar.filter(|_| !hits.is_empty() && io::stdout().is_terminal()) {
        Some(bar) => bar.suspend(|| report.hits(name, hits)),
        None => report.hits(name, hits),
    }
}

/// Reads until there are at least so many bytes, or the end.
fn fill(input: &mut impl Read, buffer: &mut [u8], least: usize) -> io::Result<usize> {
    let mut filled = 0usize;
    while filled < least {
        match input.read(buffer.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(read) => filled = filled.saturating_add(read),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}
