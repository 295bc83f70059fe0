//! The engine's own words, in the languages it speaks. Everything else that a person reads comes from the pack.

mod leading;

/// Fixed phrases of one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) lang: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) dont_know: &'static str,
    pub(crate) fixed: &'static str,
    pub(crate) not_fixed: &'static str,
    pub(crate) not_sure: &'static str,
    pub(crate) works: &'static str,
    pub(crate) not_works: &'static str,
    pub(crate) done: &'static str,
    pub(crate) cannot: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) proceed: &'static str,
    pub(crate) undone: &'static str,
    pub(crate) verify: &'static str,
    pub(crate) which_code: &'static str,
    pub(crate) which_detail: &'static str,
    pub(crate) which_rule: &'static str,
    pub(crate) no_detail_shown: &'static str,
    pub(crate) other_code: &'static str,
    pub(crate) why_consult: &'static str,
    pub(crate) confirm: &'static str,
    pub(crate) why_destructive: &'static str,
    pub(crate) why_in_order: &'static str,
    pub(crate) why_undo: &'static str,
    pub(crate) do_remedy: &'static str,
    pub(crate) do_workaround: &'static str,
    pub(crate) resolved: &'static str,
    pub(crate) worked_around: &'static str,
    pub(crate) handed_over: &'static str,
}

static JA: Words = Words {
    lang: "ja",
    yes: "はい",
    no: "いいえ",
    dont_know: "わからない",
    fixed: "直った",
    not_fixed: "直らない",
    not_sure: "実施したが、直ったかわからない",
    works: "使えるようになった",
    not_works: "使えない",
    done: "実施した",
    cannot: "できない・行わない",
    stopped: "中止した",
    proceed: "承知のうえで進む",
    undone: "元に戻した",
    verify: "同じ操作をもう一度行い、同じエラーが出ないことを確認します。",
    which_code: "表示されているエラーコードはどれですか。",
    which_detail: "表示されている詳細コードはどれですか。",
    which_rule: "画面の表示や起きていることに、いちばん近いのはどれですか。",
    no_detail_shown: "詳細コードなし",
    other_code: "この中にない",
    why_consult: "この先は、相談したうえで行う手順です。",
    confirm: "この先の手順は元に戻せません。注意をよく読み、行うかどうかを決めてください。",
    why_destructive: "より安全な方法はすべて試しました。残るのは元に戻せない手順です。",
    why_in_order: "次の手順です。",
    why_undo: "効果がなかった変更を、次へ進む前に元に戻します。",
    do_remedy: "次のとおり行ってください。",
    do_workaround: "原因は残りますが、まず次のとおり行えば受付を続けられます。",
    resolved: "解決しました。",
    worked_around: "受付は続けられますが、原因は残っています。下の連絡先に伝えてください。",
    handed_over: "ここから先は、下の連絡先に引き継いでください。",
};

static EN: Words = Words {
    lang: "en",
    yes: "Yes",
    no: "No",
    dont_know: "Don't know",
    fixed: "It is fixed",
    not_fixed: "Not fixed",
    not_sure: "Done, but not sure whether it helped",
    works: "It works now",
    not_works: "It does not work",
    done: "Done",
    cannot: "Can't or won't do this",
    stopped: "Stopped",
    proceed: "I understand, go on",
    undone: "Put back",
    verify: "Do the same operation again and see that the same error does not appear.",
    which_code: "Which error code is shown?",
    which_detail: "Which detail code is shown?",
    which_rule: "Which of these is what the screen shows or what happens?",
    no_detail_shown: "no detail code",
    other_code: "None of these",
    why_consult: "What follows is done only after asking them.",
    confirm: "What follows cannot be undone. Read the warning and decide whether to do it.",
    why_destructive: "Everything safer has been tried. What is left cannot be undone.",
    why_in_order: "This is the next step.",
    why_undo: "A change that did not help is put back before going on.",
    do_remedy: "Please do the following.",
    do_workaround: "The cause stays, but with the following the desk can go on.",
    resolved: "The fault is fixed.",
    worked_around: "The desk can go on, but the cause is still there. Tell the contact below.",
    handed_over: "From here, please hand over to the contact below.",
};

/// The words for a reader of `lang`: English where the engine does not speak it.
pub(crate) fn of(lang: &str) -> &'static Words {
    if lang.split('-').next() == Some("ja") { &JA } else { &EN }
}

