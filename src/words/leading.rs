//! Words for what a session says about its own way: contradictions and why a step comes or does not.

use super::Words;
use crate::diagnose::{Expected, NotNow};

/// Steps that a reason names.
const NAMED: usize = 2;

impl Words {
    /// An answer that points to what another one rules out, each with its question.
    pub(crate) fn opposed(&self, supports: &(String, String), excludes: &(String, String)) -> String {
        let ((ask, reply), (other_ask, other_reply)) = (supports, excludes);
        if self.is_ja() {
            format!(
                "答えが食い違っています。「{ask}」の答え「{reply}」から考えられる原因は、「{other_ask}」の答え「{other_reply}」では当てはまりません。"
            )
        } else {
            format!(
                "Two answers do not go together. \"{ask}\" — \"{reply}\" points to a cause that \"{other_ask}\" — \"{other_reply}\" rules out."
            )
        }
    }

    /// The answers that leave no cause, each with its question.
    pub(crate) fn none_left(&self, first: &(String, String), second: &(String, String)) -> String {
        let ((ask, reply), (other_ask, other_reply)) = (first, second);
        if self.is_ja() {
            format!(
                "これまでの答えでは、知られている原因がどれも当てはまりません。特に、「{ask}」の答え「{reply}」と「{other_ask}」の答え「{other_reply}」を確かめてください。"
            )
        } else {
            format!(
                "With the answers so far, none of the known causes is left. Please look again at \"{ask}\" — \"{reply}\" and \"{other_ask}\" — \"{other_reply}\"."
            )
        }
    }

    /// Why a check is asked a second time.
    pub(crate) fn why_again(&self, former: &str) -> String {
        if self.is_ja() {
            format!(
                "前回の答えは「{former}」でした。もう一度確かめて、今の答えを選んでください。同じ答えでもかまいません。"
            )
        } else {
            format!(
                "The answer was \"{former}\". Please look again and choose what is right now; it may be the same answer."
            )
        }
    }

    /// Why it is asked which rule is meant.
    pub(crate) fn why_which_rule(&self, several: bool) -> &'static str {
        match (self.is_ja(), several) {
            (true, true) => "当てはまりそうな項目がいくつかあり、どれかによって行うことが変わるためです。",
            (true, false) => "当てはまりそうな項目がひとつあります。違う項目の手順を行わないために確かめます。",
            (false, true) => "Several entries fit the description, and what can be done depends on which one it is.",
            (false, false) => "One entry fits the description. This makes sure that no steps of another one are taken.",
        }
    }

    /// Codes of which any may be shown, and how many more there are.
    pub(crate) fn one_of_codes(&self, codes: &[String], more: usize) -> String {
        let codes = codes.join(" / ");
        match (self.is_ja(), more) {
            (_, 0) => codes,
            (true, _) => format!("{codes} ほか{more}件"),
            (false, _) => format!("{codes} or {more} more"),
        }
    }

    /// Some of several, and how many more there are.
    pub(crate) fn one_of(&self, named: &[String], more: usize) -> String {
        let named = named.join(if self.is_ja() { "、" } else { "; " });
        match (self.is_ja(), more) {
            (_, 0) => named,
            (true, _) => format!("{named} ほか{more}件"),
            (false, _) => format!("{named}; {more} more"),
        }
    }

    /// Why a step is not the next one, with the steps that this is about.
    pub(crate) fn not_now(&self, why: NotNow, steps: &[String], expected: Option<Expected>) -> String {
        let said = match why {
            NotNow::Withheld(why) => self.withheld(why).to_owned(),
            NotNow::NoCheaper => self.no_cheaper(expected),
            _ => self.not_now_alone(why).to_owned(),
        };
        let more = steps.len().saturating_sub(NAMED);
        let quoted: Vec<String> = steps.iter().take(NAMED).map(|step| self.quoted(step)).collect();
        match (self.is_ja(), steps.is_empty()) {
            (_, true) => said,
            (true, false) => format!("{said}({})", self.one_of(&quoted, more)),
            (false, false) => format!("{said} ({})", self.one_of(&quoted, more)),
        }
    }

    fn quoted(&self, text: &str) -> String {
        if self.is_ja() { format!("「{text}」") } else { format!("\"{text}\"") }
    }

    fn no_cheaper(&self, expected: Option<Expected>) -> String {
        let Some(Expected { planned, instead }) = expected else {
            return self.not_now_alone(NotNow::InOrder).to_owned();
        };
        match (self.is_ja(), instead > planned) {
            (true, true) => {
                format!("別の手順から始めると平均で約{planned}分、この手順から始めると約{instead}分で済む見込みです。")
            }
            (true, false) => {
                format!("この手順から始めても、早くは済まない見込みです。どちらも平均で約{planned}分です。")
            }
            (false, true) => format!(
                "Beginning with another step is expected to take about {planned} min on average, beginning with this one about {instead}."
            ),
            (false, false) => {
                format!("Beginning with it would not be quicker: about {planned} min are expected either way.")
            }
        }
    }

    fn not_now_alone(&self, why: NotNow) -> &'static str {
        match (self.is_ja(), why) {
            (true, NotNow::Next) => "これが次の手順です。",
            (true, NotNow::Ended) => "診断は終わっています。",
            (true, NotNow::Done) => "すでに済んでいます。",
            (true, NotNow::Unidentified) => "どのエラーかがわかってから案内します。",
            (true, NotNow::UndoFirst) => "先に、変更したものを元に戻します。",
            (true, NotNow::Contradiction) => "先に、食い違っている答えを確かめます。",
            (true, NotNow::TakenBack) => "先に、取り消した答えをもう一度たずねます。",
            (true, NotNow::RuledOut) => "この手順で直る原因は、答えから当てはまらないとわかっています。",
            (true, NotNow::TellsNothing) => "答えがどれでも、この先の手順は変わりません。",
            (true, NotNow::PinnedFirst) => "必ず先に行うと決められた手順があります。",
            (true, NotNow::WorkaroundFirst) => "待っている方がいるため、先に回避策を行います。",
            (true, NotNow::SupportedFirst) => "答えから考えられる原因に効く手順を先に行います。",
            (true, _) => "決められた順では、先に行う手順があります。",
            (false, NotNow::Next) => "This is the next step.",
            (false, NotNow::Ended) => "The diagnosis has ended.",
            (false, NotNow::Done) => "It is done already.",
            (false, NotNow::Unidentified) => "It is not known yet which error this is.",
            (false, NotNow::UndoFirst) => "What was changed is put back first.",
            (false, NotNow::Contradiction) => "Answers that do not go together are looked at again first.",
            (false, NotNow::TakenBack) => "The answer that was taken back is asked again first.",
            (false, NotNow::RuledOut) => "The answers rule out every cause that it helps with.",
            (false, NotNow::TellsNothing) => "Whatever the answer, it would change nothing that comes now.",
            (false, NotNow::PinnedFirst) => "Another step always comes first.",
            (false, NotNow::WorkaroundFirst) => "Somebody is waiting, so a workaround comes first.",
            (false, NotNow::SupportedFirst) => "The answers point to a cause that another step helps with.",
            (false, _) => "In the order as written, another step comes first.",
        }
    }
}
