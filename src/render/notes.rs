//! What is missing in the source, misprinted or in doubt: small print at the foot of an answer.

use std::collections::BTreeMap;

use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::style::Span;
use crate::model::{Absence, ErratumKind};
use crate::query::NoteOut;

/// Cells of the source that hold nothing.
pub(super) fn absent(page: &mut Page, cells: &BTreeMap<String, Absence>, names: &Names) {
    let labels = names.labels;
    page.gap();
    for (field, absence) in cells {
        let phrase = match absence {
            Absence::Lost => labels.absent_lost,
            Absence::Blank => labels.absent_blank,
            Absence::Dash => labels.absent_dash,
        };
        let field = match field.as_str() {
            "causes" => labels.field_causes,
            "checks" => labels.field_checks,
            "remediation" => labels.field_remediation,
            "error_type" => labels.field_error_type,
            "detail" => labels.field_detail,
            "message" => labels.field_message,
            "heading" => labels.field_heading,
            other => other,
        };
        page.para(0, Span::dim(labels.note), &[Span::plain(fill(phrase, &[field]))]);
    }
}

/// Misprints and doubts.
pub(super) fn notes(page: &mut Page, notes: &[NoteOut], names: &Names) {
    if notes.is_empty() {
        return;
    }
    page.gap();
    page.para(0, Span::dim(""), &[Span::dim(names.labels.notes)]);
    for note in notes {
        note_line(page, 2, note, names);
    }
}

/// One misprint or doubt.
pub(super) fn note_line(page: &mut Page, indent: usize, note: &NoteOut, names: &Names) {
    page.para(indent, Span::dim("- "), &[Span::dim(line(note, names))]);
}

fn line(note: &NoteOut, names: &Names) -> String {
    let labels = names.labels;
    let kind = match note.kind {
        None => labels.note_doubt,
        Some(ErratumKind::Misprint) => labels.note_misprint,
        Some(ErratumKind::Variant) => labels.note_variant,
        Some(ErratumKind::Illegible) => labels.note_illegible,
        Some(ErratumKind::Layout) => labels.note_layout,
    };
    let change = match (&note.printed, &note.corrected) {
        (Some(printed), Some(corrected)) if printed.trim().is_empty() => Some(fill(labels.from_blank, &[corrected])),
        (Some(printed), Some(corrected)) => Some(fill(labels.corrected, &[printed, corrected])),
        (Some(printed), None) => Some(fill(labels.printed_is, &[printed])),
        _ => None,
    };
    let sure = note.confidence.map(|sure| fill(labels.confidence, &[&sure.to_string()])).unwrap_or_default();
    let parts: Vec<String> = change.into_iter().chain([names.flat(&note.text)]).collect();
    format!("{kind}: {}{sure} [{}]", parts.join(" "), note.id)
}