impl Words {
    fn is_ja(&self) -> bool {
        self.lang == "ja"
    }

    /// What stands in a text where the print is unreadable.
    pub(crate) fn illegible(&self, erratum: &str) -> String {
        if self.is_ja() {
            format!("［印字判読不能・{erratum}］")
        } else {
            format!("[illegible in print, {erratum}]")
        }
    }

    /// What a step risks. Only pages say it; a host that draws its own has the risk itself.
    #[cfg(feature = "render")]
    pub(crate) fn risk(&self, risk: crate::model::Risk) -> &'static str {
        use crate::model::Risk;
        match (self.is_ja(), risk) {
            (true, Risk::Safe) => "安全",
            (true, Risk::Disruptive) => "業務が一時止まる",
            (true, Risk::Reconfigures) => "設定が変わる",
            (true, Risk::Destructive) => "元に戻せない",
            (false, Risk::Safe) => "safe",
            (false, Risk::Disruptive) => "interrupts work",
            (false, Risk::Reconfigures) => "changes settings",
            (false, Risk::Destructive) => "cannot be undone",
        }
    }
}

impl Words {
    pub(crate) fn no_pack(&self) -> &'static str {
        if self.is_ja() {
            "知識パックが読み込まれていません。"
        } else {
            "No knowledge pack is loaded."
        }
    }

    /// The same where a pack cannot be used.
    pub(crate) fn damaged(&self, pack: &str, version: &str, desk: &str) -> String {
        if self.is_ja() {
            format!(
                "この機器の知識データ({pack} {version})が壊れているため、お答えできません。画面の表示を見たまま{desk}へ伝え、知識データの入れ直しを頼んでください。"
            )
        } else {
            format!(
                "The knowledge on this device ({pack} {version}) is damaged and gives no answers. Please tell {desk} exactly what the screen shows, and ask for the knowledge to be installed again."
            )
        }
    }

    /// A sentence to read to the help desk.
    pub(crate) fn help_desk(&self, codes: &str, found: bool, pack: &str, version: &str, desk: &str) -> String {
        match (self.is_ja(), codes.is_empty(), found) {
            (true, true, _) => format!(
                "画面にエラーコードが見当たりません。画面の表示を見たまま{desk}へ伝えてください(参照した知識: {pack} {version})。"
            ),
            (true, false, true) => format!("エラー「{codes}」が表示されています(参照した知識: {pack} {version})。"),
            (true, false, false) => {
                format!(
                    "エラー「{codes}」が表示されていますが、手元の知識({pack} {version})にありません。画面のコードとメッセージをそのまま{desk}へ伝えてください。"
                )
            }
            (false, true, _) => format!(
                "No error code was found. Please tell {desk} exactly what the screen shows (knowledge used: {pack} {version})."
            ),
            (false, false, true) => {
                format!("The screen shows the error \"{codes}\" (knowledge used: {pack} {version}).")
            }
            (false, false, false) => {
                format!(
                    "The screen shows the error \"{codes}\", which the knowledge at hand ({pack} {version}) does not have. Please tell {desk} the code and the message exactly as shown."
                )
            }
        }
    }
}

