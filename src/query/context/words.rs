//! Words that announce a code, and words that count or measure. Each list is one text with `|` between the words.

use std::sync::LazyLock;

use super::lists::Words;

/// What may stand between a word and its number.
const MARKS: &[char] = &[
    ' ', ':', '=', '"', '\'', '「', '『', '“', '‘', '[', ']', '(', '<', '>', '【', '#', '、', ',', ';', '|', '-', '→',
];

/// Small words between a word and its number: `error code is 011`, `エラーは011`.
static LINKS: LazyLock<Words> =
    LazyLock::new(|| Words::before("is|was|of|with|は|が|の|with code|番|no.|no|nr.|number|番号|id"));

/// What announces a code. `code` itself is looked at more closely, see [`CODES`].
static ERRORS: LazyLock<Words> = LazyLock::new(|| {
    Words::before(
        "\
    error|err|errcode|errorcode|errno|error message|error msg|error_no|error_id|errorno|errorid|fault|\
    faultcode|alarm|alarmcode|failure|exception|エラー|ｴﾗｰ|エラー表示|エラーメッセージ|エラー内容|エラーno.|エラーid|\
    障害|異常|故障|例外|アラーム|警報",
    )
});

/// What announces a code where a colon follows it.
static SAYS: LazyLock<Words> =
    LazyLock::new(|| Words::before("said|says|reply|response|rejected|refused|failed|bounced|returned"));

/// What announces a number with two dots in it, the status of a delivery.
static STATES: LazyLock<Words> =
    LazyLock::new(|| Words::before("dsn|status|diagnostic-code|detail|詳細|詳細コード|ステータス|smtp"));

/// What announces a code behind a semicolon: `Diagnostic-Code: smtp; 550`.
static SMTP: LazyLock<Words> = LazyLock::new(|| Words::before("smtp"));

/// `code` itself.
static CODES: LazyLock<Words> = LazyLock::new(|| Words::before("code|codes|コード|ｺｰﾄﾞ"));

/// Words before `code` or `コード` that make something else of it.
static OTHER_CODES: LazyLock<Words> = LazyLock::new(|| {
    Words::before(
        "\
    area|zip|post|postal|bar|qr|country|dial|dialing|dialling|source|http|status|room|color|colour|product|\
    item|customer|patient|promo|key|char|language|currency|access|security|region|state|exit|byte|op|mail|\
    store|branch|bank|drug|department|バー|地域|郵便|国|ソース|商品|店舗|銀行|支店|品目|薬品|診療科|\
    市区町村|カラー|文字|電源|延長|地区|医療機関|顧客|患者",
    )
});

/// What is counted, measured or numbered by the number behind it.
static MEASURES: LazyLock<Words> = LazyLock::new(|| {
    Words::before(
        "\
    room|port|page|pages|p.|pp.|version|ver|ver.|v|rev|build|release|tel|tel.|telephone|phone|fax|ext|ext.|\
    extension|dial|call|line|lines|row|col|column|pid|ppid|tid|uid|gid|thread|process|id|eventid|event|seq|\
    sequence|http|https|http status|status code|no|no.|nr|nr.|number|num|ticket|vlan|model|tray|chart|seat|\
    locker|floor|bed|zip|postcode|elapsed|duration|count|total|amount|price|fee|cost|qty|size|len|length|\
    bytes|width|height|offset|index|idx|level|retry|attempt|tries|remaining|remain|ttl|timeout|after|than|\
    about|queue|age|weight|channel|slot|step|track|bus|route|serial|barcode|lot|order|sum|max|min|avg|\
    code point|year|day|week|month|time|tcp|udp|番号|番|電話|内線|外線|市外局番|局番|スレッド|スレッドid|\
    プロセス|プロセスid|ポート|ページ|頁|行|行目|部屋|病室|診察室|会議室|ナースコール|国道|県道|バス|郵便|\
    合計|小計|総計|累計|計|件数|回数|人数|枚数|点数|個数|台数|日数|金額|料金|会計|在庫|体重|身長|血糖|血圧|\
    収縮期|拡張期|脈拍|体温|年齢|時刻|時間|温度|処方|バージョン|版|型番|モデル|率|残り|最大|最小|平均|以上|\
    以下|シリアル|ロッカー|待ち|席",
    )
});

/// What a number in front of it counts, in Latin letters, attached or behind a space.
static LATIN_UNITS: LazyLock<Words> = LazyLock::new(|| {
    Words::after(
        "\
    ms|msec|s|sec|secs|second|seconds|min|mins|minute|minutes|h|hour|hours|day|days|week|weeks|month|months|\
    year|years|us|ns|kg|g|mg|cm|mm|km|ml|dl|b|kb|mb|gb|tb|kib|mib|gib|byte|bytes|bit|bits|px|pt|dpi|rpm|bpm|\
    fps|hz|khz|mhz|ghz|kbps|mbps|gbps|v|w|kw|yen|usd|eur|jpy|dollars|errors|warnings|notices|items|times|\
    users|people|persons|patients|pages|files|rows|records|requests|retries|messages|connections|sectors|\
    lines|entries|events|packets|of|percent|pcs|x|failures|visits|cards|jobs",
    )
});

