// What the page itself says, in both languages. What the knowledge says comes from the pack.

const JA = {
  about: (code) => `「${code}」について`, title: "エラーコードの案内", ask: "何が表示されていますか", skip: "本文へ", language: "表示言語", role: "操作する人",
  codeLabel: "画面のコード、または起きていること", codeHint: "例: 011 0x81000008。バーコードリーダーでも入力できます。コードがなければ、見えていることを書いてください。お名前や番号など、患者さんの情報は書かないでください。",
  look: "調べる", empty: "コードか、起きていることを入力してください。",
  resumeTitle: "続きから始める", resumeHint: "ほかの端末の画面や紙にある「再開コード」を入力します。", resumeLabel: "再開コード", resume: "続ける",
  keptTitle: "途中の診断があります", keptOpen: "診断に戻る", notes: "元の表についての注記", background: "解説",
  message: "画面のメッセージ", caution: "注意", lead: "一つずつ確かめる", leadHint: "質問に答えながら、安全な順番で進みます。",
  leadDescribed: "質問に答えて絞り込む", tree: "診断の流れ図", treeText: "流れ図を文章で読む", causes: "考えられる原因", checks: "確認すること", remedies: "対処",
  verify: "確かめ方", undo: "元に戻すには", stop: "中止するとき", first: "先に行うこと", withheld: "ここでは行わない手順",
  withheldFor: (count, who) => `${count}件の手順は、${who}に連絡してください。`, 
  hidden: { unknown_fact: (count) => `${count}件の手順は、必要な情報がわかるまで示しません。`, not_this_case: (count) => `${count}件の手順は、この詳細コードには当てはまりません。`,
    safer_first: (count) => `${count}件の手順は、より安全な手順のあとに示します。`, requires: (count) => `${count}件の手順は、先に行う手順があるため示しません。`,
    shown_above: (count) => `${count}件の手順は、上の答えと同じです。`, other: (count) => `${count}件の手順は示していません。` },
  candidatesFor: (text) => `「${text}」の候補`, severalCodes: "コードが複数あります。同じ手順は一度だけ示します。",
  likelyCause: (other) => `${other}を引き起こしている可能性があります。先にこちらに対処します。`, likelyConsequence: (other) => `${other}によって起きている可能性があります。`,
  handOver: "直らないとき", contact: "連絡先", fromRemedy: "表の対処欄に記載", fromMessage: "画面のメッセージに記載", fromRole: "役割による連絡先",
  tell: "問い合わせ先へ伝えること", source: "出典", page: (page) => `${page}ページ`, rows: "行", draft: "この訳は下書きで、まだ人が確認していません。",
  draftRule: "この項目は下書きで、まだ確認されていません。", oldRule: "この項目は古いものです。",
  candidates: "候補", candidatesHint: "どれのことか決まるまで、手順は示しません。", meant: "もしかして", unknownTitle: "見つかりませんでした",
  answerTo: (text) => `「${text}」の答え`, editor: "編集者補足", workaround: "応急対応(原因は残る)", minutes: (count) => `約${count}分`, by: (who) => `操作: ${who}`,
  risk: { safe: "安全", disruptive: "業務が一時止まる", reconfigures: "設定を変える", destructive: "元に戻せない" },
  often: "よくある", sometimes: "ときどきある", rarely: "まれ", consult: (who) => `先に${who}へ相談してください。`,
  absent: { lost: "元の表から失われています。", blank: "元の表は空欄です。", dash: "元の表は「-」です。" },
  field: { causes: "原因", checks: "確認", remediation: "対処" },
  step: (number) => `手順${number}`, left: (steps, minutes) => `残りは多くて${steps}手順、約${minutes}分`, progress: "進み具合", why: "なぜこの手順か",
  contradiction: "答えの食い違い", known: "すでにわかっていること", replies: "答えを選んでください",
  back: "一つ前に戻る", another: "別のコードが出た", anotherLabel: "いま表示されているコード", anotherGo: "このコードを加えて続ける", added: (code) => `「${code}」を加えました。`, stopHere: "ここまでの記録を渡す",
  confirmTitle: "本当に行いますか", confirmNo: "やめて戻る",
  outcome: { resolved: "解決しました", worked_around: "応急対応ができました。原因は残っています", handed_over: "引き継いでください" },
  openCauses: "まだ考えられる原因", record: "引き継ぎの記録", copy: "記録をコピー", copied: "コピーしました。", notCopied: "コピーできませんでした。文字を選んでコピーしてください。", print: "印刷",
  elsewhere: "ほかの端末で続ける", elsewhereHint: "ほかの端末のこの画面で、このコードを入力するか、QRコードをバーコードリーダーで読み取ると、続きから始められます。入力した文章は含まれません。", sayMore: "いつ、何をしたときに、画面や機械がどうなるかを書き足すか、画面のコードを入れてください。", qr: "再開コードのQRコード",
  again: "別のエラーを調べる", continue: "診断を続ける", toAnswer: "答えに戻る", roleChanged: (who) => `操作する人を「${who}」に変えました。`,
  local: "この端末の中だけで動き、何も送信しません。途中の診断は、このタブを閉じるまで、このタブにだけ残ります。", forget: "途中の診断を消す", forgotten: "途中の診断を消しました。",
  knowledge: "知識", engine: "エンジン", newer: "新しい版があります。", reload: "読み込み直す", offline: "オフラインで使えます。",
  failed: "始められません", noPack: (path) => `知識のファイル「${path}」を読み込めません。置き場所を確かめて、読み込み直してください。`,
  badPack: (path) => `知識のファイル「${path}」が壊れているか、別のファイルです。正しいファイルに置き換えてください。`,
  untrusted: (path) => `知識のファイル「${path}」の署名を確認できません。配布元に問い合わせてください。`, noEngine: "プログラムを読み込めません。置き場所を確かめて、読み込み直してください。",
  wrong: "うまくいきませんでした。もう一度お試しください。", cause: "くわしい内容", tel: "電話", hours: "受付時間",
  resumeWrong: "再開コードではないか、書きまちがいがあります。区切りごとに見比べてください。", resumeOther: "この端末の知識では、この再開コードを続けられません。",
};

