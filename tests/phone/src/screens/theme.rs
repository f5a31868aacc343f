//! Styles. Colour only repeats what a word or a sign says.

use ratatui::style::{Color, Modifier, Style};

/// Whether colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
}

#[expect(
    clippy::unused_self,
    reason = "every style is asked of the theme, also one without colour"
)]
impl Theme {
    /// A theme with or without colours.
    #[must_use]
    pub fn new(colour: bool) -> Self {
        Self { colour }
    }

    /// The theme that the environment asks for (<https://no-color.org>).
    #[must_use]
    pub fn from_environment() -> Self {
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self::new(!no_colour)
    }

    fn with(self, colour: Color, modifier: Modifier) -> Style {
        let style = Style::new().add_modifier(modifier);
        if self.colour { style.fg(colour) } else { style }
    }

    pub(super) fn banner(self) -> Style {
        self.with(Color::Cyan, Modifier::empty())
    }

    pub(super) fn name(self) -> Style {
        self.with(Color::Cyan, Modifier::BOLD)
    }

    pub(super) fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    pub(super) fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    pub(super) fn focus(self) -> Style {
        self.with(Color::Cyan, Modifier::BOLD)
    }

    pub(super) fn good(self) -> Style {
        self.with(Color::Green, Modifier::BOLD)
    }

    pub(super) fn warning(self) -> Style {
        self.with(Color::Yellow, Modifier::BOLD)
    }

    pub(super) fn bad(self) -> Style {
        self.with(Color::Red, Modifier::BOLD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_no_style_has_one() {
        let theme = Theme::new(false);
        for style in [
            theme.banner(),
            theme.name(),
            theme.strong(),
            theme.quiet(),
            theme.focus(),
            theme.good(),
            theme.warning(),
            theme.bad(),
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(Theme::new(true).bad().fg.is_some());
    }
}
