//! Fields and buttons, and how keys move between them.

use super::field::Field;
use super::{Key, field::Kind};

/// Some fields above a row of buttons; one of all of them has the focus.
#[derive(Debug, Default)]
pub struct Form {
    /// The fields, top to bottom.
    pub fields: Vec<Field>,
    /// How many buttons there are; the first is the one that Enter means.
    pub buttons: usize,
    /// Index of what has the focus: fields first, then buttons.
    pub focus: usize,
}

impl Form {
    /// A form whose first part has the focus.
    #[must_use]
    pub fn new(fields: Vec<Field>, buttons: usize) -> Self {
        Self { fields, buttons, focus: 0 }
    }

    /// Which field has the focus.
    #[must_use]
    pub fn focused_field(&self) -> Option<usize> {
        (self.focus < self.fields.len()).then_some(self.focus)
    }

    /// Which button has the focus.
    #[must_use]
    pub fn focused_button(&self) -> Option<usize> {
        self.focus.checked_sub(self.fields.len())
    }

    /// A field's text; empty if there is no such field.
    #[must_use]
    pub fn text(&self, field: usize) -> &str {
        self.fields.get(field).map_or("", Field::text)
    }

    /// Takes a key; the button that it pressed, if it pressed one.
    pub fn press(&mut self, key: Key) -> Option<usize> {
        let focused_field = self.focused_field();
        if let Some(field) = focused_field.and_then(|index| self.fields.get_mut(index))
            && field.press(key)
        {
            return None;
        }
        let last_field = self.fields.len().saturating_sub(1);
        match key {
            Key::Enter => match (focused_field, self.focused_button()) {
                (Some(index), _) if index < last_field => self.focus = index.saturating_add(1),
                (Some(_), _) => return Some(0),
                (None, button) => return button,
            },
            Key::Tab | Key::Down | Key::Right => self.step(1),
            Key::BackTab | Key::Up | Key::Left => self.step(self.parts().saturating_sub(1)),
            _ => {}
        }
        None
    }

    /// Puts text into the field that has the focus.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.focused_field().and_then(|index| self.fields.get_mut(index)) {
            field.paste(text);
        }
    }

    /// Empties what is secret, or was a code, and goes to the first such field.
    pub fn clear_secrets(&mut self) {
        let secret = |field: &Field| field.kind() != Kind::Text;
        self.fields.iter_mut().filter(|field| secret(field)).for_each(Field::clear);
        self.focus = self.fields.iter().position(secret).unwrap_or(0);
    }

    fn parts(&self) -> usize {
        self.fields.len().saturating_add(self.buttons)
    }

    fn step(&mut self, by: usize) {
        self.focus = self.focus.saturating_add(by).checked_rem(self.parts()).unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_goes_through_the_fields_and_presses_the_first_button() {
        let field = || Field::new(Kind::Text, 9);
        let mut form = Form::new(vec![field(), field()], 2);
        assert_eq!(form.press(Key::Enter), None);
        assert_eq!(form.focused_field(), Some(1));
        assert_eq!(form.press(Key::Enter), Some(0));
        form.press(Key::Tab);
        form.press(Key::Tab);
        assert_eq!(form.press(Key::Enter), Some(1));
        form.press(Key::Tab);
        assert_eq!(form.focused_field(), Some(0));
        form.press(Key::BackTab);
        assert_eq!(form.focused_button(), Some(1));
    }

    #[test]
    fn a_form_without_parts_takes_every_key() {
        let mut form = Form::default();
        for key in [Key::Enter, Key::Tab, Key::Up, Key::Char('x')] {
            assert!(form.press(key).is_none_or(|button| button == 0));
        }
    }
}
