//! Codes and details in the shapes of the real table, as many as a large base needs.
//!
//! The real table has 11 codes of three digits or `FUJ` with three, a few of them with the other as an alias, and three
//! of `FUJIP`; its details are eight hexadecimal digits behind `0x`, module numbers such as `21700C26-2`, and two
//! patterns such as `xxxxC02-11`. Some details stand under several codes; some codes stand alone.

use std::collections::HashSet;

use crate::random::Random;

/// The first digits of the real details, the more frequent ones more than once.
const KINDS: [&str; 8] = ["81", "81", "81", "01", "02", "03", "04", "F0"];

/// The first digits of the real module numbers.
const MODULES: [&str; 5] = ["21200", "21600", "21700", "22013", "31150"];

/// How many rules a code has, in the spread of the real table, stretched to five in the mean.
const ROWS: [usize; 8] = [1, 1, 2, 3, 5, 7, 10, 11];

/// Names codes and details, each code once and each detail once under its code.
#[derive(Debug, Default)]
pub struct Names {
    codes: HashSet<String>,
    /// Details that stand somewhere already, to be used under another code as well.
    shared: Vec<String>,
    /// What patterns end in, and what no module number may end in.
    ends: HashSet<String>,
}

impl Names {
    /// A new code and its aliases.
    pub fn code(&mut self, random: &mut Random) -> (String, Vec<String>) {
        loop {
            let number = random.below(100_000);
            let (code, alias) = match random.below(100) {
                0..3 => (format!("{:03}", number % 1000), Some(format!("FUJ{:03}", number % 1000))),
                3..6 => (format!("FUJ{:03}", number % 1000), None),
                6..9 => (format!("FUJIP{:04}", number % 10_000), None),
                _ => (format!("FUJ{number:05}"), None),
            };
            let names = [Some(&code), alias.as_ref()];
            if !names.into_iter().flatten().any(|name| self.codes.contains(name)) {
                self.codes.extend(names.into_iter().flatten().cloned());
                return (code, alias.into_iter().collect());
            }
        }
    }

    /// The details of the rules of one code. One code in sixteen has one rule without a detail.
    pub fn details(&mut self, random: &mut Random) -> Vec<Option<String>> {
        let count = *random.pick(&ROWS);
        if count == 1 && random.permille(250) {
            return vec![None];
        }
        let mut details: Vec<Option<String>> = Vec::with_capacity(count);
        while details.len() < count {
            let detail = Some(self.detail(random));
            if !details.contains(&detail) {
                details.push(detail);
            }
        }
        details
    }

    fn detail(&mut self, random: &mut Random) -> String {
        let detail = match random.below(1000) {
            0..5 => return self.pattern(random),
            5..100 => self.module(random),
            100..200 if !self.shared.is_empty() => return random.pick(&self.shared).clone(),
            _ => format!("0x{}{:06X}", random.pick(&KINDS), random.below(0x0100_0000)),
        };
        self.shared.push(detail.clone());
        detail
    }

    /// A module number such as `21700C26-2`, which no pattern fits.
    fn module(&self, random: &mut Random) -> String {
        loop {
            let sub = if random.permille(500) { "F" } else { "" };
            let end =
                format!("{}{:02}-{sub}{}", random.pick::<&str>(&["C", "M"]), random.below(100), 1 + random.below(200));
            if !self.ends.contains(&end) {
                return format!("{}{end}", random.pick(&MODULES));
            }
        }
    }

    /// A pattern such as `xxxxC02-11`, whose end no other one has.
    fn pattern(&mut self, random: &mut Random) -> String {
        loop {
            let end =
                format!("{}{:02}-{}", random.pick::<&str>(&["C", "S", "T"]), random.below(100), 1 + random.below(200));
            if self.ends.insert(end.clone()) {
                return format!("xxxx{end}");
            }
        }
    }
}
