//! Colours, light and dark. What a colour says stands in words beside it.

use crate::model::Risk;
use crate::render::picture::{PictureKind, PictureNode};

/// The class that colours a node.
pub(super) fn of(node: &PictureNode) -> &'static str {
    match node.kind {
        PictureKind::Caution => "warning",
        kind if kind.is_end() => "end",
        _ => match node.colour() {
            Some(Risk::Safe) => "safe",
            Some(Risk::Disruptive) => "disruptive",
            Some(Risk::Reconfigures) => "reconfigures",
            Some(Risk::Destructive) => "destructive",
            None => "",
        },
    }
}

/// Fills are pale in the light and deep in the dark, so that text is read on all of them. The colours of the light stand
/// first, without variables: not every program knows those, or the dark.
pub(super) const STYLE: &str = "\
.shindan text { font-family: 'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic UI', 'Yu Gothic', Meiryo, 'BIZ UDPGothic', system-ui, sans-serif; fill: #1b1f24; }
.shindan .page { fill: #ffffff; }
.shindan .title { font-weight: bold; }
.shindan .middle { text-anchor: middle; }
.shindan .small { fill: #4a525c; }
.shindan .when { fill: #4a525c; font-style: italic; }
.shindan .caution { fill: #8a3800; font-weight: bold; }
.shindan .edge { fill: none; stroke: #6b7480; stroke-width: 1.5; }
.shindan .aside { stroke-dasharray: 6 4; }
.shindan .head { fill: #6b7480; }
.shindan .plate { fill: #ffffff; stroke: #c3c9d0; }
.shindan .node { fill: #f3f5f7; stroke: #57606a; stroke-width: 1.5; }
.shindan .warning { fill: #fff8e1; stroke: #c25e00; }
.shindan .safe { fill: #e8f5e9; stroke: #2e7d32; }
.shindan .disruptive { fill: #fff3c4; stroke: #b07800; }
.shindan .reconfigures { fill: #ffe0b2; stroke: #c74a00; }
.shindan .destructive { fill: #ffd5d9; stroke: #b71c1c; stroke-width: 3; }
.shindan .end { fill: #e3f2fd; stroke: #1565c0; }
.shindan .taken { stroke: #6a1b9a; stroke-width: 4; }
.shindan .head.taken { fill: #6a1b9a; stroke-width: 1; }
.shindan .plate.taken { stroke-width: 2.5; }
@media (prefers-color-scheme: dark) {
.shindan text { fill: #eef1f4; }
.shindan .page { fill: #14171b; }
.shindan .small, .shindan .when { fill: #b4bcc6; }
.shindan .caution { fill: #ffc36b; }
.shindan .edge { stroke: #929ba6; }
.shindan .head { fill: #929ba6; }
.shindan .plate { fill: #14171b; stroke: #4a525c; }
.shindan .node { fill: #262b31; stroke: #929ba6; }
.shindan .warning { fill: #3a2c00; stroke: #ffb74d; }
.shindan .safe { fill: #14361b; stroke: #66bb6a; }
.shindan .disruptive { fill: #423400; stroke: #e0b93c; }
.shindan .reconfigures { fill: #55290a; stroke: #ff9850; }
.shindan .destructive { fill: #5a151b; stroke: #ff6b6b; }
.shindan .end { fill: #0f2f4d; stroke: #64b5f6; }
.shindan .taken { stroke: #d694ff; }
.shindan .head.taken { fill: #d694ff; }
}
";
