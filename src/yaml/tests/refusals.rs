//! What is YAML, and still no knowledge file.

use super::{codes, ok, refused, source};

#[test]
fn duplicate_keys_all_of_them() {
    let text = "id: x\ntext: { ja: あ, ja: い }\nlist:\n  - { a: 1, \"a\": 2, a: 3 }\nid: y\n";
    let found = refused(text);
    assert_eq!(codes(&found), "SD0103 SD0103 SD0103 SD0103");
    assert_eq!(found[0].message, "duplicate key `ja`");
    assert_eq!((found[0].line, found[0].column), (2, 16));
    assert_eq!(found[0].labels[0].span.start, text.find("ja").unwrap());
    assert_eq!(found[0].labels[0].text, "first written here");
    assert_eq!(source(text, found[1].span), "\"a\"");
    assert_eq!((found[3].line, found[3].labels[0].span.start), (5, 0));
}

#[test]
fn anchors_aliases_and_tags() {
    let text = "a: &x 1\nb: *x\nc: !!int 3\nd: !foo\n  e: 1\nf: &y !!str g\nh: &z\n  - i\n*x : j\n";
    let found = refused(text);
    assert_eq!(codes(&found), "SD0104 SD0104 SD0114 SD0114 SD0104 SD0114 SD0104 SD0104");
    let places: Vec<_> = found.iter().map(|d| source(text, d.span)).collect();
    assert_eq!(places, ["&x", "*x", "!!int", "!foo", "&y", "!!str", "&z", "*x"]);
    let found = refused("ja: *必須*\n");
    assert_eq!(codes(&found), "SD0104");
    assert_eq!(found[0].help.as_deref(), Some("put the text in quotation marks: \"*必須*\""));
}

#[test]
fn keys_that_are_no_words() {
    assert_eq!(codes(&refused("[a]: b\n")), "SD0112");
    assert_eq!(codes(&refused("? { a: b }\n: c\nd: e\nd: f\n")), "SD0112 SD0103");
    let found = refused("a: b\n: c\n");
    assert_eq!(codes(&found), "SD0112");
    assert_eq!((found[0].line, found[0].column), (2, 1));
    ok("? a\n: b\n");
}

#[test]
fn one_document() {
    let found = refused("---\na: 1\n---\nb: 2\n---\nc: 3\n");
    assert_eq!(codes(&found), "SD0111");
    assert_eq!(found[0].line, 3);
    assert_eq!(codes(&refused("a: 1\na: 2\n---\nb: 2\n")), "SD0103 SD0111");
    ok("---\na: 1\n");
    ok("%YAML 1.2\n---\na: 1\n...\n# end\n");
}

#[test]
fn empty() {
    for text in ["", "\n", "\u{feff}", "# nothing\n", "---\n", "---\n# nothing\n", "  \r\n"] {
        assert_eq!(codes(&refused(text)), "SD0113", "{text:?}");
    }
}

#[test]
fn invisible_characters() {
    for (text, line, column) in [
        ("a: b\u{7}\n", 1, 5),
        ("a: b\nc: \u{0}\n", 2, 4),
        ("あ: \u{feff}\n", 1, 4),
        ("a: \"b\u{2028}c\"\n", 1, 6),
        ("a: \u{85}\n", 1, 4),
    ] {
        let found = refused(text);
        assert_eq!(codes(&found), "SD0101", "{text:?}");
        assert_eq!((found[0].line, found[0].column), (line, column), "{text:?}");
    }
    assert_eq!(codes(&refused("a: \u{1}\nb: \u{2}\n")), "SD0101 SD0101");
    assert_eq!(codes(&refused("a: b\rc: d\r")), "SD0101");
    assert_eq!(codes(&refused("a: b\r\r\nc: d\r\r\n")), "SD0101");
}