function steps(count) {
  return count === 1 ? "1 step" : `${count} steps`;
}

const EN = {
  about: (code) => `About “${code}”`, title: "Error code helper", ask: "What does the screen show?", skip: "To the content", language: "Language", role: "You are",
  codeLabel: "Code on the screen, or what you see", codeHint: "For example 011 0x81000008. A barcode scanner works, too. If there is no code, say what you see. Leave out names, numbers and anything else about patients.",
  look: "Look up", empty: "Type a code, or what you see.",
  resumeTitle: "Go on from a resume code", resumeHint: "Type the resume code from the other screen or the printed page.", resumeLabel: "Resume code", resume: "Go on",
  keptTitle: "There is an unfinished diagnosis", keptOpen: "Back to it", notes: "Notes on the printed table", background: "Background",
  message: "Message on the screen", caution: "Caution", lead: "Go step by step", leadHint: "Answer questions, one at a time, in a safe order.",
  leadDescribed: "Narrow it down by questions", tree: "Flowchart", treeText: "Read the flowchart as text", causes: "Possible causes", checks: "What to check", remedies: "What to do",
  verify: "To verify", undo: "To put it back", stop: "When to stop", first: "First", withheld: "Steps that are not for you to take now",
  withheldFor: (count, who) => `For ${steps(count)}, call ${who}.`, 
  hidden: { unknown_fact: (count) => `Not shown until something more is known: ${steps(count)}.`, not_this_case: (count) => `Not for this detail code: ${steps(count)}.`,
    safer_first: (count) => `Shown after safer steps: ${steps(count)}.`, requires: (count) => `Not shown, as another step comes first: ${steps(count)}.`,
    shown_above: (count) => `The same as in the answer above: ${steps(count)}.`, other: (count) => `Not shown: ${steps(count)}.` },
  candidatesFor: (text) => `Candidates for “${text}”`, severalCodes: "There are several codes. No step is shown twice.",
  likelyCause: (other) => `This may have brought about ${other}. It is treated first.`, likelyConsequence: (other) => `This may be a consequence of ${other}.`,
  handOver: "If that does not help", contact: "Contact", fromRemedy: "named in the table's remedies", fromMessage: "named in the message on the screen", fromRole: "by role",
  tell: "What to tell the help desk", source: "Source", page: (page) => `page ${page}`, rows: "row", draft: "This translation is a draft that nobody has reviewed yet; the original counts.",
  draftRule: "This entry is a draft that has not been reviewed.", oldRule: "This entry is outdated.",
  candidates: "Candidates", candidatesHint: "No steps are shown until it is known which is meant.", meant: "Did you mean", unknownTitle: "Nothing was found",
  answerTo: (text) => `Answer to “${text}”`, editor: "added by the editor", workaround: "workaround (the cause stays)", minutes: (count) => `about ${count} min`, by: (who) => `done by ${who}`,
  risk: { safe: "safe", disruptive: "interrupts work", reconfigures: "changes settings", destructive: "cannot be undone" },
  often: "often", sometimes: "sometimes", rarely: "rarely", consult: (who) => `Ask ${who} first.`,
  absent: { lost: "lost from the table.", blank: "blank in the table.", dash: "a dash in the table." },
  field: { causes: "Causes", checks: "Checks", remediation: "Remedies" },
  step: (number) => `Step ${number}`, left: (count, minutes) => `at most ${steps(count)} left, about ${minutes} min`, progress: "Progress", why: "Why this step",
  contradiction: "Answers that do not go together", known: "Already known", replies: "Choose an answer",
  back: "Back one step", another: "Another code appeared", anotherLabel: "Code on the screen now", anotherGo: "Add this code and go on", added: (code) => `“${code}” was added.`, stopHere: "Hand over what was done so far",
  confirmTitle: "Do you really want to do this?", confirmNo: "No, go back",
  outcome: { resolved: "Solved", worked_around: "A workaround is in place; the cause is still open", handed_over: "Please hand this over" },
  openCauses: "Causes that are still possible", record: "Record to hand over", copy: "Copy the record", copied: "Copied.", notCopied: "It could not be copied. Select the text and copy it.", print: "Print",
  elsewhere: "Go on at another device", elsewhereHint: "On this page at another device, type this code or scan the QR code with a barcode scanner, to go on from here. It holds nothing that you typed.", sayMore: "Say when it happens, what was done and what the screen or the device shows, or type the code on the screen.", qr: "QR code of the resume code",
  again: "Look up another error", continue: "Go on with the diagnosis", toAnswer: "Back to the answer", roleChanged: (who) => `Now used by: ${who}.`,
  local: "Everything happens on this device, nothing is sent. An unfinished diagnosis stays in this tab only, until the tab is closed.", forget: "Forget the unfinished diagnosis", forgotten: "The unfinished diagnosis is gone.",
  knowledge: "Knowledge", engine: "engine", newer: "There is a newer version.", reload: "Load it", offline: "Works offline.",
  failed: "This page cannot start", noPack: (path) => `The knowledge file “${path}” cannot be loaded. Check where it is, and load the page again.`,
  badPack: (path) => `The knowledge file “${path}” is damaged or is another kind of file. Put the right one in its place.`,
  untrusted: (path) => `The signature of the knowledge file “${path}” could not be verified. Ask whoever gave it to you.`, noEngine: "The program cannot be loaded. Check where it is, and load the page again.",
  wrong: "That did not work. Please try again.", cause: "Details", tel: "telephone", hours: "hours",
  resumeWrong: "This is no resume code, or something in it is mistyped. Compare it group by group.", resumeOther: "This device's knowledge cannot go on from this resume code.",
};

