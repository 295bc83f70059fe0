//! A table of numbers where they stand.

use super::{Context, context};

/// The number between the marks, which no log holds.
#[track_caller]
fn at(marked: &str) -> Context {
    let start = marked.find('‹').unwrap();
    let end = marked.find('›').unwrap().saturating_sub('‹'.len_utf8());
    context(&marked.replace(['‹', '›'], ""), start, end)
}

#[track_caller]
fn all(expected: Context, lines: &[&str]) {
    let wrong: Vec<_> = lines.iter().filter(|line| at(line) != expected).map(|line| (line, at(line))).collect();
    assert!(wrong.is_empty(), "{expected:?}: {wrong:#?}");
}

#[test]
fn announced_as_a_code() {
    all(
        Context::Error,
        &[
            "【‹011›：ネットワークエラー】",
            "【‹011›】",
            "【‹０１１›：】",
            "[‹011›]",
            "［‹０１１›］",
            "エラー‹011›",
            "エラー‹０１１›になりました",
            "ｴﾗｰ ‹011›",
            "エラーコード：‹011›",
            "エラーコードは‹011›です",
            "エラー番号 ‹011›",
            "エラーNo.‹011›",
            "エラー「‹011›」",
            "エラー‹011›番が出ます",
            "エラー‹011›時の対応",
            "エラー‹011›分からない",
            "コード ‹011›",
            "障害コード:‹011›",
            "‹011›エラーが出た",
            "画面に‹011›と表示された",
            "error ‹011›",
            "ERROR ‹011›",
            "ERROR\t‹011›",
            "the ‹011› error",
            "Error code: ‹011›",
            "error code is ‹011›",
            "error no. ‹011›",
            "error number ‹011›",
            "error-‹011›",
            "error #‹011›",
            "Error: [‹011›]",
            "[ERROR] ‹011›: network",
            "エラー内容「‹102›」",
            "ERR ‹011› at line 102",
            "err=‹011›",
            "code=‹011›",
            "code=‹011›,detail=5",
            "error_code=‹011›",
            "errorCode:‹011›",
            "{\"code\":\"‹011›\"}",
            "{\"code\": ‹011›}",
            "<Code>‹011›</Code>",
            "<error code=\"‹001›\" room=\"2\"/>",
            "room 102: error ‹011›",
            "Diagnostic-Code: smtp; ‹550›",
            "host mx.example said: ‹550›",
            "SMTP error from remote mail server after RCPT TO:<nobody@example.org>: ‹550› Unknown user",
            "接続エラー [192.0.2.1]: ‹011› ネットワーク",
            "SMTP error ‹550›",
            "Status: ‹5.1.1›",
            "dsn=‹4.4.1›, status=deferred",
            "(#‹5.1.1›)",
            "detail=‹5.1.1›",
        ],
    );
}

#[test]
fn counted_measured_dated_or_numbered() {
    all(
        Context::Quantity,
        &[
            "‹101›号室",
            "ナースコールエラー ‹101›号室",
            "エラー‹101›号室",
            "Subject: 【‹101›号室】清掃",
            "room ‹101›",
            "エラー‹101›件を集計",
            "エラー率 ‹102›%",
            "エラー ‹101› 件",
            "error ‹101› ms",
            "error after ‹101› ms",
            "error count ‹102›",
            "‹101› errors found",
            "‹905›円",
            "¥‹901›",
            "￥‹901›",
            "total $‹102›",
            "1,‹101›",
            "‹101›,000",
            "03-0000-‹0101›",
            "０３ー００００ー‹０１０１›",
            "エラー時連絡先 03-0000-‹0901›",
            "area code ‹011›",
            "市外局番‹011›",
            "QRコード ‹905›",
            "barcode=‹901›",
            "HTTP status code ‹101›",
            "HTTP ‹101›",
            "HTTP/1.1 ‹101› Switching",
            "10.0.‹101›.1",
            "192.0.2.‹101›",
            "0.0.0.0:‹901›",
            "09:12:33,‹101›",
            "10:10:11.‹011›",
            "2026-‹101›",
            "〒‹101›-0000",
            "port=‹901›",
            "port ‹905› closed",
            "TCP/‹906›",
            "ver ‹905›",
            "page ‹101› of 102",
            "p.‹102›",
            "sshd[‹906›]: closed",
            "[Thread-‹101›]",
            "pid=‹901›",
            "予約番号 ‹011›",
            "受付番号は‹101›",
            "第‹101›回",
            "No.‹101›",
            "#‹101›",
            "<EventID>‹905›</EventID>",
            "line ‹102›: ok",
            "(-‹101›)",
            "model X-‹101›",
            "処方 ‹015› 日分",
            "192.‹5.1.1›",
            "version ‹5.1.1›",
            "v‹5.1.1›",
            "‹5.1.1›.7",
        ],
    );
}

#[test]
fn nothing_said() {
    all(
        Context::Neutral,
        &[
            "‹011›",
            "2026-04-01,INFO,‹101›,room",
            "\"reception\",\"‹102›\",\"waiting\"",
            "‹015›,0x04000020",
            "‹010›/0x8100000B",
            "‹550›-5.1.1 no such user",
            "#‹550› 5.1.1 no such user",
            "first attempt: ‹450› 4.7.1 wait",
            "terminal: ‹101› is ready",
            "550-‹5.1.1› no such user",
            "550 ‹5.1.1› no such user",
            "‹905› 0X8100004",
            "main ‹905› ERROR",
        ],
    );
}

#[test]
fn any_range_of_any_text() {
    let text = "エラー０１１\u{0}🦀101号室\r\n";
    for start in 0..=text.len().saturating_add(1) {
        for end in 0..=text.len().saturating_add(1) {
            let _ = context(text, start, end);
        }
    }
    assert_eq!(context("011", 2, 1), Context::Neutral);
}
