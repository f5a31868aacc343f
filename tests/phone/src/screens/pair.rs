//! The pairing wizard.

use super::{Page, Theme};
use crate::app::{Model, Pair, Stage};
use crate::gateway::Invitation;

pub(super) fn page(pair: &Pair, model: &Model, theme: Theme) -> Page {
    let words = &model.words().pair;
    let keys = &model.words().keys;
    if pair.finishing && pair.is_busy() {
        let mut page = Page::new(words.finishing_title, theme);
        page.gap();
        page.text(words.finishing_text);
        page.gap();
        page.quiet(model.words().wait);
        return page;
    }
    let mut page = Page::new(title(pair, model), theme);
    page.gap();
    body(&mut page, pair, model, theme);
    page.gap();
    if pair.is_busy() {
        page.quiet(model.words().wait);
    } else if pair.resent && pair.sms().is_some() {
        page.headline("✓", words.resent, theme.good());
    }
    page.problem(pair.problem.map(|problem| model.lang.problem(problem)));
    let parts = pair.form.fields.len().saturating_add(pair.form.buttons);
    if parts > 1 {
        page.hint(keys.tab, keys.choose);
    }
    page.hint(keys.enter, keys.go_on);
    page.hint(keys.esc, if pair.stage == Stage::Success { keys.back } else { keys.cancel });
    page
}

fn title(pair: &Pair, model: &Model) -> &'static str {
    let words = &model.words().pair;
    let activates = pair.activates();
    match pair.stage {
        Stage::Provider => words.provider_title,
        Stage::Invitation => words.invitation_title,
        Stage::SignIn => words.sign_in_title,
        Stage::SignInCode => words.code_title,
        Stage::Recovery => words.have_recovery_code,
        Stage::Notice | Stage::Recovered => words.notice_title,
        Stage::Missing { .. } => words.missing_title,
        Stage::AssociateCode if activates => words.activate_title,
        Stage::AssociateCode => words.associate_code_title,
        Stage::Finish => words.finish_title,
        Stage::Activate => words.activate_title,
        Stage::Number => words.number_title,
        Stage::NumberCode => words.number_code_title,
        Stage::Success if activates => words.activated_title,
        Stage::Success => words.success_title,
    }
}

fn body(page: &mut Page, pair: &Pair, model: &Model, theme: Theme) {
    let words = &model.words().pair;
    let provider = pair.step.as_ref().map_or("", |step| step.provider.as_str());
    let issuer = pair.step.as_ref().map_or("", |step| step.issuer.as_str());
    let email = mailbox(pair);
    let focused = pair.form.focused_button();
    match pair.stage {
        Stage::Provider => {
            page.text(words.provider_text);
            page.gap();
            page.fields(&[words.provider], &pair.form);
            page.gap();
            page.buttons(&[words.go_on, words.cancel], focused);
        }
        Stage::Invitation => invitation(page, pair, model, theme),
        Stage::SignIn => {
            page.text(&(words.sign_in_text)(provider, issuer));
            page.gap();
            page.fields(&[words.email, words.password], &pair.form);
            page.gap();
            let mut buttons = vec![words.sign_in];
            if pair.offers_recovery() {
                buttons.push(words.have_recovery_code);
            }
            buttons.push(words.cancel);
            page.buttons(&buttons, focused);
        }
        Stage::SignInCode | Stage::NumberCode | Stage::AssociateCode => code(page, pair, model),
        Stage::Recovery => recovery(page, pair, model),
        Stage::Recovered => {
            page.text(&(words.recovered_text)(email));
            page.gap();
            page.buttons(&[words.associate, words.cancel], focused);
        }
        Stage::Notice => {
            page.text(&(words.notice_text)(email));
            page.gap();
            page.quiet(words.way_back);
            page.gap();
            page.buttons(&[words.associate, words.cancel], focused);
        }
        Stage::Missing { screen_lock, notifications } => {
            missing(page, screen_lock, notifications, pair, model);
        }
        Stage::Finish => {
            page.text(words.finish_text);
            page.gap();
            page.buttons(&[words.go_on, words.start_again, words.cancel], focused);
        }
        Stage::Activate => activate(page, pair, model, theme),
        Stage::Number => {
            page.text(words.number_text);
            page.gap();
            page.fields(&[words.number], &pair.form);
            page.gap();
            page.quiet(words.number_hold);
            page.gap();
            page.buttons(&[words.go_on, words.cancel], focused);
        }
        Stage::Success => success(page, pair, model, theme),
    }
}

