//! The keyboard alone is enough.

use assenso_tests::chromium::Setup;
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};
use fantoccini::key::Key;

use crate::screen::Screen;

/// Presses Tab until something has the focus, and shows it.
async fn tab_to(screen: &Screen, css: &str) {
    let tab = char::from(Key::Tab).to_string();
    for _ in 0..12 {
        screen.keys(&tab).await;
        if screen.has(&format!("{css}:focus")).await {
            let outline = screen.find(css).await.css_value("outline-style").await.unwrap();
            assert_eq!(outline, "solid", "the focus on {css} can be seen");
            return;
        }
    }
    panic!("Tab never came to {css}");
}

#[tokio::test]
async fn the_keyboard_alone_signs_in_asks_again_uses_a_code_and_signs_out() {
    let provider = Provider::start().await;
    let Some(screen) = Screen::open(&provider, Setup::default()).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    let code = phone.app.codes().await.unwrap().code(account).await.unwrap();
    let enter = char::from(Key::Enter).to_string();

    screen.visit("/").await;
    screen.keys(EMAIL).await;
    tab_to(&screen, "#password").await;
    screen.keys(&format!("{PASSWORD}{enter}")).await;
    screen.number().await;
    let first = phone.one_request(account).await.details().id.clone();
    tab_to(&screen, "summary").await;
    screen.keys(&enter).await;
    tab_to(&screen, "#again").await;
    screen.keys(&enter).await;
    screen.find("details:not([open])").await;
    let second = phone.one_request(account).await.details().id.clone();
    assert_ne!(first, second);

    tab_to(&screen, "summary").await;
    screen.keys(&enter).await;
    tab_to(&screen, "#use-code").await;
    screen.keys(&enter).await;
    screen.find("#code:focus").await;
    screen.keys(&format!("{}{enter}", code.code.expose())).await;
    assert_eq!(screen.signed_in_by().await, "code");
    tab_to(&screen, "#sign-out").await;
    screen.keys(&enter).await;
    screen.find("#email:focus").await;
}
