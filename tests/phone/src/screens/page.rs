//! The parts that every screen is made of: a title, a body of lines, and what the keys do.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::theme::Theme;
use super::{plain, split};
use crate::app::{Field, Form};

/// Columns left free on both sides.
const MARGIN: u16 = 3;

/// How wide a field is.
const FIELD: usize = 48;

/// One screen's content.
#[derive(Debug)]
pub struct Page {
    theme: Theme,
    title: String,
    width: u16,
    body: Vec<Line<'static>>,
    hints: Vec<(String, String)>,
    alert: Option<String>,
    /// Row and column in the body.
    cursor: Option<(usize, usize)>,
}

impl Page {
    /// An empty page as wide as the window.
    pub(super) fn new(title: &str, theme: Theme) -> Self {
        Self::narrow(title, super::SIZE.0.saturating_sub(MARGIN.saturating_mul(2)), theme)
    }

    /// An empty page of another width.
    pub(super) fn narrow(title: &str, width: u16, theme: Theme) -> Self {
        Self {
            theme,
            title: title.to_owned(),
            width,
            body: Vec::new(),
            hints: Vec::new(),
            alert: None,
            cursor: None,
        }
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.body.push(Line::default());
    }

    /// A line as it is.
    pub(super) fn line(&mut self, spans: Vec<Span<'static>>) {
        self.body.push(Line::from(spans));
    }

    /// Text, wrapped.
    pub(super) fn text(&mut self, text: &str) {
        self.styled(text, Style::new());
    }

    /// Text that stands back.
    pub(super) fn quiet(&mut self, text: &str) {
        self.styled(text, self.theme.quiet());
    }

    /// Text, wrapped, in one style.
    pub(super) fn styled(&mut self, text: &str, style: Style) {
        let lines = wrap(text, self.width);
        self.body.extend(lines.into_iter().map(|line| Line::styled(line, style)));
    }

    /// A headline with a sign before it.
    pub(super) fn headline(&mut self, sign: &str, text: &str, style: Style) {
        self.styled(&format!("{sign} {text}"), style);
    }

    /// What went wrong, and an empty line after it.
    pub(super) fn problem(&mut self, text: Option<String>) {
        if let Some(text) = text {
            let style = self.theme.warning();
            self.styled(&format!("! {text}"), style);
        }
    }

    /// A name and what it stands for.
    pub(super) fn fact(&mut self, name: &str, value: &str) {
        let name = Span::styled(pad(name, 20), self.theme.quiet());
        self.line(vec![name, plain(value)]);
    }

    /// A row of a list.
    pub(super) fn row(&mut self, focused: bool, text: &str, detail: &str) {
        let sign = if focused { "› " } else { "  " };
        let style = if focused { self.theme.focus() } else { Style::new() };
        let detail = Span::styled(detail.to_owned(), self.theme.quiet());
        // What stands alone has all the room.
        let text = if detail.content.is_empty() { text.to_owned() } else { pad(text, 34) };
        self.line(vec![Span::styled(format!("{sign}{text}"), style), detail]);
    }

    /// Fields with their names, and the cursor in the one that has the focus.
    pub(super) fn fields(&mut self, names: &[&str], form: &Form) {
        for (index, (name, field)) in names.iter().zip(&form.fields).enumerate() {
            self.field(name, field, form.focused_field() == Some(index));
        }
    }

    fn field(&mut self, name: &str, field: &Field, focused: bool) {
        let sign = if focused { "› " } else { "  " };
        let style = if focused { self.theme.focus() } else { Style::new() };
        let room = FIELD.min(usize::from(self.width).saturating_sub(24));
        let shown = field.shown();
        // The part around the cursor, where the text is longer than the field.
        let skipped = field.cursor().saturating_sub(room.saturating_sub(1));
        let visible: String = shown.chars().skip(skipped).take(room).collect();
        let column = pad(name, 20);
        if focused {
            let before = Line::raw(
                visible.chars().take(field.cursor().saturating_sub(skipped)).collect::<String>(),
            );
            let at = Line::raw(format!("{sign}{column}[")).width().saturating_add(before.width());
            self.cursor = Some((self.body.len(), at));
        }
        self.line(vec![
            Span::styled(format!("{sign}{column}"), style),
            plain("["),
            Span::styled(pad_with(&visible, room, '_'), style),
            plain("]"),
        ]);
    }

