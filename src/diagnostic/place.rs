//! Bytes to lines and columns.

/// A line and a column, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// The starts of all lines of a text, for many look-ups in one file.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the line starts of `text`. `\n` and `\r\n` end a line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i.saturating_add(1)))
            .collect();
        Self { starts }
    }

    /// The byte at which `line` (from 1) starts, if there is such a line.
    #[must_use]
    pub fn line_start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }

    /// Line and column of byte `offset` of `text`, the text the index was made of.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.line_start(line).unwrap_or(0);
        let column = text.get(start..offset.min(text.len())).map_or(1, |s| s.chars().count().saturating_add(1));
        Place { line: line.max(1), column }
    }

    /// Line and column of one byte, where an index is not worth making.
    #[must_use]
    pub fn place_in(text: &str, offset: usize) -> Place {
        Self::new(text).place(text, offset)
    }
}
