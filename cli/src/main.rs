//! The `shindan` command.
#![forbid(unsafe_code)]
// Panic sources: input is data from outside, so nothing here may assume it is well formed. A test that meets the
// unexpected stops.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

mod args;
mod build;
mod check;
mod compare;
mod diagnose;
mod eval;
mod examples;
mod exit;
mod explain;
mod facts;
mod failure;
mod input;
mod interactive;
mod keys;
mod knowledge;
mod learn;
mod list;
mod output;
mod plan;
mod prompt;
mod record;
mod resume;
mod saved;
mod scan;
mod scanned;
mod search;
mod sign;
mod snapshot;
mod start;
mod tree;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Cli, Command};
use exit::Exit;
use failure::Failure;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let as_json = start::asked(&arguments, "--format").is_some_and(|format| format == "json");
    let exit = start::parse(&arguments, as_json).and_then(|cli| match cli {
        Some(cli) => run(&cli),
        None => Ok(Exit::Ok),
    });
    let exit = exit.unwrap_or_else(|failure| {
        output::failure(&failure, as_json);
        failure.exit
    });
    exit.into()
}

fn run(cli: &Cli) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Explain(args) => explain::run(args, &cli.common),
        Command::Diagnose(args) => diagnose::run(args, &cli.common),
        Command::Scan(args) => scan::run(args, &cli.common),
        Command::Tree(args) => tree::run(args, &cli.common),
        Command::Plan(args) => plan::run(args, &cli.common),
        Command::Search(args) => search::run(args, &cli.common),
        Command::Eval(args) => eval::run(args),
        Command::Learn(args) => learn::run(args, &cli.common),
        Command::Check(args) => check::run(args, &cli.common),
        Command::Diff(args) => compare::diff(args, &cli.common),
        Command::Release(args) => compare::release(args, &cli.common),
        Command::Build(args) => build::run(args, &cli.common),
        Command::Key { command } => keys::run(command),
        Command::Sign(args) => sign::sign(args),
        Command::Verify(args) => sign::verify(args),
        Command::Snapshot(args) => snapshot::run(args),
        Command::List(args) => list::run(args, &cli.common),
        Command::Completions { shell } => start::completions(*shell),
    }
}
