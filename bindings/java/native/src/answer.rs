//! What goes back to Java: bytes of UTF-8 behind a sign that says whether they are the answer or an error of the protocol.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jni::EnvUnowned;
use jni::errors::ThrowRuntimeExAndDefault;
use jni::objects::JByteArray;
use serde_json::json;
use shindan::{Error, protocol};

const GOOD: u8 = b'+';
const BAD: u8 = b'!';

/// An error of the protocol, as JSON.
#[derive(Debug)]
pub(crate) struct Fault(String);

impl Fault {
    pub(crate) fn new(kind: &str, message: &str) -> Self {
        Self(json!({ "error": { "kind": kind, "message": message } }).to_string())
    }

    pub(crate) fn closed(what: &str) -> Self {
        Self::new("closed", &format!("{what} was closed; open it again"))
    }
}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        Self(protocol::error(error))
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

/// The text of these bytes.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, Fault> {
    String::from_utf8(bytes).map_err(|error| Fault::new("bad_request", &format!("this text is not UTF-8: {error}")))
}

/// Copies what Java gave, works, and copies the answer. No panic leaves; where Java has no memory left, its own exception does.
pub(crate) fn answered<'local, const GIVEN: usize>(
    mut env: EnvUnowned<'local>,
    given: [JByteArray<'local>; GIVEN],
    work: impl FnOnce([Option<Vec<u8>>; GIVEN]) -> Result<String, Fault>,
) -> JByteArray<'local> {
    env.with_env(|env| -> Result<JByteArray<'local>, jni::errors::Error> {
        let mut taken = [const { None }; GIVEN];
        for (bytes, array) in taken.iter_mut().zip(&given) {
            if !array.is_null() {
                *bytes = Some(env.convert_byte_array(array)?);
            }
        }
        let bytes = guarded(|| work(taken));
        env.byte_array_from_slice(&bytes)
    })
    .resolve::<ThrowRuntimeExAndDefault>()
}

/// The answer, the error or the panic behind its sign.
fn guarded(work: impl FnOnce() -> Result<String, Fault>) -> Vec<u8> {
    let (sign, answer) = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(answer)) => (GOOD, answer),
        Ok(Err(Fault(error))) => (BAD, error),
        Err(_) => (BAD, failed().0),
    };
    let mut bytes = Vec::with_capacity(answer.len().saturating_add(1));
    bytes.push(sign);
    bytes.extend_from_slice(answer.as_bytes());
    bytes
}

fn failed() -> Fault {
    Fault::new("internal", "the engine failed; this is a fault of shindan, please report it with what was asked")
}

#[cfg(test)]
#[expect(clippy::panic, reason = "a panic is what is tested")]
mod tests {
    use super::{Fault, guarded, text};

    #[test]
    fn what_goes_back_says_what_it_is() {
        assert_eq!(guarded(|| Ok("{}".to_owned())), b"+{}");
        assert!(guarded(|| Err(Fault::closed("this scan"))).starts_with(br#"!{"error":{"kind":"closed""#));
        assert!(guarded(|| panic!("unexpected")).starts_with(br#"!{"error":{"kind":"internal""#));
        assert!(guarded(|| text(vec![0xff])).starts_with(br#"!{"error":{"kind":"bad_request""#));
    }
}