export const LANGUAGES = { ja: "日本語", en: "English" };

/** The texts of a language. */
export function texts(lang) {
  return lang === "ja" ? JA : EN;
}

const READ_JA = { letter_case: "大文字・小文字の違い", width: "全角・半角の違い", lookalike: "形の似た文字の違い", separators: "記号・空白・改行の違い",
  prefix: "先頭の0xの違い", leading_zeros: "先頭の0の不足", decimal: "10進数を16進数に", dictation: "読み上げの書き取り", misprint: "表では誤って印字されている形" };
const READ_EN = { letter_case: "letter case", width: "character width", lookalike: "look-alike characters", separators: "hyphens, spaces or line breaks",
  prefix: "the 0x in front", leading_zeros: "missing leading zeros", decimal: "decimal to hexadecimal", dictation: "dictated", misprint: "a misprint in the table" };

/** What was changed in the input, as a sentence. */
export function change(lang, { kind, from, to }) {
  const ja = lang === "ja";
  switch (kind) {
    case "ignored": return ja ? `「${from}」は表にないコードなので、読みとばしました。` : `“${from}” is not in the table and was left out.`;
    case "number": return ja ? `「${from}」は、コードではなく数と読みました。` : `“${from}” was read as a number, not as a code.`;
    case "pattern": return ja ? `「${from}」は、表の「${to}」(xは任意の文字)として読みました。` : `“${from}” was read as the table's “${to}” (x stands for any character).`;
    case "inferred": return ja ? `「${from}」との組み合わせは印字ではなく、推定です。` : `The pairing with “${from}” is inferred, not printed.`;
    case "cut_off": return ja ? `入力が長すぎるため、後ろの${from}は読んでいません。` : `The input is too long; the last ${from} were not read.`;
    default: return ja ? `「${from}」は「${to}」と読みました(${READ_JA[kind] ?? kind})。` : `“${from}” was read as “${to}” (${READ_EN[kind] ?? kind}).`;
  }
}

