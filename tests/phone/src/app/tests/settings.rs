//! The way through the settings.

use super::*;
use crate::gateway::At;

fn page(model: &Model) -> Page {
    match &model.screen {
        Screen::Settings(settings) => settings.page,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_way_back_to_associate_is_settings_mailbox_account_two_step() {
    let mut model = empty(Lang::En);
    let unfinished = vec![step(At::SignedIn)];
    model.update(Action::Loaded(Ok(Accounts { paired: Vec::new(), unfinished })));
    let row = Row::Unfinished(FlowId(7));
    keys(&mut model, &[Key::Char('s'), Key::Down, Key::Enter]);
    assert_eq!(page(&model), Page::Mailbox(row));
    keys(&mut model, &[Key::Enter]);
    assert_eq!(page(&model), Page::Account(row));
    keys(&mut model, &[Key::Enter]);
    assert_eq!(page(&model), Page::TwoStep(row));
    keys(&mut model, &[Key::Enter]);
    assert!(matches!(&model.screen, Screen::Pair(pair) if pair.stage == Stage::Notice));
}

#[test]
fn escape_goes_up_one_page_at_a_time() {
    let mut model = associated(Lang::En);
    keys(&mut model, &[Key::Char('s'), Key::Down, Key::Enter, Key::Enter, Key::Enter]);
    let row = Row::Paired(ACCOUNT);
    for expected in [Page::TwoStep(row), Page::Account(row), Page::Mailbox(row), Page::Root] {
        assert_eq!(page(&model), expected);
        keys(&mut model, &[Key::Esc]);
    }
    assert!(matches!(model.screen, Screen::Home(_)));
}

#[test]
fn an_associated_account_offers_neither_associating_nor_removing() {
    let model = associated(Lang::En);
    let row = Row::Paired(ACCOUNT);
    for page in [Page::Root, Page::Mailbox(row), Page::Account(row), Page::TwoStep(row)] {
        let entries = Settings::at(page).entries(&model.accounts);
        assert!(!entries.contains(&Entry::Associate) && !entries.contains(&Entry::Remove));
    }
}

#[test]
fn removing_asks_first_and_cancel_is_what_enter_means() {
    let mut model = associated(Lang::En);
    model.update(Action::Loaded(Ok(accounts(Association::Replaced))));
    keys(&mut model, &[Key::Char('s'), Key::Down, Key::Enter, Key::Enter, Key::Down, Key::Enter]);
    assert_eq!(page(&model), Page::Remove(Row::Paired(ACCOUNT)));
    assert!(keys(&mut model, &[Key::Enter]).is_empty());
    keys(&mut model, &[Key::Down, Key::Enter, Key::Down]);
    let effects = keys(&mut model, &[Key::Enter]);
    assert!(matches!(effects.as_slice(), [Effect::Remove(ACCOUNT)]));
    let effects = model.update(Action::Removed(Ok(())));
    assert!(matches!(effects.as_slice(), [Effect::Load]));
    model.update(Action::Loaded(Ok(Accounts::default())));
    assert_eq!(page(&model), Page::Root);
}

#[test]
fn a_dissociated_account_is_associated_again_at_its_own_provider() {
    let mut model = associated(Lang::En);
    let mut lists = accounts(Association::SignedOut);
    lists.paired.iter_mut().for_each(|item| item.issuer = "https://other.example".to_owned());
    model.update(Action::Loaded(Ok(lists)));
    keys(&mut model, &[Key::Char('s'), Key::Down, Key::Enter, Key::Enter, Key::Enter, Key::Enter]);
    assert!(
        matches!(&model.screen, Screen::Pair(pair) if pair.form.text(0) == "https://other.example")
    );
}

#[test]
fn notifications_are_switched() {
    let mut model = associated(Lang::En);
    let effects = keys(&mut model, &[Key::Char('s'), Key::Enter]);
    assert!(matches!(effects.as_slice(), [Effect::SetNotifications(false)]));
    model.update(Action::NotificationsSet(Ok(false)));
    let effects = keys(&mut model, &[Key::Enter]);
    assert!(matches!(effects.as_slice(), [Effect::SetNotifications(true)]));
}
