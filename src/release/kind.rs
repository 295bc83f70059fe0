//! Kinds of change, and what each of them requires of a release.

use serde::Serialize;

/// How far a version has to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bump {
    /// Nothing changed.
    None,
    /// Wording, provenance: nobody is led differently.
    Patch,
    /// Something new, or another way to the same end.
    Minor,
    /// Something that hosts, sessions or people may rely on is gone or means something else.
    Major,
}

impl Bump {
    /// The least version after `from` that goes this far. Before 1.0.0 a breaking change raises the minor number, everything else the
    /// patch number, as semantic versions compare.
    #[must_use]
    pub fn after(self, from: &semver::Version) -> semver::Version {
        let next = match (self, from.major, from.minor) {
            (Self::None, ..) => return from.clone(),
            (Self::Major, 0, _) => semver::Version::new(0, from.minor.saturating_add(1), 0),
            (Self::Major, ..) => semver::Version::new(from.major.saturating_add(1), 0, 0),
            (Self::Minor, 1.., _) => semver::Version::new(from.major, from.minor.saturating_add(1), 0),
            (Self::Minor | Self::Patch, ..) => {
                semver::Version::new(from.major, from.minor, from.patch.saturating_add(1))
            }
        };
        // What was not released yet is released by the version without its suffix, if that goes far enough.
        let released = semver::Version::new(from.major, from.minor, from.patch);
        let is_enough = match self {
            Self::Major => from.patch == 0 && (from.minor == 0 || from.major == 0),
            Self::Minor => from.patch == 0 || from.major == 0,
            _ => true,
        };
        if !from.pre.is_empty() && is_enough { released } else { next }
    }
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident $bump:ident $ja:literal $(($acknowledge:ident))?;)+) => {
        /// What changed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Kind { $($(#[doc = $doc])+ $name,)+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The least bump that it requires.
            #[must_use]
            pub fn bump(self) -> Bump {
                match self { $(Self::$name => Bump::$bump,)+ }
            }

            /// Whether it may make a step less safe, so that somebody has to acknowledge it in the change log.
            #[must_use]
            pub fn needs_acknowledgement(self) -> bool {
                match self { $(Self::$name => false $(|| acknowledge!($acknowledge))?,)+ }
            }

            /// What it means, for a reader of `lang` (BCP 47): in Japanese, or in English.
            #[must_use]
            pub fn meaning(self, lang: &str) -> &'static str {
                match (self, crate::words::of(lang).lang) {
                    $((Self::$name, "ja") => $ja,)+
                    $((Self::$name, _) => concat!($($doc),+).trim_ascii(),)+
                }
            }
        }
    };
}

macro_rules! acknowledge {
    (acknowledge) => {
        true
    };
}

