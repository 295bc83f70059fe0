//! The registry of diagnostic codes. `docs/diagnostics.md` is written from it.

use std::fmt;

use serde::{Serialize, Serializer};

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// The knowledge does not load.
    Error,
    /// It loads, and somebody should look at it.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Declares the registry: variant, code, severity, name of the pattern found, why it matters.
macro_rules! codes {
    ($($variant:ident $code:literal $severity:ident $name:literal $why:literal;)*) => {
        /// The stable code of a diagnostic: `SD` and four digits, the first two of which name the stage that found it
        /// (01 reading, 02 schema, 03 references, 04 matching, 05 safety, 06 texts, 07 the pack as a whole).
        /// A code is never given to another problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $code, "` ", $name, ": ", $why)] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The code as printed, e.g. `SD0201`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The pattern found, in words, e.g. `unquoted-scalar`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Why it matters, in one sentence.
            #[must_use]
            pub fn why(self) -> &'static str {
                match self { $(Self::$variant => $why,)* }
            }

            /// How bad it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    NotYaml "SD0101" Error "not-yaml" "The text is not YAML, so nothing in it can be trusted.";
    TabIndent "SD0102" Error "tab-indent" "YAML forbids tabs in indentation.";
    DuplicateKey "SD0103" Error "duplicate-key" "Parsers disagree on which of two equal keys counts, so one of the two texts would be lost.";
    AnchorOrAlias "SD0104" Error "anchor-or-alias" "Anchors and aliases hide where a text comes from and can blow a small file up; sharing is done with `use:`.";
    TooLarge "SD0105" Error "too-large" "A file over the size limit is refused before it is parsed.";
    TooDeep "SD0106" Error "too-deep" "Nesting over the limit is refused, so that no input can exhaust the stack.";
    TooManyNodes "SD0107" Error "too-many-nodes" "A file with more values than the limit is refused, so that memory stays bounded.";
    FullWidthColon "SD0108" Error "full-width-colon" "A full-width colon does not end a key: the line would be read as one long word.";
    WideSpace "SD0109" Error "wide-space-after-key" "An ideographic or no-break space after a colon does not end a key: the line would be read as one long word.";
    NotUtf8 "SD0110" Error "not-utf8" "Knowledge files are UTF-8; other encodings garble the text.";
    SeveralDocuments "SD0111" Error "several-documents" "One file holds one rule; a second document after `---` would be ignored.";
    ComplexKey "SD0112" Error "complex-key" "A key must be a plain word.";
    EmptyFile "SD0113" Error "empty-file" "An empty file is most likely an accident.";
    YamlTag "SD0114" Error "yaml-tag" "Tags such as `!!int` change how a value is read; the format does not need them.";
    UnquotedScalar "SD0201" Error "unquoted-scalar" "YAML reads an unquoted code or version as a number and changes it (`011` and `0x02000001` would be lost).";
    UnknownField "SD0202" Error "unknown-field" "A misspelt field would be ignored, and with it what it says.";
    MissingField "SD0203" Error "missing-field" "The field is needed to answer or to keep the order of steps safe.";
    WrongType "SD0204" Error "wrong-type" "The value has another shape than the field takes.";
    UnknownValue "SD0205" Error "unknown-value" "The field takes one of a fixed list of words.";
    BadForm "SD0206" Error "bad-form" "The value does not have the form that the field takes, such as an id or a code.";
    WrongCount "SD0207" Error "wrong-count" "The list or text is shorter or longer than the field takes.";
    SchemaOther "SD0208" Error "schema" "The file breaks the schema in another way.";
    DuplicateId "SD0301" Error "duplicate-id" "An id names one thing: a session that is resumed finds its step by it.";
    UnknownCause "SD0302" Error "unknown-cause" "A reference to a cause that the rule does not list does nothing.";
    UnknownContact "SD0303" Error "unknown-contact" "A person would be sent to nobody.";
    UnknownStep "SD0304" Error "unknown-step" "A prerequisite that does not exist can never be carried out.";
    UnknownRole "SD0305" Error "unknown-role" "Nobody would know who may do the step.";
    UnknownFact "SD0306" Error "unknown-fact" "A condition on a fact or value that nothing can supply never holds.";
    UnknownRule "SD0307" Error "unknown-rule" "The rule or item that is pointed at does not exist.";
    UnknownCode "SD0308" Error "unknown-code" "Codes stand once, in codes.yaml, with their heading and message.";
    UnknownDocument "SD0309" Error "unknown-document" "Every rule names its source.";
    UnknownErratum "SD0310" Error "unknown-erratum" "The reference is the only trace of what was printed.";
    CircularRequires "SD0311" Error "circular-requires" "Steps that wait for each other are never offered.";
    UnknownLanguage "SD0312" Error "unknown-language" "The pack declares its languages; a text in another one would never be shown.";
    FileName "SD0313" Warning "file-name" "A rule is found by its file name.";
    CircularConsequences "SD0314" Error "circular-consequences" "Of faults that bring each other about, none can be treated first.";
    ClaimedTwice "SD0401" Error "claimed-twice" "Two rules for the same code and detail would give two answers.";
    ExampleMisses "SD0402" Error "example-misses" "An example is an input that must find its rule.";
    NoKey "SD0403" Error "no-key" "A rule with neither a code nor a symptom can never be found.";
    VerifyAboveRisk "SD0501" Error "verify-above-risk" "A verify repeats the failed operation; where that is riskier than the remedy it is a remedy of its own that requires the others.";
    NoCaution "SD0502" Error "destructive-without-caution" "Whoever deletes something or uses up an attempt must have read what can be lost.";
    NoUndo "SD0503" Error "alternative-without-undo" "A failed alternative is undone before the next one is tried.";
    TreeOrder "SD0504" Error "tree-skips-safer" "A hand-written tree obeys the same safety order as a derived one.";
    TreeShape "SD0505" Error "tree-shape" "A tree reaches every step that it names, names every reply and comes to an end.";
    IllegibleUnrecorded "SD0506" Error "illegible-unrecorded" "What was printed must stand somewhere: in an erratum, never in a step.";
    LowConfidence "SD0507" Error "low-confidence-correction" "Below a confidence of 80 a correction is a guess: the print stands, with a review note.";
    SaferWaits "SD0508" Error "safer-waits-for-riskier" "A destructive step waits for everything safer; a safer step that waits for it in turn would never be offered, nor would it.";
    NoPrimaryText "SD0601" Error "no-primary-text" "The pack's first language is what every other one falls back to.";
    MissingTranslation "SD0602" Warning "missing-translation" "The reader falls back to another language in the middle of an answer.";
    StaleTranslation "SD0603" Warning "stale-translation" "The text was changed after it was translated.";
    AnswerWithoutText "SD0604" Error "answer-without-text" "Only `yes` and `no` have a text of their own.";
    NoManifest "SD0701" Error "no-manifest" "A pack is one pack.yaml, one codes.yaml and its rules.";
    EngineMismatch "SD0702" Error "engine-mismatch" "The pack says which engine versions it was written for.";
    Unreadable "SD0703" Error "unreadable" "A file that cannot be read would be missing from every answer.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
