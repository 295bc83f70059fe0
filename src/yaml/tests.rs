//! The room's tests: one file for each promise.

mod agreement;
mod hostile;
mod messages;
mod places;
mod refusals;
mod traps;

use crate::{Diagnostic, Limits, Span};

use super::{Document, read};

/// A rule with every way of writing that the knowledge files use.
const RULE: &str = r#"# yaml-language-server: $schema=../../../schema/rule.schema.json
id: fuj905-reader-not-found
matches:
  - { code: FUJ905, detail: "0x02000001", row: r27, error_type: { ja: リーダライタが見つからない, en: Reader not found } }
  - { code: '011', detail: "x(5)C02-4" }
symptoms:
  - ja: リモートデスクトップで見ているときだけエラーになる   # 管理者
checks:
  - id: remote-session
    ask: { ja: 資格確認端末にリモートデスクトップで接続していますか }
    answers: { yes: { supports: [remote-desktop] }, no: { excludes: [remote-desktop] } }
    minutes: 5
    optional: false
    caution:
remediation:
  - id: replug-reader
    steps:
      - ja: |
          USBケーブルを挿し直し、
          30秒待つ。
        en: >-
          Replug the cable
          and wait.
      - ja: 【001：マイナンバーカードの認識不可】と表示されたら
          もう一度置く
        "a/b~c": ok
"#;

fn ok(text: &str) -> Document {
    read("a.yaml", text, &Limits::default()).unwrap_or_else(|found| panic!("{text:?} is refused: {found:#?}"))
}

fn refused(text: &str) -> Vec<Diagnostic> {
    match read("a.yaml", text, &Limits::default()) {
        Ok(document) => panic!("{text:?} is read as {}", document.value),
        Err(found) => found,
    }
}

/// The codes of the diagnostics, e.g. `SD0103 SD0108`.
fn codes(found: &[Diagnostic]) -> String {
    found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>().join(" ")
}

fn source(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_else(|| panic!("{span:?} is no range of {text:?}"))
}

/// Every `*.yaml` under `knowledge/`, and [`RULE`].
fn rules() -> Vec<(String, String)> {
    let mut found = vec![("rule.yaml".to_owned(), RULE.to_owned())];
    let mut todo = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")];
    while let Some(directory) = todo.pop() {
        for entry in std::fs::read_dir(&directory).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}
