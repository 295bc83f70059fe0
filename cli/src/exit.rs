//! Exit codes: the one table.

use std::fmt::Write as _;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The command did what it was asked to do.
    Ok,
    /// `check`, `build`, `release check` or `snapshot --check` found problems, `scan --fail-on-match` a code, or `eval --fail-on-miss` a miss.
    Problems,
    /// The command line asks for something that there is not.
    Usage,
    /// Input cannot be read, or output cannot be written.
    Unreadable,
    /// There is no sure answer.
    NotSure,
    /// The person stopped before the end.
    Interrupted,
}

impl Exit {
    /// Every exit code with what it means.
    const TABLE: [(Self, u8, &'static str); 6] = [
        (Self::Ok, 0, "done; for `explain`, an answer was found"),
        (
            Self::Problems,
            1,
            "`check` or `build` found errors (with --deny-warnings: or warnings); `scan --fail-on-match` found a code; `eval --fail-on-miss` missed a rule; `release check` or `snapshot --check` found a problem",
        ),
        (
            Self::Usage,
            2,
            "the command line is wrong: unknown argument, role, language, fact, rule, reply or resume code",
        ),
        (Self::Unreadable, 3, "a file, folder, session or knowledge pack cannot be read, written or believed"),
        (Self::NotSure, 4, "no sure answer: unknown, misspelt, or several meanings; stdout says what is known"),
        (Self::Interrupted, 5, "a diagnosis was interrupted; the output says how to resume it"),
    ];

    /// The number that the caller sees.
    pub(crate) fn number(self) -> u8 {
        Self::TABLE.iter().find(|(exit, _, _)| *exit == self).map_or(2, |(_, number, _)| *number)
    }

    /// The table as the help shows it.
    pub(crate) fn help() -> String {
        let mut text = "Exit codes:".to_owned();
        for (_, number, meaning) in Self::TABLE {
            // Writing to a string does not fail.
            let _ = write!(text, "\n  {number}  {meaning}");
        }
        text
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}