/// What a number in front of it counts, in Japanese, and behind each `!` what must not follow: `分` counts, `分からない`
/// does not.
static UNITS: LazyLock<Words> = LazyLock::new(|| {
    Words::after(
        "\
    円|件!名|回!復!線!避!答|人!間|名!前!称|秒|分!か!析!類!ら!散|時!点!計!々|\
    日!本!時!付!曜!常|月!曜|年|週|号|番|点!検!滅!灯|歳|才|個!人!別|枚|台!帳|\
    本!日!人!体!機!製!来!件!書|階|室|度!々|倍|行!わ!き!う!っ!い!な|頁|ページ|ミリ|\
    キロ|メートル|グラム|バイト|パーセント|ポイント|ドル|ユーロ|箱|本目|系統|丁目|会議室|\
    診察室|番地|か月|ヶ月|カ月|ヵ月|錠|泊|通!信!知!常!話|社|床|席|冊|匹|台目|束|世帯|\
    グループ",
    )
});

/// Units that a code in a sentence may be followed by as well: `エラー011番`, `エラー011時`.
const LOOSE_UNITS: &[char] = &['時', '日', '月', '年', '番', '度', '号'];

/// What calls the number in front of it a code: `011エラー`, `011と表示`.
static CALLED: LazyLock<Words> = LazyLock::new(|| Words::after("エラー|のエラー|ｴﾗｰ|番エラー|と表示|が表示|と出"));

/// Whether the text that ends in front of a number announces a code. `before` is read backwards.
pub(super) fn announced(before: &[char], dotted: bool) -> bool {
    let near = skip(before);
    let marks = before.get(..before.len().saturating_sub(near.len())).unwrap_or_default();
    is_error(near)
        || (marks.iter().any(|c| matches!(c, ':' | '=')) && SAYS.any(near))
        || (marks.contains(&';') && SMTP.any(near))
        || (dotted && STATES.any(near))
        // `(#5.1.1)`: the mark that mail servers write before a status.
        || (dotted && matches!(before, ['#', '(' | ' ', ..] | ['#']))
        || LINKS.find(near).any(|(_, rest)| is_error(skip(rest)))
}

fn is_error(near: &[char]) -> bool {
    // `code` and `コード`, unless it is that of a bar, an area or a post office.
    ERRORS.any(near) || CODES.find(near).any(|(_, rest)| !OTHER_CODES.any(one_mark(rest, &[' ', '_', '-'])))
}

/// Whether the text that ends in front of a number says what it measures or numbers. `before` is read backwards.
pub(super) fn measured(before: &[char], dotted: bool) -> bool {
    let near = skip(before);
    // `HTTP/1.1 101`
    let http = || {
        let version = near.iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
        near.get(version..).and_then(|rest| rest.strip_prefix(&['/'])).is_some_and(|rest| MEASURES.any(rest))
    };
    (!dotted && before.first() == Some(&'#'))
        || MEASURES.any(near)
        || CODES.find(near).any(|(_, rest)| OTHER_CODES.any(skip(rest)))
        || http()
        || LINKS.find(near).any(|(_, rest)| MEASURES.any(skip(rest)))
}

/// Whether the text behind a number counts something. A code that was announced may be followed by more.
pub(super) fn counted(after: &[char], announced: bool) -> bool {
    let near = one_mark(after, &[' ']);
    if near.first().is_some_and(char::is_ascii_alphanumeric) {
        return LATIN_UNITS.any(near);
    }
    let more = || [['号', '室'], ['番', '目']].iter().any(|more| near.starts_with(more));
    UNITS.find(near).any(|(unit, _)| {
        let loose = announced && unit.len() == 1 && unit.iter().all(|c| LOOSE_UNITS.contains(c)) && !more();
        !loose
    })
}

/// Whether the text behind a number calls it a code.
pub(super) fn called(after: &[char]) -> bool {
    CALLED.any(one_mark(after, &['」', '』', '"', ')', ' ']))
}

/// Whether a text says that something went wrong.
pub(super) fn is_about_an_error(text: &str) -> bool {
    const WORDS: [&str; 8] = ["error", "err", "failed", "failure", "fails", "rejected", "refused", "bounced"];
    ["エラー", "失敗", "拒否", "障害"].iter().any(|word| text.contains(word))
        || text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|w| WORDS.iter().any(|known| w.eq_ignore_ascii_case(known)))
}

/// Text without the marks at its near end.
fn skip(text: &[char]) -> &[char] {
    let marks = text.iter().take_while(|c| MARKS.contains(c)).count();
    text.get(marks..).unwrap_or_default()
}

/// Text without one of `marks` at its near end.
fn one_mark<'a>(text: &'a [char], marks: &[char]) -> &'a [char] {
    match text {
        [first, rest @ ..] if marks.contains(first) => rest,
        _ => text,
    }
}
