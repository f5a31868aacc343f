//! Leaving an account, deactivating, recovery codes.

use super::{Page, Theme};
use crate::app::{Deeds, Leaf, Matter, Model};

pub(super) fn page(deeds: &Deeds, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().deeds, &model.words().keys);
    let pair = &model.words().pair;
    let title = match deeds.matter {
        Matter::SignOut => words.sign_out,
        Matter::Deactivate => words.deactivate,
        Matter::NewCode | Matter::EnterCode => words.recovery_code,
    };
    let mut page = Page::new(title, theme);
    page.gap();
    let focused = deeds.form.focused_button();
    match &deeds.leaf {
        Leaf::Ask => {
            let text = match deeds.matter {
                Matter::SignOut => (words.sign_out_text)(&deeds.name),
                Matter::Deactivate => (words.deactivate_text)(&deeds.name),
                Matter::NewCode => words.new_code_text.to_owned(),
                Matter::EnterCode => words.enter_code_text.to_owned(),
            };
            page.text(&text);
            page.gap();
            if deeds.matter == Matter::SignOut {
                page.headline("!", words.sign_out_warning, theme.warning());
                page.gap();
            }
            let labels = match deeds.matter {
                Matter::EnterCode => vec![words.recovery_code, pair.password],
                _ => vec![pair.password],
            };
            fields(&mut page, deeds, &labels);
            let button = match deeds.matter {
                Matter::SignOut => words.sign_out,
                Matter::Deactivate => words.deactivate,
                Matter::NewCode | Matter::EnterCode => pair.go_on,
            };
            page.buttons(&[button, pair.cancel], focused);
        }
        Leaf::Sure => {
            page.headline("!", words.deactivate_sure, theme.warning());
            page.gap();
            fields(&mut page, deeds, &[pair.password]);
            page.buttons(&[words.deactivate, pair.cancel], focused);
        }
        Leaf::Write(code) => {
            page.text(words.write_text);
            page.gap();
            // EXPOSE: the person writes it down.
            let groups: Vec<&str> = code.groups.iter().map(|group| group.expose()).collect();
            page.styled(&groups.join("  "), theme.strong());
            page.gap();
            page.text(&(words.write_asked)(code.asked.saturating_add(1)));
            page.gap();
            fields(&mut page, deeds, &[words.group]);
            page.buttons(&[words.written, pair.cancel], focused);
        }
        Leaf::Done => {
            let text = match deeds.matter {
                Matter::SignOut => words.signed_out,
                Matter::Deactivate => words.deactivated,
                Matter::NewCode => words.code_kept,
                Matter::EnterCode => words.full_power,
            };
            page.headline("✓", text, theme.good());
            page.gap();
            page.buttons(&[pair.done], focused);
        }
    }
    page.gap();
    if deeds.is_busy() {
        page.quiet(model.words().wait);
    }
    page.problem(deeds.problem.map(|problem| model.lang.problem(problem)));
    page.hint(keys.tab, keys.choose);
    page.hint(keys.enter, keys.go_on);
    page.hint(keys.esc, keys.back);
    page
}

fn fields(page: &mut Page, deeds: &Deeds, labels: &[&str]) {
    if !deeds.form.fields.is_empty() {
        page.fields(labels, &deeds.form);
        page.gap();
    }
}
