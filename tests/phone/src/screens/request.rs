//! An approval request: what waits, how long, the number, and the two answers.

use std::time::Duration;

use assenso_core::protocol::{Browser, PanelAction, PrimaryMethod, System};
use ratatui::text::Span;

use super::page::pad;
use super::{Page, Theme, plain};
use crate::app::{Model, RequestScreen, Sending};
use crate::gateway::BrowserItem;

/// How long a request lives, for the bar.
const LIFE: Duration = Duration::from_mins(2);

/// How wide the body is.
const WIDTH: usize = 74;

/// How many cells the bar has.
const BAR: u32 = 20;

pub(super) fn page(screen: &RequestScreen, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().request, &model.words().keys);
    let left = screen.item.deadline.left_from(model.now);
    let title = match &screen.item.subject {
        Some(subject) if subject.action.is_some() => words.action_title,
        Some(_) => words.title,
        None => words.unknown_title,
    };
    let mut page = Page::new(title, theme);
    let seconds = format!(" {:>5}", (model.words().seconds)(left.as_secs()));
    let bar = bar(left, LIFE, BAR);
    let name = format!("{}  ", words.left);
    let right = [name.as_str(), &bar, &seconds].concat().chars().count();
    page.line(vec![
        Span::styled(pad(words.question, WIDTH.saturating_sub(right)), theme.strong()),
        Span::styled(name, theme.quiet()),
        Span::styled(bar, theme.name()),
        plain(seconds),
    ]);
    page.gap();
    page.fact(words.provider, &screen.item.provider);
    page.fact(words.account, &screen.item.name);
    if let Some(subject) = &screen.item.subject {
        if let Some(action) = &subject.action {
            asked(&mut page, action, model);
        }
        facts(&mut page, &subject.from, &screen.item.time, model, theme);
        page.gap();
        page.text(&(words.number)(screen.item.digits));
        number(&mut page, screen, model, theme);
    } else {
        page.fact(words.time, &screen.item.time);
        page.gap();
        page.text(words.unknown_text);
    }
    match screen.sending {
        Some(Sending::Approve | Sending::Deny) => page.quiet(words.sending),
        Some(Sending::Kept) | None => {
            page.problem(screen.problem.map(|problem| model.lang.problem(problem)));
        }
    }
    match screen.sending {
        Some(Sending::Approve | Sending::Deny) => {}
        Some(Sending::Kept) => page.hint(keys.esc, keys.back),
        None => {
            if screen.item.subject.is_some() {
                page.hint(keys.enter, words.authorize);
            }
            page.hint(&words.deny_key.to_string(), words.deny);
            page.hint(keys.esc, keys.later);
        }
    }
    let more = model.waiting.iter().filter(|item| item.id != screen.item.id).count();
    if more > 0 {
        page.hint("+", &(words.more)(more));
    }
    page
}

/// What a browser that is signed in would change, with every parameter.
fn asked(page: &mut Page, action: &PanelAction, model: &Model) {
    let words = &model.words().request.actions;
    match action {
        PanelAction::Deactivate {} => page.fact(words.what, words.deactivate),
        PanelAction::Number { number } => {
            page.fact(words.what, words.number);
            whole(page, words.new, number.as_str());
        }
        PanelAction::NoticeAddress { notice_address } => {
            page.fact(words.what, words.notice_address);
            whole(page, words.new, notice_address.as_str());
        }
        PanelAction::Methods { primary, code, sms } => {
            page.fact(words.what, words.methods);
            let first = match primary {
                PrimaryMethod::Push => words.phone,
                PrimaryMethod::Code => words.code,
            };
            page.fact(words.first, first);
            let yes_no = |yes: bool| if yes { words.yes } else { words.no };
            let (code, sms) = (yes_no(*code), yes_no(*sms));
            page.fact(words.also, &format!("{} {code}, {} {sms}", words.by_code, words.by_sms));
        }
    }
}

/// A fact of which nothing is cut off: it is what is signed.
fn whole(page: &mut Page, name: &str, value: &str) {
    let characters: Vec<char> = value.chars().collect();
    for (line, part) in characters.chunks(WIDTH / 2).enumerate() {
        page.fact(if line == 0 { name } else { "" }, &part.iter().collect::<String>());
    }
}

fn facts(page: &mut Page, sign_in: &BrowserItem, time: &str, model: &Model, theme: Theme) {
    let words = &model.words().request;
    let other = model.words().other;
    let browser = browser(sign_in.browser).unwrap_or(other);
    let system = system(sign_in.system).unwrap_or(other);
    page.fact(words.browser, &format!("{browser} {} {system}", words.on));
    let (sign, text, style) = if sign_in.known {
        ("✓", words.known, theme.good())
    } else {
        ("!", words.new, theme.warning())
    };
    page.line(vec![plain(pad("", 20)), Span::styled(format!("{sign} {text}"), style)]);
    page.fact(words.address, &sign_in.address);
    page.fact(words.place, sign_in.place.as_deref().unwrap_or(words.place_unknown));
    page.fact(words.time, time);
}

/// The number in boxes, one a digit.
fn number(page: &mut Page, screen: &RequestScreen, model: &Model, theme: Theme) {
    let (words, keys) = (&model.words().request, &model.words().keys);
    let digits: Vec<char> = screen.number.text().chars().collect();
    let boxes = |part: &str| part.repeat(screen.item.digits);
    page.line(vec![plain(boxes(" ┌───┐"))]);
    let mut spans = Vec::new();
    for index in 0..screen.item.digits {
        let shown = match digits.get(index) {
            Some(digit) => *digit,
            None if index == digits.len() => '_',
            None => ' ',
        };
        spans.push(plain(" │ "));
        spans.push(Span::styled(shown.to_string(), theme.focus()));
        spans.push(plain(" │"));
    }
    for (key, what) in [(keys.enter, words.authorize), (&words.deny_key.to_string(), words.deny)] {
        spans.push(plain("   [ "));
        spans.push(Span::styled(key.to_owned(), theme.strong()));
        spans.push(plain(format!("  {what} ]")));
    }
    page.line(spans);
    page.line(vec![plain(boxes(" └───┘"))]);
}

/// What is left of a whole, as a bar of `cells`.
pub(super) fn bar(left: Duration, whole: Duration, cells: u32) -> String {
    let whole = whole.as_millis().max(1);
    let full = left.as_millis().saturating_mul(u128::from(cells)).div_ceil(whole);
    let full = usize::try_from(full).unwrap_or(usize::MAX).min(cells as usize);
    format!("{}{}", "█".repeat(full), "░".repeat((cells as usize).saturating_sub(full)))
}

/// A browser's name, if it has one.
fn browser(browser: Browser) -> Option<&'static str> {
    match browser {
        Browser::Chrome => Some("Chrome"),
        Browser::Edge => Some("Edge"),
        Browser::Firefox => Some("Firefox"),
        Browser::Safari => Some("Safari"),
        Browser::Opera => Some("Opera"),
        Browser::Other => None,
    }
}

/// A system's name, if it has one.
fn system(system: System) -> Option<&'static str> {
    match system {
        System::Windows => Some("Windows"),
        System::MacOs => Some("macOS"),
        System::Linux => Some("Linux"),
        System::Android => Some("Android"),
        System::Ios => Some("iOS"),
        System::Other => None,
    }
}