/// The mailbox, or whatever is known of it yet.
fn mailbox(pair: &Pair) -> &str {
    let step = pair.step.as_ref();
    let provider = step.map_or("", |step| step.provider.as_str());
    step.and_then(|step| step.email.as_deref()).unwrap_or(provider)
}

fn recovery(page: &mut Page, pair: &Pair, model: &Model) {
    let words = &model.words().pair;
    page.text(words.recovery_text);
    page.gap();
    page.fields(&[words.have_recovery_code], &pair.form);
    page.gap();
    let buttons = [words.go_on, words.back];
    page.buttons(&buttons, pair.form.focused_button());
}

fn activate(page: &mut Page, pair: &Pair, model: &Model, theme: Theme) {
    let words = &model.words().pair;
    page.text(&(words.activate_text)(mailbox(pair)));
    page.gap();
    if let Some(number) = pair.number() {
        page.text(&(words.activate_number)(number));
        page.gap();
    }
    page.headline("!", words.activate_mail, theme.warning());
    page.gap();
    page.quiet(words.activate_later);
    page.gap();
    page.buttons(&[words.activate, words.cancel], pair.form.focused_button());
}

fn success(page: &mut Page, pair: &Pair, model: &Model, theme: Theme) {
    let words = &model.words().pair;
    let provider = pair.step.as_ref().map_or("", |step| step.provider.as_str());
    let activates = pair.activates();
    let done = if activates { words.activated_title } else { words.success_title };
    page.headline("✓", done, theme.good());
    page.gap();
    page.text(&(words.success_text)(mailbox(pair), provider));
    page.gap();
    page.text(words.success_next);
    page.gap();
    if activates {
        page.headline("!", words.activated_mail, theme.warning());
        page.gap();
    }
    page.buttons(&[words.done], pair.form.focused_button());
}

fn invitation(page: &mut Page, pair: &Pair, model: &Model, theme: Theme) {
    let words = &model.words().pair;
    let invitation = pair.invitation.as_deref();
    page.styled(
        &(words.invitation_text)(invitation.map_or("", Invitation::domain)),
        theme.strong(),
    );
    page.gap();
    page.text(words.invitation_next);
    page.gap();
    if !invitation.is_some_and(Invitation::is_listed) {
        page.headline("!", words.invitation_unlisted, theme.warning());
        page.gap();
    }
    page.buttons(&[words.go_on, words.cancel], pair.form.focused_button());
}

fn code(page: &mut Page, pair: &Pair, model: &Model) {
    let words = &model.words().pair;
    let associates = pair.stage == Stage::AssociateCode;
    match pair.sms().map(|sms| sms.sent_to.as_str()) {
        Some(number) if associates => page.text(&(words.associate_code_text)(number)),
        Some(number) => page.text(&(words.code_text)(number)),
        None => page.text(words.code_text_after_restart),
    }
    let button = if associates { words.go_on } else { words.verify };
    let back = if pair.stage == Stage::NumberCode { words.number_other } else { words.cancel };
    page.text(words.code_warning);
    page.gap();
    page.fields(&[words.code], &pair.form);
    page.gap();
    let mut buttons = vec![button, words.resend];
    if pair.stage == Stage::SignInCode {
        buttons.push(words.have_recovery_code);
    }
    buttons.push(back);
    page.buttons(&buttons, pair.form.focused_button());
    if let Some(sms) = pair.sms() {
        page.gap();
        page.quiet(&(words.code_left)(pair.code_left(model.now), sms.tries_left));
    }
}

fn missing(page: &mut Page, screen_lock: bool, notifications: bool, pair: &Pair, model: &Model) {
    let words = &model.words().pair;
    page.text(words.missing_text);
    page.gap();
    for (is_missing, text) in
        [(screen_lock, words.missing_lock), (notifications, words.missing_notifications)]
    {
        if is_missing {
            page.text(&format!("• {text}"));
        }
    }
    page.gap();
    page.quiet(words.goes_on);
    page.gap();
    let button = if notifications { words.turn_on } else { words.go_on };
    page.buttons(&[button, words.cancel], pair.form.focused_button());
}
