//! The look-up of codes as printed: every row of every pack is found, and nothing is allocated on the way.
#![cfg(feature = "fs")]

mod common;

use common::packs;

#[test]
fn every_row_is_found_without_an_allocation() {
    for (name, knowledge) in packs() {
        let mut looked_up = 0;
        for rule in &knowledge.packs()[0].model().unwrap().rules {
            for row in &rule.matches {
                let mut found = false;
                let allocated = allocation_counter::measure(|| {
                    found = knowledge.lookup(&row.code, row.detail.as_deref()).any(|r| std::ptr::eq(r.rule, rule));
                });
                assert!(found, "{name}: {} {:?}", row.code, row.detail);
                assert_eq!(allocated.count_total, 0, "{name}: {} {:?}", row.code, row.detail);
                looked_up += 1;
            }
        }
        assert!(looked_up > 0, "{name}");
        let missed = allocation_counter::measure(|| assert!(knowledge.lookup("FUJ999", None).next().is_none()));
        assert_eq!(missed.count_total, 0, "{name}");
    }
}
