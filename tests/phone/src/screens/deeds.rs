//! Leaving an account, deactivating, recovery codes.

use assenso_core::secret::SecretText;

use super::{Page, Theme};
use crate::app::{Deeds, Leaf, Matter, Model};
use crate::gateway::PrintedCode;

pub(super) fn page(deeds: &Deeds, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().deeds, &model.words().keys);
    let title = match deeds.matter {
        Matter::SignOut => words.sign_out,
        Matter::Deactivate => words.deactivate,
        Matter::NewCode | Matter::EnterCode => words.recovery_code,
    };
    let mut page = Page::new(title, theme);
    page.gap();
    match &deeds.leaf {
        Leaf::Ask => ask(&mut page, deeds, model, theme),
        Leaf::Sure => sure(&mut page, deeds, model, theme),
        Leaf::Write(code) => write(&mut page, deeds, code, model, theme),
        Leaf::Done => done(&mut page, deeds, model, theme),
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

fn ask(page: &mut Page, deeds: &Deeds, model: &Model, theme: Theme) {
    let (words, pair) = (&model.words().deeds, &model.words().pair);
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
    let (labels, button): (&[&str], _) = match deeds.matter {
        Matter::SignOut => (&[], words.sign_out),
        Matter::Deactivate => (&[], words.deactivate),
        Matter::NewCode => (&[pair.password], pair.go_on),
        Matter::EnterCode => (&[words.recovery_code, pair.password], pair.go_on),
    };
    form(page, deeds, labels, &[button, pair.cancel]);
}

fn sure(page: &mut Page, deeds: &Deeds, model: &Model, theme: Theme) {
    let (words, pair) = (&model.words().deeds, &model.words().pair);
    page.headline("!", words.deactivate_sure, theme.warning());
    page.gap();
    form(page, deeds, &[pair.password], &[words.deactivate, pair.cancel]);
}

fn write(page: &mut Page, deeds: &Deeds, code: &PrintedCode, model: &Model, theme: Theme) {
    let (words, pair) = (&model.words().deeds, &model.words().pair);
    page.text(words.write_text);
    page.gap();
    // EXPOSE: the person writes it down.
    let groups: Vec<&str> = code.groups.iter().map(SecretText::expose).collect();
    page.styled(&groups.join("  "), theme.strong());
    page.gap();
    page.text(&(words.write_asked)(code.asked.saturating_add(1)));
    page.gap();
    form(page, deeds, &[words.group], &[words.written, pair.cancel]);
}

fn done(page: &mut Page, deeds: &Deeds, model: &Model, theme: Theme) {
    let words = &model.words().deeds;
    let text = match deeds.matter {
        Matter::SignOut => words.signed_out,
        Matter::Deactivate => words.deactivated,
        Matter::NewCode => words.code_kept,
        Matter::EnterCode => words.full_power,
    };
    page.headline("✓", text, theme.good());
    page.gap();
    form(page, deeds, &[], &[model.words().pair.done]);
}

fn form(page: &mut Page, deeds: &Deeds, labels: &[&str], buttons: &[&str]) {
    if !deeds.form.fields.is_empty() {
        page.fields(labels, &deeds.form);
        page.gap();
    }
    page.buttons(buttons, deeds.form.focused_button());
}
