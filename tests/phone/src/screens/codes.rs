//! The fallback codes, with the seconds they are still good.

use ratatui::text::Span;

use super::page::pad;
use super::request::bar;
use super::{Page, Theme, plain};
use crate::app::{Codes, Model};
use crate::gateway::CodeItem;

/// How many cells the bar has.
const BAR: u32 = 15;

pub(super) fn page(codes: &Codes, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().codes, &model.words().keys);
    let mut page = Page::new(words.title, theme);
    page.gap();
    match &codes.items {
        Some(items) if items.is_empty() => page.text(words.none),
        Some(items) => {
            page.text(words.text);
            page.gap();
            for item in items.iter().skip(codes.first) {
                code(&mut page, item, model, theme);
            }
            if let Some(until) = codes.open_until {
                page.quiet(&(words.locks_in)(until.left_from(model.now).as_secs()));
            }
            if items.len() > 1 {
                page.hint("↑ ↓", keys.choose);
            }
        }
        None if codes.is_opening() => page.quiet(words.opening),
        None => {
            page.text(words.locked);
            page.gap();
            page.problem(codes.problem.map(|problem| model.lang.problem(problem)));
            page.hint(keys.enter, words.unlock);
        }
    }
    page.hint(keys.esc, keys.back);
    page
}

fn code(page: &mut Page, item: &CodeItem, model: &Model, theme: Theme) {
    let left = item.valid_until.left_from(model.now);
    page.line(vec![
        Span::styled(item.name.clone(), theme.strong()),
        Span::styled(format!("  {}", item.provider), theme.quiet()),
    ]);
    page.line(vec![
        plain("  "),
        Span::styled(pad(&grouped(&item.code), 12), theme.name()),
        Span::styled(bar(left, item.period, BAR), theme.name()),
        plain(pad(&format!(" {:>4}", (model.words().seconds)(left.as_secs())), 12)),
        Span::styled(
            format!("{} {}", model.words().codes.next, grouped(&item.next)),
            theme.quiet(),
        ),
    ]);
    page.gap();
}

/// A code in two groups: `123 456`, `1234 567`.
fn grouped(code: &str) -> String {
    let half = code.chars().count().div_ceil(2);
    let (first, second): (String, String) =
        (code.chars().take(half).collect(), code.chars().skip(half).collect());
    format!("{first} {second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_in_two_groups() {
        assert_eq!(grouped("123456"), "123 456");
        assert_eq!(grouped("1234567"), "1234 567");
        assert_eq!(grouped("12345678"), "1234 5678");
    }
}
