//! A resume code as a QR code: for the terminal, and as a picture.

use std::fmt::Write as _;

use fast_qr::qr::{QRBuilder, QRCode};

use super::style::Style;

/// Light modules around the code, without which readers do not find it.
const MARGIN: usize = 4;

/// A resume code as a QR code of half blocks, two modules to a character. With colours it is dark on light whatever the
/// terminal's own are; without, dark modules are the ones that are drawn, as on paper. Nothing if the code is too long.
#[must_use]
pub fn qr_text(code: &str, style: &Style) -> Option<String> {
    let picture = Picture::new(code)?;
    let mut out = String::new();
    for y in (0..picture.width()).step_by(2) {
        let halves = |x| (picture.is_dark(x, y), picture.is_dark(x, y.saturating_add(1)));
        let line: String = (0..picture.width()).map(|x| block(halves(x))).collect();
        match style.ansi {
            // Black on bright white.
            true => out.push_str(&format!("\u{1b}[30;107m{line}\u{1b}[0m\n")),
            false => out.push_str(&format!("{}\n", line.trim_end())),
        }
    }
    Some(out)
}

/// A resume code as a QR code in SVG, without a size of its own. Nothing if the code is too long.
#[must_use]
pub fn qr_svg(code: &str) -> Option<String> {
    let picture = Picture::new(code)?;
    let width = picture.width();
    let mut path = String::new();
    for y in 0..width {
        let mut x = 0usize;
        while x < width {
            let run = (x..width).take_while(|x| picture.is_dark(*x, y)).count();
            if run > 0 {
                // Writing to a string does not fail.
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x = x.saturating_add(run).saturating_add(1);
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\" role=\"img\" \
         shape-rendering=\"crispEdges\">\n<title>{}</title>\n<rect width=\"{width}\" height=\"{width}\" fill=\"#fff\"/>\n\
         <path d=\"{path}\" fill=\"#000\"/>\n</svg>\n",
        plain(code, true)
    ))
}

/// The modules with their margin.
struct Picture(Box<QRCode>);

impl Picture {
    fn new(code: &str) -> Option<Self> {
        // Without hyphens it is as small as it can be, in the mode for capital letters and digits.
        QRBuilder::new(plain(code, false)).build().ok().map(|qr| Self(Box::new(qr)))
    }

    fn width(&self) -> usize {
        self.0.size.saturating_add(MARGIN).saturating_add(MARGIN)
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(MARGIN).filter(|at| *at < self.0.size);
        let (Some(x), Some(y)) = (inside(x), inside(y)) else { return false };
        let at = y.saturating_mul(self.0.size).saturating_add(x);
        self.0.data.get(at).is_some_and(|module| module.value())
    }
}

/// What a code consists of, in capital letters.
fn plain(code: &str, hyphens: bool) -> String {
    let kept = code.chars().filter(|c| c.is_ascii_alphanumeric() || hyphens && *c == '-');
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

fn block((above, below): (bool, bool)) -> char {
    match (above, below) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}