const REASON_JA = {
  detail_missing: "詳細コードがまだわかりません。詳細コードによって、原因とできることが変わります。", detail_not_in_table: "このコードは表にありますが、入力された詳細コードは表にありません。",
  detail_under_several_codes: "この詳細コードは複数のコードで使われ、意味が違います。どれのことかは、まだ決められません。",
  pair_not_in_table: "コードも詳細コードも表にありますが、この組み合わせは表にありません。画面の表示をもう一度確かめてください。",
  code_not_in_table: "詳細コードは表にありますが、いっしょに入力されたコードは表にありません。画面の表示をもう一度確かめてください。",
  near_detail: "入力された詳細コードは表にありません。1文字だけ違うものがあります。", nothing_known: "このコードは表にありません。", nothing_near: "当てはまるものが見つかりません。",
  pack_damaged: "知識データが壊れているため、お答えできません。", symptoms_fit: "症状から探した候補です。",
};
const REASON_EN = {
  detail_missing: "The detail code is not known yet. The cause and what may be done depend on it.", detail_not_in_table: "This code is in the table, but the detail code that was given is not.",
  detail_under_several_codes: "This detail code is used under several codes with different meanings. Which one is meant is open.",
  pair_not_in_table: "The code and the detail code are both in the table, but not together. Please look at the screen again.",
  code_not_in_table: "The detail code is in the table, but the code given with it is not. Please look at the screen again.",
  near_detail: "The detail code that was given is not in the table. One that differs in a single character is.", nothing_known: "This code is not in the table.", nothing_near: "Nothing comes near enough.",
  pack_damaged: "The knowledge is damaged, so there is no answer.", symptoms_fit: "Found by what was described.",
};

/** Why a match is not sure, as a sentence; nothing where it is. */
export function reason(lang, name) {
  return (lang === "ja" ? REASON_JA : REASON_EN)[name];
}