kinds! {
    /// A rule is new.
    RuleAdded Minor "項目を追加しました。";
    /// A rule is gone.
    RuleRemoved Major "項目がなくなりました。";
    /// A rule has another id.
    RuleRenamed Major "項目のIDを変えました。";
    /// A rule is deprecated and answers no longer.
    RuleDeprecated Minor "項目を廃止予定とし、以後は案内しません。";
    /// A rule that was a draft or deprecated answers now.
    RuleActivated Minor "下書きまたは廃止予定だった項目を案内するようにしました。";
    /// A rule that answered is a draft again.
    RuleWithdrawn Major "案内していた項目を下書きに戻しました。";
    /// Another rule is named as the one that replaces it.
    SupersededBy Minor "代わりになる項目の指定を変えました。";
    /// A code or detail is answered that was not before.
    CodeAdded Minor "新しいコードまたは詳細コードに答えます。";
    /// A code or detail is no longer answered.
    CodeRemoved Major "コードまたは詳細コードに答えなくなりました。";
    /// A code or detail is answered by another rule.
    CodeMoved Minor "コードまたは詳細コードに、別の項目が答えます。";
    /// A code may be written in another way, too.
    AliasAdded Minor "コードの別の書き方を追加しました。";
    /// A way to write a code is gone.
    AliasRemoved Major "コードの書き方の一つがなくなりました。";
    /// What a row tells apart changed.
    RowFacts Minor "行が示す条件を変えました。";
    /// Another device or software is meant.
    Applicability Minor "対象の機種またはソフトウェアを変えました。";
    /// What trying again may cost changed.
    RetryRisk Minor "再試行の危険度を変えました。" (acknowledge);
    /// What people see or say of it changed, so that a search may find another rule.
    Symptoms Minor "症状の言い表し方を変えました。検索結果が変わることがあります。";
    /// Words of the search changed.
    SearchWords Minor "検索の言葉を変えました。";
    /// A warning is new.
    CautionAdded Minor "注意を追加しました。";
    /// A warning is gone, or holds for fewer cases.
    CautionRemoved Minor "注意がなくなったか、表示する場合が変わりました。" (acknowledge);
    /// A cause is new.
    CauseAdded Minor "原因を追加しました。";
    /// A cause is gone.
    CauseRemoved Major "原因がなくなりました。";
    /// How often a cause is the one changed.
    Likelihood Minor "原因の起こりやすさを変えました。";
    /// When a cause is possible changed.
    CauseCondition Minor "原因が当てはまる条件を変えました。";
    /// A check is new.
    CheckAdded Minor "確認を追加しました。";
    /// A check is gone.
    CheckRemoved Major "確認がなくなりました。";
    /// An answer is new.
    AnswerAdded Minor "答えを追加しました。";
    /// An answer is gone.
    AnswerRemoved Major "答えがなくなりました。";
    /// What an answer says about causes or facts changed.
    AnswerMeaning Minor "答えが原因や条件について示すことを変えました。";
    /// What an answer leads to changed: another rule, a hand-over, the end.
    AnswerLeadsTo Minor "答えの行き先(別の項目、引き継ぎ、終了)を変えました。" (acknowledge);
    /// A remedy is new.
    RemedyAdded Minor "対処を追加しました。";
    /// A remedy is new that cannot be undone.
    DestructiveRemedyAdded Minor "元に戻せない対処を追加しました。" (acknowledge);
    /// A remedy is gone.
    RemedyRemoved Major "対処がなくなりました。";
    /// What a remedy helps with changed.
    Fixes Minor "対処が効く原因を変えました。";
    /// A fix became a workaround, or the other way round.
    RemedyKind Minor "解決か回避策かの区別を変えました。";
    /// What is to be done changed by more than its wording.
    Instructions Minor "行う内容を、文言以外も変えました。";
    /// A step became riskier.
    RiskRaised Minor "手順の危険度が上がりました。" (acknowledge);
    /// A step counts as less risky, so that less comes before it.
    RiskLowered Minor "手順の危険度が下がり、先に済ませるべき手順が減ることがあります。" (acknowledge);
    /// A step is open to a less privileged role.
    RoleLowered Minor "手順を、権限の低い役割の人にも案内します。" (acknowledge);
    /// A step asks for a more privileged role.
    RoleRaised Minor "手順を、権限の高い役割の人だけに案内します。";
    /// Somebody else acts.
    Actor Minor "手順を行う人を変えました。";
    /// What a step takes changed.
    Minutes Minor "手順にかかる時間を変えました。";
    /// A step waits for another one that it did not wait for.
    RequirementAdded Minor "先に済ませる手順を追加しました。";
    /// A step no longer waits for another one.
    RequirementRemoved Minor "先に済ませる手順を外しました。" (acknowledge);
    /// When a step comes into question changed.
    Condition Minor "手順を案内する条件を変えました。" (acknowledge);
    /// Somebody is consulted before a step.
    ConsultAdded Minor "手順の前に相談する先を追加しました。";
    /// Nobody, or somebody else, is consulted before a step.
    ConsultRemoved Minor "手順の前の相談をなくしたか、相談先を変えました。" (acknowledge);
    /// A step is held first or last, or no longer.
    Pin Minor "最初または最後に行う指定を変えました。";
    /// A step belongs to other alternatives.
    Alternatives Minor "どれか一つを行う手順の組を変えました。" (acknowledge);
    /// How to see that a remedy helped, how to undo it or when to stop was added.
    SafeguardAdded Minor "直ったことの確認、元に戻す方法、中止の目安のいずれかを追加しました。";
    /// How to see that a remedy helped, how to undo it or when to stop is gone.
    SafeguardRemoved Minor "直ったことの確認、元に戻す方法、中止の目安のいずれかがなくなりました。" (acknowledge);
    /// The order of steps as written changed.
    StepOrder Minor "手順の並び順を変えました。";
    /// A tree of a rule's own changed.
    Tree Minor "項目独自の分岐を変えました。" (acknowledge);
    /// Which faults bring about which changed.
    Consequences Minor "どのエラーがどのエラーを引き起こすかを変えました。";
    /// Whom to call changed.
    HandOver Minor "連絡先を変えました。";
    /// A role is new.
    RoleAdded Minor "役割を追加しました。" (acknowledge);
    /// A role is gone.
    RoleRemoved Major "役割がなくなりました。";
    /// Roles are ranked in another order, so that steps may be open to others.
    RoleOrder Major "役割の順位を変えました。案内する相手が変わることがあります。" (acknowledge);
    /// Another role holds where none is given.
    DefaultRole Major "役割の指定がないときの役割を変えました。" (acknowledge);
    /// A contact is new.
    ContactAdded Minor "連絡先を追加しました。";
    /// A contact is gone.
    ContactRemoved Major "連絡先がなくなりました。";
    /// Who a contact is changed by more than its name.
    Contact Minor "連絡先がどの役割かを変えました。";
    /// A fact or a value of it is new.
    FactAdded Minor "条件またはその値を追加しました。";
    /// A fact or a value of it is gone.
    FactRemoved Major "条件またはその値がなくなりました。";
    /// A language is new.
    LanguageAdded Minor "言語を追加しました。";
    /// A language is gone.
    LanguageRemoved Major "言語がなくなりました。";
    /// The default order of steps, or what handing over counts as, changed.
    Planning Minor "手順の既定の順、または引き継ぎの見積もりを変えました。";
    /// The pack asks for other versions of the engine.
    Engine Major "必要なエンジンの版を変えました。";
    /// The pack has another id.
    PackRenamed Major "知識パックのIDを変えました。";
    /// Wording changed.
    Wording Patch "文言を変えました。";
    /// Where it is printed, notes about the print or the state of translations changed.
    Provenance Patch "印刷元、印字についての注記、翻訳の状態を変えました。";
    /// Examples changed.
    Examples Patch "入力例を変えました。";
    /// Something changed that no other kind names.
    Other Minor "ほかの種類にない変更があります。" (acknowledge);
}
