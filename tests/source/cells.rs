//! The source file as lines and cells, and a cell as sentences.

use super::table::SPLITS;

/// The file, by line and column.
pub(crate) struct Grid {
    lines: Vec<Vec<String>>,
}

impl Grid {
    pub(crate) fn new(text: &str) -> Self {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (line, pairs, why) in SPLITS {
            let line = &mut lines[line - 1];
            for (end, start) in *pairs {
                let joined = format!("{end} {start}");
                assert!(line.contains(&joined), "a split point is not in the source ({why}): {end} | {start}");
                *line = line.replace(&joined, &format!("{end}\n{start}"));
            }
        }
        Self { lines: lines.iter().map(|line| line.split('\t').map(str::to_owned).collect()).collect() }
    }

    /// A cell by its line, from 1, and its column, from 0.
    pub(crate) fn cell(&self, line: usize, column: usize) -> &str {
        &self.lines[line - 1][column]
    }

    /// The page of a line: each page repeats the table's heading.
    pub(crate) fn page(&self, line: usize) -> usize {
        (1..=line).filter(|line| self.cell(*line, 0) == "エラーコード").count()
    }

    /// Whether a line is the title or one of the two lines of the table's heading.
    pub(crate) fn is_heading(&self, line: usize) -> bool {
        self.page(line) == 0 || self.cell(line, 0) == "エラーコード" || self.cell(line - 1, 0) == "エラーコード"
    }

    /// Line and column of every cell that says something.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let cells = self.lines.iter().enumerate().flat_map(|(n, cells)| (0..cells.len()).map(move |c| (n + 1, c)));
        cells.filter(|(line, column)| !self.cell(*line, *column).trim().is_empty())
    }
}

/// What is printed in a cell, piece by piece: layout (tags, bullets, numbers, rules) is dropped, spaces are kept.
pub(crate) fn sentences(cell: &str) -> Vec<String> {
    let pieces = items(&without_tags(cell));
    let sentences = pieces.iter().flat_map(|piece| piece.split_inclusive('。')).map(str::trim);
    sentences.filter(|text| !text.is_empty() && *text != "-").map(str::to_owned).collect()
}

/// A text without the white space that the print's lines and columns left in it.
pub(crate) fn normalise(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every tag ends a line.
fn without_tags(cell: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in cell.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push('\n');
            }
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    text
}

/// The items of a text: a line, a bullet, a number or a rule of dashes begins a new one.
fn items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let text = text.replace("-----", "\n");
    let mut before = '\n';
    for c in text.chars() {
        // The dot between two words of a name is no bullet.
        let bullet = (c == '・' && before.is_whitespace()) || c == '◆' || ('①'..='⑳').contains(&c);
        match c {
            '\n' => items.push(String::new()),
            _ if bullet => items.push(String::new()),
            _ => items.last_mut().unwrap().push(c),
        }
        // A number may follow a bullet: neither is text.
        before = if bullet { ' ' } else { c };
    }
    items
}
