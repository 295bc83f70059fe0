//! Where each row's cells stand in the source file: the extraction's merged, slipped and lost cells, as data.

/// A number is a column of the row's own line (from 0); a row's name says that the cell is merged with that row's;
/// `lost` says that the print holds something there that the file does not; `msg` takes the code from the 【…】 of the
/// row's message; `-` says that no code is printed at all.
///
/// What stands after `#` says why a row is not read straight from its own eight columns.
pub(crate) const TABLE: &str = "
row line code  detail heading message error_type causes checks remediation
r01   7  0     1      2       3       4          5      6      7
r02   8  r01   1      r01     r01     4          r01    r01    r01  # cells merged over three rows
r03   9  r01   1      r01     r01     4          r01    r01    r01  # cells merged over three rows
r04  10  msg   0      1       2       3          lost   4      5    # slipped one column left, and one cell short
r05  11  0     1      r04     r04     4          5      6      7    # heading and message merged with the row above
r06  12  0     1      2       3       4          5      6      7
r07  16  0     1      2       3       4          5      6      7
r08  17  r07   1      r07     r07     r07        5      r07    r07  # merged over three rows; only the causes differ
r09  18  0     1      r07     3       r07        r08    r07    r07  # the same merged cells; causes as for its detail
r10  19  0     1      2       3       4          5      6      7    # blank cells: nothing is carried over (E73)
r11  20  0     1      2       3       4          5      6      7
r12  21  0     1      2       3       4          5      r16    7    # the checks of ten rows stand in the middle one
r13  22  r12   1      r12     r12     4          5      r16    r12  # cells merged over ten rows
r14  23  r12   1      r12     r12     4          5      r16    r12  # cells merged over ten rows
r15  24  r12   1      r12     r12     4          5      r16    r12  # cells merged over ten rows
r16  25  r12   1      r12     r12     4          5      6      r12  # cells merged over ten rows
r17  26  r12   1      r12     r12     4          5      r16    r12  # cells merged over ten rows
r18  27  r12   1      r12     r12     4          5      r16    r12  # cells merged over ten rows
r19  28  r12   1      r12     r12     4          5      r16    r12  # cells merged over ten rows
r20  29  r12   1      r12     r12     4          5      r16    r12  # cells merged over ten rows
r21  30  r12   1      r12     r12     4          5      r16    r12  # cells merged over ten rows
r22  34  0     1      2       3       4          5      6      7
r23  35  0     1      2       3       4          5      6      7
r24  36  0     1      2       3       4          5      6      7
r25  37  0     1      r26     3       4          5      6      7    # heading merged across the page break (E37)
r26  41  0     1      2       3       4          5      6      7
r27  42  r26   5      r26     r26     6          7      8      9    # slipped four columns right
r28  43  r26   7      r26     r26     8          9      lost   lost # slipped six columns right, the end cut off (E49)
r29  44  r26   0      r26     r26     1          2      3      4    # slipped left: the merged cells are left out
r30  48  -     1      r26     r26     4          5      6      7    # continues the page before (E58)
r31  49  -     1      r26     r26     4          5      6      7    # continues the page before (E58)
r32  50  -     1      r26     r26     4          5      6      7    # continues the page before (E58)
r33  51  -     1      r26     r26     4          5      6      7    # continues the page before (E58)
r34  52  -     1      r26     r26     4          5      6      7    # continues the page before (E58)
r35  53  0+msg 1      2       r36     4          5      6      7    # the message of four rows stands in the second
r36  54  r35   1      2       3       4          5      6      7    # the code of four rows stands in the first
r37  55  r35   1      2       r36     4          5      6      7    # code and message merged over four rows
r38  56  r35   1      2       r36     5          6      7      lost # slipped one column right, the last cell cut off (E70)
";

/// Codes that a row has by inference only: the code column does not print them there.
pub(crate) const INFERRED: &[(&[&str], &str, &str)] = &[
    (&["r04"], "FUJ008", "printed in the next row, which shares heading and message"),
    (&["r05"], "008", "the number in the message that the row shares with the row above"),
    (&["r25"], "FUJ905", "the heading is shared with FUJ905 on the next page"),
    (&["r26", "r27", "r28", "r29"], "905", "the number without FUJ, as 008 and 906 have it"),
    (&["r30", "r31", "r32", "r33", "r34"], "FUJ905", "the code cells are blank: the page before goes on (E58)"),
];

/// Codes that are two codes in the knowledge, although a row of one could be inferred to be of the other.
pub(crate) const SEPARATE: &[(&str, &str, &str)] =
    &[("905", "FUJ905", "code column and message print them separately (E45): a row of one is not a row of the other")];

/// Where one item ends and how the next begins.
type Ends = &'static [(&'static str, &'static str)];

/// Items that only a space separates, by line, and why. Anywhere else a space is a line break of the print, or stands
/// before a bracket, and separates nothing.
pub(crate) const SPLITS: &[(usize, Ends, &str)] = &[
    (
        12,
        &[
            ("未登録", "加入者"),
            ("重複", "オンライン"),
            ("エラー", "マイナ"),
            ("エラー", "その他"),
            ("エラー", "システム"),
        ],
        "the inner list has no bullets",
    ),
    (
        16,
        &[("発生している", "LAN"), ("抜け", "IPSec"), ("いない", "無線"), ("弱い", "IP"), ("いる", "その他")],
        "the list of causes has no bullets",
    ),
    (16, &[("無効化", "外付け"), ("使用", "IPv4")], "the list of alternatives has no bullets"),
    (
        17,
        &[
            ("発生している", "LAN"),
            ("抜け", "IPSec"),
            ("いない", "無線"),
            ("弱い", "IP"),
            ("いる", "その他"),
            ("ある", "本人"),
        ],
        "the list of causes has no bullets",
    ),
    (25, &[("再実行する", "他の")], "the list of checks has no bullets"),
    (35, &[("お願いします", "上記で")], "the line after the last numbered step"),
    (37, &[("登録されている", "上記に")], "the line after the last item of the list"),
    (42, &[("使用の場合", "一度")], "the line under an item of the list"),
    (52, &[("場合)", "上記の")], "the line after the last item of the list"),
    (54, &[("行います", "上記で")], "the line after the last numbered step"),
];

/// The cells whose sentences are compared, in the order of [`TABLE`].
pub(crate) const CELLS: [&str; 6] = ["heading", "message", "error_type", "causes", "checks", "remediation"];