    /// Buttons in a row, or in as many as they need; the sign stands before the one that has the focus.
    pub(super) fn buttons(&mut self, names: &[&str], focused: Option<usize>) {
        let mut row = Line::default();
        for (index, name) in names.iter().enumerate() {
            let has_focus = focused == Some(index);
            let sign = if has_focus { "› " } else { "  " };
            let style = if has_focus { self.theme.focus() } else { Style::new() };
            let button = Span::styled(format!("{sign}[ {name} ] "), style);
            let used = row.width().saturating_add(button.width());
            if used > usize::from(self.width) && !row.spans.is_empty() {
                self.body.push(std::mem::take(&mut row));
            }
            row.push_span(button);
        }
        self.body.push(row);
    }

    /// What a key does.
    pub(super) fn hint(&mut self, key: &str, what: &str) {
        self.hints.push((key.to_owned(), what.to_owned()));
    }

    /// A line above everything else on the page.
    pub(super) fn alert(&mut self, text: &str) {
        self.alert = Some(text.to_owned());
    }

    /// The same page with something above it that has the keyboard.
    pub(super) fn below(self, hints: Vec<(String, String)>) -> Self {
        Self { cursor: None, hints, ..self }
    }

    /// The body alone, for a page inside a box: lines, and where the cursor is.
    pub(super) fn into_body(self) -> (Vec<Line<'static>>, Option<(usize, usize)>) {
        (self.body, self.cursor)
    }

    /// Draws the page.
    pub(super) fn render(self, corner: &str, theme: Theme, area: Rect, frame: &mut Frame<'_>) {
        let rule = || Line::styled("─".repeat(usize::from(area.width)), theme.quiet());
        let (head, rest) = split(area, 2);
        frame.render_widget(Paragraph::new(vec![self.head(corner), rule()]), head);
        let (body, foot) = split(rest, rest.height.saturating_sub(2));
        frame.render_widget(Paragraph::new(vec![rule(), self.foot()]), foot);
        let mut lines = self.body;
        let mut cursor = self.cursor;
        if let Some(alert) = self.alert {
            lines.insert(0, Line::styled(format!("! {alert}"), theme.warning()));
            cursor = cursor.map(|(row, column)| (row.saturating_add(1), column));
        }
        let inner = Rect {
            x: body.x.saturating_add(MARGIN),
            width: body.width.saturating_sub(MARGIN.saturating_mul(2)),
            ..body
        };
        place_cursor(cursor, inner, frame);
        frame.render_widget(Paragraph::new(lines), inner);
    }

    fn head(&self, corner: &str) -> Line<'static> {
        let left = format!(" Assenso  {}", self.title);
        let used = Line::raw(left.as_str()).width().saturating_add(Line::raw(corner).width());
        let gap = usize::from(super::SIZE.0).saturating_sub(used).saturating_sub(1);
        Line::from(vec![
            Span::styled(" Assenso  ", self.theme.name()),
            Span::styled(self.title.clone(), self.theme.strong()),
            plain(" ".repeat(gap)),
            Span::styled(corner.to_owned(), self.theme.quiet()),
        ])
    }

    fn foot(&self) -> Line<'static> {
        let mut spans = vec![plain(" ")];
        for (key, what) in &self.hints {
            spans.push(Span::styled(key.clone(), self.theme.strong()));
            spans.push(plain(format!(" {what}   ")));
        }
        Line::from(spans)
    }
}

/// Puts the terminal's cursor where a body has it.
pub(super) fn place_cursor(cursor: Option<(usize, usize)>, area: Rect, frame: &mut Frame<'_>) {
    if let Some((row, column)) = cursor {
        let offset = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        let position = Position {
            x: area.x.saturating_add(offset(column)),
            y: area.y.saturating_add(offset(row)),
        };
        if area.contains(position) {
            frame.set_cursor_position(position);
        }
    }
}

/// Breaks text into lines between words.
pub(super) fn wrap(text: &str, width: u16) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if Line::raw(longer.as_str()).width() <= usize::from(width) || line.is_empty() {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    lines
}

/// Text in a column of `width`; text that is longer ends in `…`.
pub(super) fn pad(text: &str, width: usize) -> String {
    pad_with(text, width, ' ')
}

fn pad_with(text: &str, width: usize, fill: char) -> String {
    let own = Line::raw(text).width();
    if own > width {
        let kept: String = text.chars().take(width.saturating_sub(2)).collect();
        return pad_with(&format!("{kept}…"), width, fill);
    }
    let missing = width.saturating_sub(own);
    text.chars().chain(std::iter::repeat_n(fill, missing)).collect()
}
