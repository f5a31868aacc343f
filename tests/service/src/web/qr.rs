//! A text as a QR code, for a page to draw.

use qrcode::{Color, EcLevel, QrCode};

/// The margin that readers need, in modules.
const QUIET: usize = 4;

/// A QR code as what is dark in it: a path of SVG, one unit a module.
#[derive(Debug)]
pub(crate) struct Qr {
    /// Width and height, with the margin.
    pub(crate) size: usize,
    pub(crate) path: String,
}

/// The QR code of a text; `None` if it is too long for one.
pub(crate) fn draw(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let modules = code.to_colors();
    let mut runs = Vec::new();
    for (row, modules) in modules.chunks(code.width()).enumerate() {
        let y = row.saturating_add(QUIET);
        let mut column = QUIET;
        for run in modules.chunk_by(|one, next| one == next) {
            let length = run.len();
            if run.first() == Some(&Color::Dark) {
                runs.push(format!("M{column} {y}h{length}v1h-{length}z"));
            }
            column = column.saturating_add(length);
        }
    }
    let size = code.width().saturating_add(QUIET.saturating_mul(2));
    Some(Qr { size, path: runs.concat() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the path is dark.
    fn dark(qr: &Qr) -> Vec<(usize, usize)> {
        let number = |text: &str| text.parse::<usize>().unwrap();
        let runs = qr.path.split('M').skip(1).map(|run| {
            let (place, rest) = run.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            (number(x), number(y), number(rest.split('v').next().unwrap()))
        });
        runs.flat_map(|(x, y, length)| (0..length).map(move |at| (x.saturating_add(at), y)))
            .collect()
    }

    #[test]
    fn another_reader_reads_what_is_drawn() {
        let text = "https://mail.example/.well-known/assenso/invite#t=xUuLpWj3j6fxYXHJa3_7YA\
                    &r=_DEfxlTZQtu7ke-naeKJufHMOhqUhHMtplW-MeAiRu8";
        let qr = draw(text).unwrap();
        let dark: std::collections::BTreeSet<_> = dark(&qr).into_iter().collect();
        let pixels = qr.size * 4;
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, |x, y| {
            if dark.contains(&(x / 4, y / 4)) { 0 } else { 255 }
        });
        let found = picture.detect_grids();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].decode().unwrap().1, text);
    }

    #[test]
    fn a_text_that_is_too_long_is_not_drawn() {
        assert!(draw(&"x".repeat(3_000)).is_none());
    }
}
