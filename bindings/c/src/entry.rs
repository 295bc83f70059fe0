//! The way in and out of every entry: a panic ends here, and what comes out is written where the caller wants it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::fault::{Fault, Status};
use crate::result::{Given, ShindanResult};

/// Does the work, writes what it gives, and returns the status.
///
/// # Safety
///
/// `result` is null or points to memory for one, whatever stands in it.
pub(crate) unsafe fn enter(
    result: *mut ShindanResult,
    is_utf16: bool,
    work: impl FnOnce() -> Result<Given, Fault>,
) -> i32 {
    let (status, given) = match guarded(work) {
        Ok(Given::Handle(handle)) if result.is_null() => {
            // Nobody could close it.
            crate::table::close_any(handle);
            (Status::Misuse, Given::Nothing)
        }
        Ok(given) => (Status::Ok, given),
        Err(fault) => (fault.status, Given::Text(fault.json)),
    };
    if !result.is_null() {
        // SAFETY: the caller gives null or memory for a result; `write` does not read what stood there.
        unsafe { result.write(ShindanResult::new(status.number(), given, is_utf16)) };
    }
    status.number()
}

/// Does the work; a panic becomes a fault. What a panic leaves half done is behind a lock that is poisoned by it.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Err(Fault::failed(said.unwrap_or("the engine failed")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_here() {
        for said in ["told", "told as a string"] {
            let fault = guarded::<()>(|| panic!("{said}")).unwrap_err();
            assert_eq!(fault.status, Status::Failed);
            assert_eq!(fault.json, format!(r#"{{"error":{{"kind":"internal","message":"{said}"}}}}"#));
        }
        assert_eq!(guarded::<()>(|| std::panic::panic_any(1)).unwrap_err().status, Status::Failed);
    }
}
