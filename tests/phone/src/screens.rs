//! What a person sees: one file a screen, each a function from the model to a [`Page`].

mod codes;
mod deeds;
mod gate;
mod home;
mod outcome;
mod page;
mod pair;
mod pin;
mod request;
mod settings;
mod theme;

#[cfg(test)]
mod tests;

use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::layout::{Constraint, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use ratatui::{Frame, Terminal};

pub use page::Page;
pub use theme::Theme;

use crate::app::{Front, Model, Screen};

/// The smallest window.
pub const SIZE: (u16, u16) = (80, 24);

/// How many lines a banner takes at most.
const BANNER_LINES: usize = 3;

/// Draws the model.
pub fn draw(model: &Model, theme: Theme, frame: &mut Frame<'_>) {
    let window = frame.area();
    if window.width < SIZE.0 || window.height < SIZE.1 {
        let text = (model.words().too_small)(window.width, window.height);
        let lines = page::wrap(&text, window.width);
        frame.render_widget(
            Paragraph::new(lines.into_iter().map(Line::raw).collect::<Vec<_>>()),
            window,
        );
        return;
    }
    let column = window.centered_horizontally(Constraint::Length(SIZE.0));
    let banner: Vec<String> =
        model.banner.iter().flat_map(|line| page::wrap(line, SIZE.0)).take(BANNER_LINES).collect();
    let (top, rest) = split(column, u16::try_from(banner.len()).unwrap_or(0));
    let lines: Vec<_> = banner.into_iter().map(|line| Line::styled(line, theme.banner())).collect();
    frame.render_widget(Paragraph::new(lines), top);

    let page = page_of(model, theme);
    match &model.pin {
        None => page.render(&corner(model), theme, rest, frame),
        Some(dialog) => {
            let below = page.below(pin::hints(model));
            below.render(&corner(model), theme, rest, frame);
            pin::draw(dialog, model, theme, rest, frame);
        }
    }
}

fn page_of(model: &Model, theme: Theme) -> Page {
    let mut page = match (&model.front, &model.screen) {
        (Some(Front::Request(screen)), _) => request::page(screen, model, theme),
        (Some(Front::Outcome(screen)), _) => outcome::page(screen, model, theme),
        (None, Screen::Gate(gate)) => gate::page(gate, model, theme),
        (None, Screen::Home(home)) => home::page(home, model, theme),
        (None, Screen::Pair(pair)) => pair::page(pair, model, theme),
        (None, Screen::Settings(settings)) => settings::page(settings, model, theme),
        (None, Screen::Deeds(deeds)) => deeds::page(deeds, model, theme),
        (None, Screen::Codes(codes)) => codes::page(codes, model, theme),
    };
    if model.has_hidden_request() {
        page.alert(model.words().request_waits);
    }
    page
}

/// What the upper right corner says.
fn corner(model: &Model) -> String {
    let words = model.words();
    let offline = (!model.offline.is_empty()).then_some(words.offline);
    let parts: Vec<_> = offline.map(|text| format!("! {text}")).into_iter().collect();
    [parts, vec![words.software_keys.to_owned()]].concat().join(" · ")
}

/// The model drawn in a window of `size`, as plain text: one line a row, no styles.
#[must_use]
pub fn picture(model: &Model, size: (u16, u16)) -> String {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(size.0, size.1));
    let Ok(_) = terminal.draw(|frame| draw(model, Theme::new(false), frame));
    let buffer = terminal.backend().buffer();
    let rows = buffer.content().chunks(usize::from(size.0));
    let line = |row: &[Cell]| {
        let text: String = row.iter().map(Cell::symbol).collect();
        text.trim_end().to_owned()
    };
    rows.map(line).collect::<Vec<_>>().join("\n")
}

/// The upper `rows` of an area, and the rest.
fn split(area: Rect, rows: u16) -> (Rect, Rect) {
    let upper = Rect { height: rows.min(area.height), ..area };
    let rest = Rect {
        y: area.y.saturating_add(upper.height),
        height: area.height.saturating_sub(upper.height),
        ..area
    };
    (upper, rest)
}

/// A span without style.
fn plain(text: impl Into<String>) -> Span<'static> {
    Span::raw(text.into())
}
