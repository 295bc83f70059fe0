//! The engine's own words, in the languages it speaks. Everything else that a person reads comes from the pack.

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
    pub(crate) no_detail_shown: &'static str,
    pub(crate) patient_does: &'static str,
    pub(crate) role_safe: &'static str,
    pub(crate) role_disruptive: &'static str,
    pub(crate) role_reconfigures: &'static str,
    pub(crate) role_destructive: &'static str,
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
    which_code: "画面に表示されているエラーコードはどれですか。",
    which_detail: "画面に表示されている詳細コードはどれですか。",
    no_detail_shown: "詳細コードなし",
    patient_does: "患者本人",
    role_safe: "安全",
    role_disruptive: "業務が一時止まる",
    role_reconfigures: "設定が変わる",
    role_destructive: "元に戻せない",
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
    which_code: "Which error code does the screen show?",
    which_detail: "Which detail code does the screen show?",
    no_detail_shown: "no detail code",
    patient_does: "the patient",
    role_safe: "safe",
    role_disruptive: "interrupts work",
    role_reconfigures: "changes settings",
    role_destructive: "cannot be undone",
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
        if self.is_ja() { format!("［印字判読不能・{erratum}］") } else { format!("[illegible in print, {erratum}]") }
    }

    pub(crate) fn risk(&self, risk: crate::model::Risk) -> &'static str {
        use crate::model::Risk;
        match risk {
            Risk::Safe => self.role_safe,
            Risk::Disruptive => self.role_disruptive,
            Risk::Reconfigures => self.role_reconfigures,
            Risk::Destructive => self.role_destructive,
        }
    }
}

impl Words {
    pub(crate) fn no_pack(&self) -> &'static str {
        if self.is_ja() { "知識パックが読み込まれていません。" } else { "No knowledge pack is loaded." }
    }

    /// A sentence to read to the help desk.
    pub(crate) fn help_desk(&self, codes: &str, found: bool, pack: &str, version: &str, desk: &str) -> String {
        match (self.is_ja(), codes.is_empty(), found) {
            (true, true, _) => format!("画面にエラーコードが見当たりません。画面の表示を見たまま{desk}へ伝えてください(参照した知識: {pack} {version})。"),
            (true, false, true) => format!("エラー「{codes}」が表示されています(参照した知識: {pack} {version})。"),
            (true, false, false) => {
                format!("エラー「{codes}」が表示されていますが、手元の知識({pack} {version})にありません。画面のコードとメッセージをそのまま{desk}へ伝えてください。")
            }
            (false, true, _) => format!("No error code was found. Please tell {desk} exactly what the screen shows (knowledge used: {pack} {version})."),
            (false, false, true) => format!("The screen shows the error \"{codes}\" (knowledge used: {pack} {version})."),
            (false, false, false) => {
                format!("The screen shows the error \"{codes}\", which the knowledge at hand ({pack} {version}) does not have. Please tell {desk} the code and the message exactly as shown.")
            }
        }
    }
}
