//! Words for what a session says about its own way: contradictions and why a step comes or does not.

use super::Words;

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
}
