//! Days as numbers, so that their distance is known.

/// The number of a day written `YYYY-MM-DD`, counted from a day long ago; none where there is no such day.
pub(super) fn number(text: &str) -> Option<i64> {
    let is_form = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let most = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !is_form || day < 1 || day > most {
        return None;
    }
    // The year begins in March, so that the day that leap years add is its last.
    let (year, month) = if month > 2 { (year, month) } else { (year.saturating_sub(1), month.saturating_add(12)) };
    let years = year.saturating_mul(365).saturating_add(year / 4).saturating_sub(year / 100).saturating_add(year / 400);
    let months = month.saturating_mul(153).saturating_sub(457) / 5;
    Some(years.saturating_add(months).saturating_add(day))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn every_day_follows_the_one_before_it() {
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let mut last = number("1899-12-31").unwrap();
        for year in 1900..2105 {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            for (month, days) in (1..).zip(days) {
                for day in 1..=days + i32::from(leap && month == 2) {
                    let next = number(&format!("{year}-{month:02}-{day:02}")).unwrap();
                    assert_eq!(next, last + 1, "{year}-{month}-{day}");
                    last = next;
                }
            }
        }
        for wrong in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-1-1",
            "26-01-01",
            "2026-01-01 ",
            "+026-01-01",
            "2026/01/01",
        ] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
