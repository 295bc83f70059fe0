//! Arguments to a command, and what is answered before there is one: help, version, completions.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ColorChoice, CommandFactory, FromArgMatches};
use serde_json::json;

use crate::args::{Cli, Common};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{examples, knowledge, output};

/// The value of an option in arguments that need not be legal.
pub(crate) fn asked<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a str> {
    let mut words = arguments.iter().map_while(|word| word.to_str()).take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        if word == option {
            return words.next();
        }
        if let Some(value) = word.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value);
        }
    }
    None
}

/// The command line; none where help or version was printed instead.
pub(crate) fn parse(arguments: &[OsString], as_json: bool) -> Result<Option<Cli>, Failure> {
    let color = match asked(arguments, "--color") {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    };
    set_color(color);
    let command = Cli::command().version(env!("CARGO_PKG_VERSION")).color(color).after_long_help(format!(
        "{}\n\n{}",
        examples::SHINDAN,
        Exit::help()
    ));
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| {
        let mut cli = Cli::from_arg_matches(&matches)?;
        let deepest = matches.subcommand().map_or(&matches, |(_, matches)| matches);
        tidy(&mut cli.common, deepest.value_source("knowledge"));
        Ok(cli)
    });
    match parsed {
        Ok(cli) => Ok(Some(cli)),
        Err(error) => answered(&error, as_json).map(|()| None),
    }
}

fn set_color(color: ColorChoice) {
    match color {
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
        ColorChoice::Auto => anstream::ColorChoice::Auto,
    }
    .write_global();
}

/// An empty variable asks for nothing; several folders stand in one variable as in `PATH`.
fn tidy(common: &mut Common, source: Option<ValueSource>) {
    common.lang.take_if(|lang| lang.is_empty());
    common.role.take_if(|role| role.is_empty());
    if source == Some(ValueSource::EnvVariable) {
        common.knowledge = common.knowledge.iter().flat_map(|dir| std::env::split_paths(dir)).collect();
    }
    common.knowledge.retain(|dir: &PathBuf| dir.as_os_str() != OsStr::new(""));
}

/// Help and version as asked for, or why the command line is wrong.
fn answered(error: &clap::Error, as_json: bool) -> Result<(), Failure> {
    let text = error.to_string();
    match (error.kind(), as_json) {
        (ErrorKind::DisplayVersion, _) => version(as_json),
        (ErrorKind::DisplayHelp, false) => output::print(&error.render().ansi().to_string()),
        (ErrorKind::DisplayHelp, true) => output::json(&json!({ "help": text })),
        (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, _) => {
            Err(Failure::usage("usage", format!("name a command\n\n{text}")))
        }
        (_, true) => Err(Failure::usage("usage", bare(&text))),
        (_, false) => Err(Failure::usage("usage", bare(&error.render().ansi().to_string()))),
    }
}

/// A message without the word that every message begins with.
fn bare(text: &str) -> &str {
    let message = text.split_once(':').map_or(text, |(_, message)| message);
    // The colour of that word ends behind the colon.
    message.trim_start_matches("\u{1b}[0m").trim()
}

/// The versions of the engine and of the built-in pack.
fn version(as_json: bool) -> Result<(), Failure> {
    let engine = env!("CARGO_PKG_VERSION");
    let packs = shindan::load(&knowledge::built_in(), &shindan::Limits::default())?;
    let packs = packs.packs();
    if as_json {
        let packs: Vec<_> = packs
            .iter()
            .map(|pack| json!({ "id": pack.id(), "version": pack.manifest().version, "hash": pack.hash() }))
            .collect();
        return output::json(&json!({ "version": engine, "engine": engine, "packs": packs }));
    }
    let mut text = format!("shindan {engine}");
    for pack in packs {
        let hash: String = pack.hash().chars().take(12).collect();
        text.push_str(&format!("\nbuilt-in pack {} {} ({hash})", pack.id(), pack.manifest().version));
    }
    output::print(&text)
}

/// The completion script of a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "shindan", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Ok)
}
