//! Reading and writing invitations. The published examples are in `core/tests/vectors`.

use proptest::prelude::*;

use super::*;
use crate::authenticator::Development;
use crate::jose::Bytes;
use crate::protocol::DisplayText;

const ISSUER: &str = "https://mail.example";

fn options(loopback_http: bool) -> Options {
    Options {
        app: DisplayText::new("Test").unwrap(),
        device_name: DisplayText::new("Test").unwrap(),
        listed: vec![ISSUER.to_owned()],
        development: loopback_http.then(|| Development { loopback_http, ..Development::default() }),
    }
}

fn parse(text: &str) -> Result<Invitation, PairingError> {
    Invitation::parse(text, &options(false))
}

fn link(issuer: &str) -> String {
    let (token, root) = (Bytes::new([7; 16]), Bytes::new([9; 32]));
    format!("{issuer}/.well-known/assenso/invite#t={token}&r={root}")
}

#[test]
fn debug_prints_no_token() {
    let shown = format!("{:?}", parse(&link(ISSUER)).unwrap());
    assert_eq!(shown, "Invitation(https://mail.example, <redacted>)");
}

#[test]
fn what_the_app_does_not_vouch_for_is_said_to_be_so() {
    assert!(parse(&link(ISSUER)).unwrap().is_listed());
    for other in
        ["https://mail.example.com", "https://mail.example:8443", "https://xn--mil-ela.example"]
    {
        assert!(!parse(&link(other)).unwrap().is_listed(), "{other}");
    }
}

#[test]
fn the_domain_is_what_a_person_has_to_read() {
    assert_eq!(parse(&link(ISSUER)).unwrap().domain(), "mail.example");
    assert_eq!(parse(&link("https://mail.example:8443")).unwrap().domain(), "mail.example:8443");
}

#[test]
fn without_tls_it_is_for_loopback_in_development_alone() {
    let loopback = link("http://127.0.0.1:8642");
    assert!(Invitation::parse(&loopback, &options(true)).is_ok());
    let insecure = |text: &str, loopback_http| {
        let refused = Invitation::parse(text, &options(loopback_http));
        matches!(refused, Err(PairingError::Provider(ProviderError::InsecureIssuer)))
    };
    assert!(insecure(&loopback, false));
    assert!(insecure(&link("http://mail.example"), true));
}

proptest! {
    #[test]
    fn whatever_is_read_is_written_the_same(
        host in "[a-z]{1,20}(\\.[a-z]{2,9}){1,3}",
        port in proptest::option::of(1024_u16..),
        token in any::<[u8; 16]>(),
        root in any::<[u8; 32]>(),
        around in "[ \t\r\n]{0,3}",
    ) {
        let issuer = port.map_or(format!("https://{host}"), |port| format!("https://{host}:{port}"));
        let (token, root) = (Bytes::new(token), Bytes::new(root));
        let link = format!("{issuer}/.well-known/assenso/invite#t={token}&r={root}");
        let read = parse(&format!("{around}{link}{around}")).unwrap();
        let written = read.encode();
        prop_assert_eq!(written.expose(), &link);
        prop_assert_eq!(read.issuer(), &issuer);
        prop_assert_eq!(read.token().expose(), token.to_string());
        prop_assert_eq!(read.root().as_str(), root.to_string());
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        prop_assert!(parse(&text).is_err());
    }

    #[test]
    fn a_changed_link_is_refused_or_is_what_it_says(at in 0_usize..120, by in any::<char>()) {
        let mut letters: Vec<char> = link(ISSUER).chars().collect();
        let at = at.min(letters.len().saturating_sub(1));
        letters[at] = by;
        let changed: String = letters.into_iter().collect();
        if let Ok(read) = parse(&changed) {
            let written = read.encode();
            prop_assert_eq!(written.expose(), changed.trim_matches([' ', '\t', '\r', '\n']));
        }
    }
}
