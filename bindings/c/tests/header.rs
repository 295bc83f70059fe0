//! The header says what the library exports, no more, no less, with the same arguments; and a change of it is seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

fn here(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), path].iter().collect()
}

/// The header without its comments, a declaration a line.
fn declarations() -> Vec<String> {
    let header = fs::read_to_string(here("include/shindan.h")).unwrap();
    let mut code = String::new();
    let mut rest = header.as_str();
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        rest = comment.split_once("*/").expect("the end of a comment").1;
    }
    code.push_str(rest);
    let mut declarations: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in code.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match declarations.last_mut().filter(|_| is_open) {
            Some(last) => *last = format!("{last} {line}"),
            None => declarations.push(line.to_owned()),
        }
        let last = declarations.last().unwrap();
        let is_struct = last.starts_with("typedef struct");
        is_open = !last.starts_with('#') && !last.starts_with("extern") && last != "}" && {
            if is_struct { !last.contains('}') } else { !last.ends_with(';') }
        };
    }
    declarations
}

/// Functions with the types of what they take and give.
type Functions = BTreeMap<String, Vec<String>>;

fn of_header() -> Functions {
    let rust = |c: &str| {
        let (stars, words) = (c.matches('*').count(), c.replace('*', " "));
        let words: Vec<&str> = words.split_whitespace().collect();
        let constant = words.contains(&"const");
        let base = match words.iter().find(|word| **word != "const").copied().unwrap_or_default() {
            "char" | "uint8_t" => "u8",
            "uint16_t" => "u16",
            "uint32_t" => "u32",
            "int32_t" => "i32",
            "uint64_t" | "shindan_handle" => "u64",
            "size_t" => "usize",
            "shindan_result" => "ShindanResult",
            "shindan_row" => "ShindanRow",
            "void" => "",
            other => panic!("the type {other}"),
        };
        match (stars, constant) {
            (0, _) => base.to_owned(),
            (_, true) => format!("*const {base}"),
            (_, false) => format!("*mut {base}"),
        }
    };
    let functions = declarations().into_iter().filter(|line| line.contains('(') && !line.starts_with('#'));
    let functions = functions.map(|line| {
        let (before, arguments) = line.trim_end_matches(");").split_once('(').unwrap();
        let at = before.rfind("shindan_").unwrap();
        let given = rust(&before[..at]);
        let taken = arguments.split(',').filter(|argument| *argument != "void").map(|argument| {
            let argument = argument.trim();
            let name = argument.rfind([' ', '*']).unwrap().saturating_add(1);
            format!("{}: {}", &argument[name..], rust(&argument[..name]))
        });
        (before[at..].to_owned(), taken.chain([given]).collect())
    });
    functions.collect()
}

fn of_sources() -> Functions {
    let mut functions = Functions::new();
    for file in fs::read_dir(here("src")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for function in text.split("#[unsafe(no_mangle)]").skip(1) {
            let function = function.split_once("extern \"C\" fn ").expect("a function").1;
            let (name, rest) = function.split_once('(').unwrap();
            let (arguments, rest) = rest.split_once(')').unwrap();
            let given = rest.split_once('{').unwrap().0.trim().trim_start_matches("->").trim().replace("c_char", "u8");
            let taken = arguments.split(',').map(str::trim).filter(|argument| !argument.is_empty()).map(str::to_owned);
            functions.insert(name.to_owned(), taken.chain([given]).collect());
        }
    }
    functions
}

#[test]
fn header_and_library_have_the_same_functions() {
    assert_eq!(of_header(), of_sources());
    assert!(of_header().len() <= 20, "the interface is to stay small");
}

#[test]
fn the_numbers_of_the_header_are_those_of_the_library() {
    let source = ["version", "fault"].map(|file| fs::read_to_string(here(&format!("src/{file}.rs"))).unwrap()).concat();
    let mut found = 0;
    for line in declarations().iter().filter(|line| line.starts_with("#define SHINDAN_") && !line.ends_with("_H")) {
        let (name, number) = line.trim_start_matches("#define SHINDAN_").split_once(' ').unwrap();
        let rust = match name {
            "ABI_VERSION" => format!("const ABI: u32 = {number};"),
            "OK" => format!("Ok = {number},"),
            "ERROR" => format!("Error = {number},"),
            "MISUSE" => format!("Misuse = {number},"),
            "FAILED" => format!("Failed = {number},"),
            other => panic!("{other} is nowhere in the library"),
        };
        assert!(source.contains(&rust), "{line}");
        found += 1;
    }
    assert_eq!(found, 5);
}

/// Whoever changes the interface has to say whether a program that was compiled before still works.
#[test]
fn the_interface_is_as_it_was() {
    let (now, path) = (declarations().join("\n") + "\n", here("tests/abi.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let was = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        was == now,
        "the interface changed: raise SHINDAN_ABI_VERSION if a program that was compiled before would break, then \
         UPDATE=1 cargo test --manifest-path bindings/Cargo.toml -p shindan-c --test header"
    );
}
