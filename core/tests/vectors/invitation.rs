//! Invitations: PROTOCOL.md section 6.

use assenso_core::authenticator::{Development, Options};
use assenso_core::pairing::{Invitation, PairingError};
use assenso_core::protocol::DisplayText;
use assenso_core::provider::ProviderError;
use serde_json::Value;

use super::{list, object, text, vectors};

fn read(link: &str, loopback_http: bool) -> Result<Invitation, PairingError> {
    let name = DisplayText::new("Test").unwrap();
    let options = Options {
        app: name.clone(),
        device_name: name,
        listed: Vec::new(),
        development: Some(Development { loopback_http, extra_ca: None }),
    };
    Invitation::parse(link, &options)
}

fn texts<'a>(invitation: &'a Value, name: &str) -> impl Iterator<Item = &'a str> {
    list(invitation, name).iter().map(|text| text.as_str().unwrap())
}

#[test]
fn every_good_link_is_read_and_written_the_same() {
    let vectors = vectors();
    let invitation = &vectors["invitation"];
    for good in list(invitation, "good") {
        let (what, link) = (text(good, "what"), text(good, "text"));
        let read = read(link, false).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(read.encode().expose(), link.trim(), "{what}");
        assert!(link.trim().starts_with(read.issuer()), "{what}");
    }
    for link in texts(invitation, "loopback") {
        assert_eq!(read(link, true).unwrap().encode().expose(), link);
    }
}

#[test]
fn every_other_text_is_no_invitation() {
    let vectors = vectors();
    let invitation = &vectors["invitation"];
    for refused in list(invitation, "refused") {
        let answer = read(text(refused, "text"), true);
        assert!(matches!(answer, Err(PairingError::NotAnInvitation)), "{}", refused["why"]);
    }
    let insecure = |link: &str, loopback_http| {
        let answer = read(link, loopback_http);
        matches!(answer, Err(PairingError::Provider(ProviderError::InsecureIssuer)))
    };
    assert!(texts(invitation, "insecure").all(|link| insecure(link, true)));
    assert!(texts(invitation, "loopback").all(|link| insecure(link, false)));
}

#[test]
fn the_link_names_the_root_of_the_keys_and_the_page_shows_it() {
    let vectors = vectors();
    let invitation = &vectors["invitation"];
    let root = &object(&vectors, "keys, epoch 1")["header"]["kid"];
    assert_eq!(invitation["root"], *root);
    let document = include_str!("../../../docs/PROTOCOL.md");
    assert!(document.contains(text(invitation, "link")));
}
