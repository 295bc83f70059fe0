//! Codes in logs, piece by piece.

use std::sync::{Arc, Mutex, MutexGuard};

#[cfg(feature = "encodings")]
use shindan::query::{Decoder, Encoding};
use shindan::query::{ScanHit, Scanner, Stream};

use crate::argument;
use crate::entry::{enter, guarded};
use crate::fault::{Fault, Status};
use crate::result::{Given, ShindanResult};
use crate::table::{self, Entry};

/// Most bytes of a line on either side of a match: what is kept of a log is in memory.
const MOST_LINE: usize = 64 * 1024;

/// A scanner and where it is in a log.
pub(crate) struct Scan {
    scanner: Scanner,
    stream: Stream,
    /// Bytes of the line that are given on either side of a match.
    lines: usize,
    #[cfg(feature = "encodings")]
    encoding: Encoding,
    #[cfg(feature = "encodings")]
    decoder: Decoder,
}

impl Scan {
    fn new(scanner: Scanner, encoding: Option<&str>, lines: usize) -> Result<Self, Fault> {
        let lines = lines.min(MOST_LINE);
        #[cfg(feature = "encodings")]
        let encoding = encoding.unwrap_or("utf-8").parse()?;
        #[cfg(not(feature = "encodings"))]
        if encoding.unwrap_or("utf-8") != "utf-8" {
            return Err(Fault::not_built("encodings other than utf-8", "encodings"));
        }
        Ok(Self {
            stream: scanner.stream().with_lines(lines),
            scanner,
            lines,
            #[cfg(feature = "encodings")]
            encoding,
            #[cfg(feature = "encodings")]
            decoder: Decoder::new(encoding),
        })
    }

    /// The matches that the next bytes complete, a line of JSON each.
    fn push(&mut self, bytes: &[u8], is_last: bool) -> Result<String, Fault> {
        #[cfg(feature = "encodings")]
        let bytes = self.decoder.push(bytes, is_last);
        let mut hits = Vec::new();
        self.stream.push(bytes, |hit| hits.push(hit));
        if is_last {
            let next = self.scanner.stream().with_lines(self.lines);
            let ended = std::mem::replace(&mut self.stream, next);
            ended.finish(|hit| hits.push(hit));
        }
        match self.scanner.damage() {
            Some(error) => Err(error.clone().into()),
            None => lines(&hits),
        }
    }

    /// The last matches, and at how many places the bytes were none of the encoding. The next log begins.
    fn finish(&mut self) -> (Result<String, Fault>, u64) {
        let last = self.push(&[], true);
        #[cfg(feature = "encodings")]
        let malformed = std::mem::replace(&mut self.decoder, Decoder::new(self.encoding)).malformed();
        #[cfg(not(feature = "encodings"))]
        let malformed = 0;
        (last, malformed)
    }
}

fn lines(hits: &[ScanHit]) -> Result<String, Fault> {
    let mut lines = String::new();
    for hit in hits {
        lines.push_str(&serde_json::to_string(hit).map_err(|error| Fault::failed(&error.to_string()))?);
        lines.push('\n');
    }
    Ok(lines)
}

fn locked(scanner: &Mutex<Scan>) -> Result<MutexGuard<'_, Scan>, Fault> {
    scanner.lock().map_err(|_| Fault::failed("the scanner failed before; free it and make another one"))
}

/// Makes a scanner.
///
/// # Safety
///
/// `encoding` is null or points to as many bytes as its length says; `result` is null or points to memory for one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_scanner_new(
    knowledge: u64,
    encoding: *const u8,
    encoding_length: usize,
    lines: usize,
    result: *mut ShindanResult,
) -> i32 {
    let work = || {
        let scanner = table::knowledge(knowledge)?.scanner();
        // SAFETY: promised by the caller.
        let encoding = unsafe { argument::maybe("encoding", encoding, encoding_length) }?;
        if let Some(error) = scanner.damage() {
            return Err(error.clone().into());
        }
        let scan = Scan::new(scanner, encoding, lines)?;
        Ok(Given::Handle(table::open(Entry::Scanner(Arc::new(Mutex::new(scan))))))
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

/// Takes the next bytes of a log.
///
/// # Safety
///
/// `bytes` is null or points to `length` bytes; `result` is null or points to memory for one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_scanner_push(
    scanner: u64,
    bytes: *const u8,
    length: usize,
    result: *mut ShindanResult,
) -> i32 {
    let work = || {
        let scanner = table::scanner(scanner)?;
        // SAFETY: promised by the caller.
        let bytes = unsafe { argument::bytes("bytes", bytes, length) }?;
        Ok(Given::Text(locked(&scanner)?.push(bytes, false)?))
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

/// Ends a log.
///
/// # Safety
///
/// `malformed` is null or points to memory for a number, `result` is null or points to memory for one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shindan_scanner_finish(scanner: u64, malformed: *mut u64, result: *mut ShindanResult) -> i32 {
    let work = || {
        let scanner = table::scanner(scanner)?;
        let (last, places) = locked(&scanner)?.finish();
        if !malformed.is_null() {
            // SAFETY: promised by the caller, and not null.
            unsafe { malformed.write(places) };
        }
        Ok(Given::Text(last?))
    };
    // SAFETY: promised by the caller.
    unsafe { enter(result, false, work) }
}

/// Frees a scanner.
#[unsafe(no_mangle)]
pub extern "C" fn shindan_scanner_free(scanner: u64) -> i32 {
    guarded(|| table::close_scanner(scanner)).map_or_else(|fault| fault.status, |()| Status::Ok).number()
}
