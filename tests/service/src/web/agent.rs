//! What a browser calls itself, reduced to two enumerations. The text itself goes nowhere.

use assenso_core::protocol::{Browser, System};

/// The browser family and the operating system of a `User-Agent`.
///
/// The order matters: most browsers also name those that they want to be taken for.
pub(crate) fn recognize(user_agent: &str) -> (Browser, System) {
    let has = |mark: &str| user_agent.contains(mark);
    let browser = if has("Edg/") || has("EdgA/") || has("EdgiOS/") {
        Browser::Edge
    } else if has("OPR/") || has("OPiOS/") {
        Browser::Opera
    } else if has("Firefox/") || has("FxiOS/") {
        Browser::Firefox
    } else if has("Chrome/") || has("Chromium/") || has("CriOS/") {
        Browser::Chrome
    } else if has("Safari/") {
        Browser::Safari
    } else {
        Browser::Other
    };
    let system = if has("Windows") {
        System::Windows
    } else if has("iPhone") || has("iPad") {
        System::Ios
    } else if has("Android") {
        System::Android
    } else if has("Mac OS X") || has("Macintosh") {
        System::MacOs
    } else if has("Linux") {
        System::Linux
    } else {
        System::Other
    };
    (browser, system)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEBKIT: &str = "AppleWebKit/537.36 (KHTML, like Gecko)";

    #[rstest::rstest]
    #[case(
        "(Windows NT 10.0; Win64; x64)",
        "Chrome/131.0 Safari/537.36",
        Browser::Chrome,
        System::Windows
    )]
    #[case(
        "(Windows NT 10.0)",
        "Chrome/131.0 Safari/537.36 Edg/131.0",
        Browser::Edge,
        System::Windows
    )]
    #[case(
        "(X11; Linux x86_64)",
        "Chrome/131.0 Safari/537.36 OPR/115.0",
        Browser::Opera,
        System::Linux
    )]
    #[case(
        "(X11; Linux x86_64; rv:132.0)",
        "Gecko/20100101 Firefox/132.0",
        Browser::Firefox,
        System::Linux
    )]
    #[case(
        "(Macintosh; Intel Mac OS X 10_15)",
        "Version/18.1 Safari/605.1",
        Browser::Safari,
        System::MacOs
    )]
    #[case(
        "(iPhone; CPU iPhone OS 18_1 like Mac OS X)",
        "CriOS/131.0 Mobile Safari/604.1",
        Browser::Chrome,
        System::Ios
    )]
    #[case(
        "(Linux; Android 15; Pixel 9)",
        "Chrome/131.0 Mobile Safari/537.36",
        Browser::Chrome,
        System::Android
    )]
    fn browsers_are_recognized(
        #[case] platform: &str,
        #[case] product: &str,
        #[case] browser: Browser,
        #[case] system: System,
    ) {
        let user_agent = format!("Mozilla/5.0 {platform} {WEBKIT} {product}");
        assert_eq!(recognize(&user_agent), (browser, system));
    }

    #[test]
    fn anything_else_is_other() {
        assert_eq!(recognize("curl/8.10"), (Browser::Other, System::Other));
        assert_eq!(recognize(""), (Browser::Other, System::Other));
    }

    proptest::proptest! {
        #[test]
        fn whatever_a_browser_calls_itself_is_one_of_a_few_words(text in ".{0,300}") {
            let (browser, system) = recognize(&text);
            let words = serde_json::to_string(&(browser, system)).unwrap();
            proptest::prop_assert!(words.len() < 30, "{}", words);
        }
    }
}
