//! Bounds on the work that one input may cause.

/// Explicit bounds on what is read: every loader and every query takes its share from here.
///
/// The defaults fit a pack of ten thousand rules on a small machine. A host that reads files from people it
/// does not know lowers them.
///
/// A log scan ([`query::Stream`](crate::query::Stream)) takes none: whatever the length of the text and of its lines, it
/// keeps the last 64 KiB and some hundred bytes before them, and of a line at most 64 details that wait for a code and
/// 1,024 matches that are put into order. Of the details in one query that no pack has, 256 different ones are compared
/// with those that are near; the others are left out and said to be.
///
/// ```
/// let limits = shindan::Limits::default().with_file_bytes(64 * 1024);
/// assert_eq!(limits.file_bytes, 65_536);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Longest file accepted, in bytes.
    pub file_bytes: usize,
    /// Deepest nesting of mappings and sequences in one file.
    pub depth: usize,
    /// Most nodes (scalars, mappings, sequences) in one file.
    pub nodes: usize,
    /// Most diagnostics reported for one check; the rest are counted, not listed.
    pub diagnostics: usize,
    /// Longest query text read, in bytes; what lies beyond is ignored and said to be.
    pub query_bytes: usize,
    /// Most events in one session.
    pub session_events: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 1024 * 1024,
            depth: 32,
            nodes: 50_000,
            diagnostics: 500,
            query_bytes: 64 * 1024,
            session_events: 2_000,
        }
    }
}

impl Limits {
    /// Sets [`Limits::file_bytes`].
    #[must_use]
    pub fn with_file_bytes(mut self, bytes: usize) -> Self {
        self.file_bytes = bytes;
        self
    }

    /// Sets [`Limits::depth`].
    #[must_use]
    pub fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Sets [`Limits::nodes`].
    #[must_use]
    pub fn with_nodes(mut self, nodes: usize) -> Self {
        self.nodes = nodes;
        self
    }

    /// Sets [`Limits::diagnostics`].
    #[must_use]
    pub fn with_diagnostics(mut self, diagnostics: usize) -> Self {
        self.diagnostics = diagnostics;
        self
    }

    /// Sets [`Limits::query_bytes`].
    #[must_use]
    pub fn with_query_bytes(mut self, bytes: usize) -> Self {
        self.query_bytes = bytes;
        self
    }
}
