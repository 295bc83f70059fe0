//! Why other steps do not come now, as a page.

use super::labels::fill;
use super::names::Names;
use super::page::Page;
use super::style::{Span, Style};
use crate::diagnose::WhyNot;

/// Steps of a session under the reasons why they are not the next one.
#[must_use]
pub fn why_not(steps: &[WhyNot], names: &Names, style: &Style) -> String {
    let mut page = Page::new(style);
    for (n, step) in steps.iter().enumerate() {
        let is_same = |other: &&WhyNot| other.reason == step.reason && other.who == step.who;
        if steps.iter().take(n).any(|other| is_same(&other)) {
            continue;
        }
        page.gap();
        let who = step.who.as_ref().map(|who| fill(names.labels.call, &[&who.name]));
        let reason = names.flat(&step.reason);
        // A Japanese full stop has its space in itself.
        let space = if reason.ends_with('。') { "" } else { " " };
        let why = who.map_or_else(|| reason.clone(), |who| format!("{reason}{space}({who})"));
        page.para(0, Span::plain(""), &[Span::strong(why)]);
        for same in steps.iter().filter(is_same) {
            let mut text = names.text(&same.text);
            text.push(Span::dim(format!(" [{}]", same.step)));
            page.para(2, Span::plain("• "), &text);
        }
    }
    page.finish()
}