impl Words {
    pub(crate) fn why_question(&self, code: bool) -> &'static str {
        match (self.is_ja(), code) {
            (true, true) => "同じ詳細コードが複数のエラーコードで使われ、意味が違うためです。",
            (true, false) => "詳細コードによって、原因とできることが変わるためです。",
            (false, true) => "The same detail code is used under several error codes with different meanings.",
            (false, false) => "The cause and what may be done depend on the detail code.",
        }
    }

    pub(crate) fn consulted(&self, contact: &str) -> String {
        if self.is_ja() {
            format!("{contact}に相談しましたか。")
        } else {
            format!("Have you asked {contact}?")
        }
    }

    pub(crate) fn why_check(&self, causes: &[String]) -> String {
        let shown: Vec<&str> = causes.iter().take(2).map(|c| c.trim()).collect();
        match (self.is_ja(), shown.is_empty()) {
            (true, true) => "答えによって、この先の手順が変わります。".to_owned(),
            (true, false) => format!("「{}」かどうかがわかります。", shown.join("」「")),
            (false, true) => "The answer decides what comes next.".to_owned(),
            (false, false) => format!("It tells whether the cause is: {}.", shown.join("; ")),
        }
    }

    pub(crate) fn why_supported(&self, cause: &str) -> String {
        if self.is_ja() {
            format!("答えから「{cause}」と考えられるためです。")
        } else {
            format!("The answers point to this cause: {cause}.")
        }
    }

    /// A reason, behind what the step takes.
    pub(crate) fn in_minutes(&self, minutes: u32, why: &str) -> String {
        if self.is_ja() {
            format!("約{minutes}分で済みます。{why}")
        } else {
            format!("Takes about {minutes} min. {why}")
        }
    }

    /// What a planned remedy promises.
    pub(crate) fn why_planned(&self, tenths: u64, minutes: u32) -> String {
        match (self.is_ja(), tenths) {
            (true, 0) => format!("約{minutes}分で試せます。これで直る見込みは10件に1件より少なめです。"),
            (true, _) => format!("約{minutes}分で、10件のうち{tenths}件ほどはこれで直る見込みです。"),
            (false, 0) => format!("Takes about {minutes} min and is expected to fix fewer than 1 of 10 such cases."),
            (false, _) => format!("Takes about {minutes} min and is expected to fix about {tenths} of 10 such cases."),
        }
    }

    /// Two sentences, either of which may be missing.
    pub(crate) fn joined(&self, first: &str, second: &str) -> String {
        let space = if self.is_ja() || first.is_empty() || second.is_empty() { "" } else { " " };
        format!("{first}{space}{second}")
    }

    pub(crate) fn why_end(&self, outcome: crate::diagnose::Outcome) -> &'static str {
        use crate::diagnose::Outcome;
        match (self.is_ja(), outcome) {
            (true, Outcome::Resolved) => "エラーが出なくなりました。",
            (true, Outcome::WorkedAround) => "回避策で使えるようになりました。",
            (true, Outcome::HandedOver) => "ここで安全に行える手順は残っていません。",
            (false, Outcome::Resolved) => "The error no longer appears.",
            (false, Outcome::WorkedAround) => "The workaround helps.",
            (false, Outcome::HandedOver) => "No step is left that can safely be taken here.",
        }
    }

    pub(crate) fn withheld(&self, why: crate::query::WithheldWhy) -> &'static str {
        use crate::query::WithheldWhy as Why;
        match (self.is_ja(), why) {
            (true, Why::AboveRole) => "行える人に連絡する手順です。",
            (true, Why::NotThisCase) => "今回の表示には当てはまりません。",
            (true, Why::UnknownFact) => "必要な情報がわからないため、案内しません。",
            (true, Why::SaferFirst) => "より安全な方法がすべて済むまで待ちます。",
            (true, Why::Requires) => "先に行うべき手順が済んでいません。",
            (true, Why::OfferedOnce) => "一度だけ案内する手順です。",
            (true, Why::NotDone) => "行われませんでした。",
            (true, Why::NotUndone) => "前の変更が元に戻っていません。",
            (true, Why::OverBudget) => "残りの時間に収まりません。",
            (true, Why::NotWorthIt) => "続けるより、引き継ぐほうが早く済む見込みです。",
            (true, Why::ShownAbove) => "上に示した手順と同じです。",
            (false, Why::AboveRole) => "Somebody else has to be called for this.",
            (false, Why::NotThisCase) => "It does not concern what is shown.",
            (false, Why::UnknownFact) => "Something that it depends on is not known.",
            (false, Why::SaferFirst) => "It waits until everything safer has been tried.",
            (false, Why::Requires) => "A step that has to come first was not carried out.",
            (false, Why::OfferedOnce) => "It is offered only once.",
            (false, Why::NotDone) => "It was not done.",
            (false, Why::NotUndone) => "An earlier change was not put back.",
            (false, Why::OverBudget) => "It does not fit into the time that is left.",
            (false, Why::NotWorthIt) => "Handing over is expected to be quicker than going on with it.",
            (false, Why::ShownAbove) => "It is the same as a step further up.",
        }
    }

    pub(crate) fn no_longer_applies(&self, step: &str) -> String {
        if self.is_ja() {
            format!("以前の答え「{step}」は、この版の知識では使われません。")
        } else {
            format!("The earlier reply to `{step}` no longer applies in this version of the knowledge.")
        }
    }
}
