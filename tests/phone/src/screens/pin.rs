//! The PIN prompt, in a box above what it is for.

use assenso_core::ports::{SignReason, UnlockReason};
use ratatui::Frame;
use ratatui::layout::{Constraint, Margin, Rect};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

use super::page::place_cursor;
use super::{Page, Theme};
use crate::app::{Model, PinDialog};
use crate::keys::PinPurpose;

/// The box's inner width.
const WIDTH: u16 = 60;

pub(super) fn draw(
    dialog: &PinDialog,
    model: &Model,
    theme: Theme,
    area: Rect,
    frame: &mut Frame<'_>,
) {
    let words = model.words();
    let mut page = Page::narrow("", WIDTH, theme);
    page.text(&purpose(dialog, model));
    page.gap();
    page.fields(&[words.gate.pin], &dialog.form);
    page.gap();
    page.buttons(&[words.pin.confirm, words.pair.cancel], dialog.form.focused_button());
    if let Some(problem) = dialog.problem {
        page.gap();
        page.problem(Some(model.lang.problem(problem)));
    }
    let (lines, cursor) = page.into_body();
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
    let sheet =
        area.centered(Constraint::Length(WIDTH.saturating_add(6)), Constraint::Length(height));
    let border = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.focus())
        .title(format!(" {} ", words.pin.title));
    // Whole rows: words cut in two by a border are hard to look at.
    let band = Rect { x: area.x, width: area.width, ..sheet };
    frame.render_widget(Clear, band);
    frame.render_widget(border, sheet);
    let inner = sheet.inner(Margin { horizontal: 3, vertical: 2 });
    frame.render_widget(Paragraph::new(lines), inner);
    place_cursor(cursor, inner, frame);
}

/// What the keys do while the prompt is there.
pub(super) fn hints(model: &Model) -> Vec<(String, String)> {
    let (words, keys) = (model.words(), &model.words().keys);
    let hint = |key: &str, what: &str| (key.to_owned(), what.to_owned());
    vec![hint(keys.enter, words.pin.confirm), hint(keys.esc, words.pair.cancel)]
}

fn purpose(dialog: &PinDialog, model: &Model) -> String {
    let words = &model.words().pin;
    match &dialog.ask.purpose {
        PinPurpose::Sign(SignReason::Associate { provider, account }) => {
            (words.associate)(account, provider)
        }
        PinPurpose::Sign(SignReason::Approve { provider, account, .. }) => {
            (words.approve)(account, provider)
        }
        PinPurpose::Sign(SignReason::Deactivate { provider, account }) => {
            (words.deactivate)(account, provider)
        }
        PinPurpose::Sign(SignReason::RecoveryCode { provider, account }) => {
            (words.recovery_code)(account, provider)
        }
        PinPurpose::Sign(SignReason::Silent) => words.other.to_owned(),
        PinPurpose::Codes(UnlockReason::Associate) => words.seal_code.to_owned(),
        PinPurpose::Codes(UnlockReason::ShowCodes) => words.show_codes.to_owned(),
    }
}
