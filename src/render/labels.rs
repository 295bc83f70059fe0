//! The labels around values, in the languages the engine speaks: one table per language, same fields.
//!
//! In a phrase, `{}` stands for the next value and `{0}`, `{1}` for a numbered one.

mod en;
mod ja;

/// Labels of one language.
#[derive(Debug)]
pub(super) struct Labels {
    pub(super) note: &'static str,
    pub(super) and: &'static str,
    pub(super) or: &'static str,
    pub(super) comma: &'static str,
    pub(super) detail_missing: &'static str,
    pub(super) detail_not_in_table: &'static str,
    pub(super) detail_under_several: &'static str,
    pub(super) pair_not_in_table: &'static str,
    pub(super) code_not_in_table: &'static str,
    pub(super) near_detail: &'static str,
    pub(super) nothing_known: &'static str,
    pub(super) several_codes: &'static str,
    pub(super) several_merged: &'static str,
    pub(super) likely_cause: &'static str,
    pub(super) likely_consequence: &'static str,
    pub(super) causes_above: &'static str,
    pub(super) open_below: &'static str,
    pub(super) open_codes: &'static str,
    pub(super) symptom: &'static str,
    pub(super) ignored: &'static str,
    pub(super) letter_case: &'static str,
    pub(super) misprint: &'static str,
    pub(super) pattern: &'static str,
    pub(super) inferred: &'static str,
    pub(super) cut_off: &'static str,
    pub(super) candidates: &'static str,
    pub(super) did_you_mean: &'static str,
    pub(super) ask_again: &'static str,
    pub(super) cannot_tell: &'static str,
    pub(super) tell_help_desk: &'static str,
    pub(super) tree_aside: &'static str,
    pub(super) no_steps: &'static str,
    pub(super) details_count: &'static str,
    pub(super) draft_rule: &'static str,
    pub(super) deprecated_rule: &'static str,
    pub(super) causes: &'static str,
    pub(super) cause: &'static str,
    pub(super) often: &'static str,
    pub(super) sometimes: &'static str,
    pub(super) rarely: &'static str,
    pub(super) checks: &'static str,
    pub(super) check: &'static str,
    pub(super) remedies: &'static str,
    pub(super) remedy: &'static str,
    pub(super) remedy_head: &'static str,
    pub(super) minutes: &'static str,
    pub(super) acts: &'static str,
    pub(super) workaround: &'static str,
    pub(super) editor: &'static str,
    pub(super) printed: &'static str,
    pub(super) points_to: &'static str,
    pub(super) rules_out: &'static str,
    pub(super) call: &'static str,
    pub(super) see: &'static str,
    pub(super) fault_gone: &'static str,
    pub(super) when: &'static str,
    pub(super) condition: &'static str,
    pub(super) answered: &'static str,
    pub(super) detail_is: &'static str,
    pub(super) requires: &'static str,
    pub(super) another_step: &'static str,
    pub(super) any_of: &'static str,
    pub(super) consult: &'static str,
    pub(super) helps: &'static str,
    pub(super) sometimes_helps: &'static str,
    pub(super) verify: &'static str,
    pub(super) undo: &'static str,
    pub(super) stop_at: &'static str,
    pub(super) withheld: &'static str,
    pub(super) withheld_for: &'static str,
    pub(super) withheld_nobody: &'static str,
    pub(super) step_count: &'static str,
    pub(super) one_step: &'static str,
    pub(super) hand_over: &'static str,
    pub(super) contact: &'static str,
    pub(super) from_remedy: &'static str,
    pub(super) from_message: &'static str,
    pub(super) from_role: &'static str,
    pub(super) background: &'static str,
    pub(super) notes: &'static str,
    pub(super) note_misprint: &'static str,
    pub(super) note_variant: &'static str,
    pub(super) note_illegible: &'static str,
    pub(super) note_layout: &'static str,
    pub(super) note_doubt: &'static str,
    pub(super) corrected: &'static str,
    pub(super) printed_is: &'static str,
    pub(super) confidence: &'static str,
    pub(super) absent_lost: &'static str,
    pub(super) absent_blank: &'static str,
    pub(super) absent_dash: &'static str,
    pub(super) field_causes: &'static str,
    pub(super) field_checks: &'static str,
    pub(super) field_remediation: &'static str,
    pub(super) field_error_type: &'static str,
    pub(super) field_detail: &'static str,
    pub(super) field_message: &'static str,
    pub(super) field_heading: &'static str,
    pub(super) source: &'static str,
    pub(super) page: &'static str,
    pub(super) row: &'static str,
    pub(super) knowledge: &'static str,
    pub(super) draft_translation: &'static str,
    pub(super) diagnose: &'static str,
    pub(super) turn_head: &'static str,
    pub(super) turn_left: &'static str,
    pub(super) why: &'static str,
    pub(super) skipped: &'static str,
    pub(super) open_causes: &'static str,
    pub(super) not_done: &'static str,
    pub(super) transcript: &'static str,
    pub(super) shown: &'static str,
    pub(super) done_so_far: &'static str,
    pub(super) nothing_done: &'static str,
    pub(super) outcome: &'static str,
    pub(super) in_progress: &'static str,
    pub(super) hand_to: &'static str,
    pub(super) tree_head: &'static str,
    pub(super) for_role: &'static str,
    pub(super) start_at: &'static str,
    pub(super) go_to: &'static str,
    pub(super) end_resolved: &'static str,
    pub(super) end_worked_around: &'static str,
    pub(super) end_handed_over: &'static str,
    pub(super) otherwise: &'static str,
    pub(super) short_dont_know: &'static str,
    pub(super) short_cannot: &'static str,
    pub(super) confirm_head: &'static str,
    pub(super) undo_head: &'static str,
    pub(super) with_detail: &'static str,
    pub(super) either: &'static str,
    pub(super) any_answer: &'static str,
    pub(super) some_code: &'static str,
    pub(super) some_detail: &'static str,
    pub(super) step_no: &'static str,
    pub(super) left_out: &'static str,
    pub(super) same_verify: &'static str,
    pub(super) from_blank: &'static str,
    pub(super) quoted: &'static str,
    pub(super) known_details: &'static str,
}

/// The labels for a reader of `lang`: English where the engine does not speak it.
pub(super) fn of(lang: &str) -> &'static Labels {
    if lang.split('-').next() == Some("ja") { &ja::JA } else { &en::EN }
}

/// `phrase` with its places filled.
pub(super) fn fill(phrase: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(phrase.len());
    let mut next = values.iter();
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((place, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        let value = if place.is_empty() { next.next() } else { place.parse().ok().and_then(|n: usize| values.get(n)) };
        out.push_str(value.copied().unwrap_or_default());
        rest = tail;
    }
    out.push_str(rest);
    out
}
