//! A QR code as the path of an SVG: small enough to stand in the page, so that no secret is in an address of its own.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around it (ISO/IEC 18004).
const MARGIN: usize = 4;

/// How many modules the picture is wide, and the dark ones as strokes along the middle of each row. `None` for a text that
/// is too long for any.
pub fn path(text: &str) -> Option<(usize, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        // Where the pen is; nowhere at the beginning of a row.
        let mut pen = None;
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let begin = usize::try_from(x).ok()? + MARGIN;
            if run > 0 {
                let row = usize::try_from(y).ok()? + MARGIN;
                let _ = match pen {
                    None => write!(path, "M{begin} {row}.5h{run}"),
                    Some(pen) => write!(path, "m{} 0h{run}", begin - pen),
                };
                pen = Some(begin + run);
            }
            x += i32::try_from(run.max(1)).ok()?;
        }
    }
    Some((usize::try_from(code.size()).ok()? + 2 * MARGIN, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strokes_are_the_dark_modules() {
        let text = "otpauth://totp/Trail%20Club:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Trail%20Club\
                    &algorithm=SHA1&digits=6&period=30";
        let (width, path) = path(text).unwrap();
        let code = QrCode::encode_text(text, QrCodeEcc::Low).unwrap();
        assert_eq!(width, usize::try_from(code.size()).unwrap() + 8);
        assert!(path.len() < 4096, "{} bytes", path.len());
        let mut drawn = std::collections::BTreeSet::new();
        for row in path.split('M').skip(1) {
            let (start, strokes) = row.split_once('h').unwrap();
            let (x, y) = start.split_once(' ').unwrap();
            let (mut x, y): (i32, i32) = (x.parse().unwrap(), y.strip_suffix(".5").unwrap().parse().unwrap());
            for (number, stroke) in strokes.split('m').enumerate() {
                let (gap, run) = if number == 0 { ("0", stroke) } else { stroke.split_once(" 0h").unwrap() };
                x += gap.parse::<i32>().unwrap();
                for _ in 0..run.parse::<i32>().unwrap() {
                    drawn.insert((x - 4, y - 4));
                    x += 1;
                }
            }
        }
        let dark = |(x, y): &(i32, i32)| code.get_module(*x, *y);
        let all = (0..code.size()).flat_map(|x| (0..code.size()).map(move |y| (x, y)));
        assert_eq!(drawn, all.filter(dark).collect());
        assert!(super::path(&"x".repeat(5000)).is_none());
    }
}
