//! Breaking text into lines by the width it takes on the screen. Japanese has no spaces: it breaks between any two
//! characters, except before what closes and after what opens; words in narrow letters stay whole.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::style::{Span, Tone, is_unsafe};

/// A line as pieces in one tone each.
pub(super) type Line = Vec<Span>;

/// Columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// What is never torn: a word, or one wide character with its marks.
#[derive(Debug)]
struct Unit {
    tone: Tone,
    text: String,
    width: usize,
    /// A wide character, or one that breaks like one.
    alone: bool,
    /// A space stands before it.
    spaced: bool,
    /// It belongs to the unit before it.
    glued: bool,
    /// A new line of the text starts here.
    forced: bool,
}

/// `spans` as lines of at most `columns` columns (0: one line for each line of the text); never empty.
pub(super) fn wrap(spans: &[Span], columns: usize) -> Vec<Line> {
    let units = units(spans);
    let mut lines: Vec<Line> = vec![Line::new()];
    let mut used = 0usize;
    let mut rest = units.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        let glued = tail.iter().take_while(|unit| unit.glued && !unit.forced).count();
        let (group, after) = rest.split_at_checked(glued.saturating_add(1)).unwrap_or((rest, &[]));
        rest = after;
        let size = group.iter().fold(0usize, |sum, unit| sum.saturating_add(unit.width));
        let gap = usize::from(first.spaced && used > 0);
        let full = columns > 0 && used > 0 && used.saturating_add(gap).saturating_add(size) > columns;
        if full || first.forced {
            lines.push(Line::new());
            used = 0;
        } else if gap > 0 {
            push(&mut lines, first.tone, " ");
            used = used.saturating_add(1);
        }
        for unit in group {
            used = place(&mut lines, unit, used, columns);
        }
    }
    lines
}

/// Adds a unit to the last line; one that is longer than a whole line is torn. Returns the columns used.
fn place(lines: &mut Vec<Line>, unit: &Unit, mut used: usize, columns: usize) -> usize {
    if columns == 0 || used.saturating_add(unit.width) <= columns {
        push(lines, unit.tone, &unit.text);
        return used.saturating_add(unit.width);
    }
    let mut buffer = [0u8; 4];
    for c in unit.text.chars() {
        let width = c.width().unwrap_or(0);
        if used > 0 && used.saturating_add(width) > columns {
            lines.push(Line::new());
            used = 0;
        }
        push(lines, unit.tone, c.encode_utf8(&mut buffer));
        used = used.saturating_add(width);
    }
    used
}

fn push(lines: &mut [Line], tone: Tone, text: &str) {
    let Some(line) = lines.last_mut() else { return };
    match line.last_mut() {
        Some(span) if span.tone == tone => span.text.push_str(text),
        _ => line.push(Span::new(tone, text)),
    }
}

fn units(spans: &[Span]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let (mut spaced, mut forced) = (false, false);
    for span in spans {
        for c in span.text.chars().filter(|c| !is_unsafe(*c)) {
            if c == '\n' {
                forced = !units.is_empty();
                continue;
            }
            if matches!(c, ' ' | '\t') {
                spaced = true;
                continue;
            }
            let columns = c.width().unwrap_or(0);
            let alone = columns == 2 || matches!(c, '\u{ff61}'..='\u{ff9f}');
            let apart = spaced || forced;
            match units.last_mut() {
                // Marks stand on the letter before them, and letters join to words.
                Some(last) if !apart && last.tone == span.tone && (columns == 0 || (!alone && !last.alone)) => {
                    last.text.push(c);
                    last.width = last.width.saturating_add(columns);
                }
                last => {
                    let joins = last.is_some_and(|last| {
                        starts_no_line(c) || last.text.ends_with(ends_no_line) || (!alone && !last.alone)
                    });
                    let text = c.to_string();
                    let glued = joins && !apart;
                    units.push(Unit { tone: span.tone, text, width: columns, alone, spaced, glued, forced });
                }
            }
            (spaced, forced) = (false, false);
        }
    }
    units
}

/// Whether a line must not start with it.
fn starts_no_line(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '・'
            | '：'
            | '；'
            | '！'
            | '？'
            | '」'
            | '』'
            | '】'
            | '）'
            | '］'
            | '｝'
            | '〉'
            | '》'
    ) || matches!(
        c,
        '〕' | '’'
            | '”'
            | '…'
            | '‥'
            | 'ー'
            | '々'
            | '〜'
            | '～'
            | '゛'
            | '゜'
            | '％'
            | '｡'
            | '｣'
            | '､'
            | '･'
            | 'ｰ'
    ) || matches!(
        c,
        'ぁ' | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ゎ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
    ) || matches!(
        c,
        'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | ')' | ']' | '}' | ',' | '.' | ':' | ';' | '!' | '?' | '%'
    )
}

/// Whether a line must not end with it.
fn ends_no_line(c: char) -> bool {
    matches!(c, '「' | '『' | '【' | '（' | '［' | '｛' | '〈' | '《' | '〔' | '‘' | '“' | '(' | '[' | '{' | '｢')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<String> {
        let lines = wrap(&[Span::plain(text)], columns);
        lines.into_iter().map(|line| line.into_iter().map(|span| span.text).collect()).collect()
    }

    #[test]
    fn japanese_breaks_anywhere_but_before_what_closes() {
        assert_eq!(lines("電源を入れます。確認します。", 14), ["電源を入れま", "す。確認しま", "す。"]);
        assert_eq!(lines("「開始」と（表示）", 8), ["「開始」", "と（表", "示）"]);
        assert_eq!(lines("サーバーが", 6), ["サー", "バーが"]);
    }

    #[test]
    fn nothing_that_opens_ends_a_line() {
        assert_eq!(lines("あい「うえ」", 6), ["あい", "「う", "え」"]);
        assert_eq!(lines("端末 (PC) を", 8), ["端末", "(PC) を"]);
    }

    #[test]
    fn narrow_words_stay_whole_until_a_line_is_too_short_for_one() {
        assert_eq!(lines("コード0x02000001です", 12), ["コード", "0x02000001で", "す"]);
        assert_eq!(lines("see 0x02000001 now", 6), ["see", "0x0200", "0001", "now"]);
        assert_eq!(lines("one two", 0), ["one two"]);
    }

    #[test]
    fn marks_stay_on_their_letters_and_controls_are_dropped() {
        assert_eq!(lines("か\u{3099}か\u{3099}", 2), ["か\u{3099}", "か\u{3099}"]);
        assert_eq!(lines("a\u{1b}[31mb\u{202e}c", 0), ["a[31mbc"]);
        assert_eq!(lines("a\n\nb  c", 0), ["a", "b c"]);
        assert_eq!(lines("", 10), [""]);
    }

    #[test]
    fn any_text_fits_any_width_that_takes_its_widest_character() {
        let text = "「（【あ、い。」）】 0x81000008abc(x) ｶﾞﾊﾟー・ 🔑か\u{3099}。。。。。。";
        for columns in 2..60 {
            for line in lines(text, columns) {
                assert!(width(&line) <= columns, "{columns}: {line}");
            }
        }
    }
}
