//! Recovery codes: how they are printed, read and kept.

use assenso_core::account::RecoveryCode;
use assenso_core::jose::Bytes;
use assenso_core::secret::SecretText;
use serde_json::Value;

use super::{list, text, vectors};

fn parse(typed: &str) -> Option<RecoveryCode> {
    RecoveryCode::parse(&SecretText::new(typed.to_owned())).ok()
}

/// What the provider keeps of what was typed, if it is a recovery code.
fn kept(typed: &str) -> Option<String> {
    parse(typed).map(|code| code.hash().to_string())
}

fn texts<'a>(vectors: &'a Value, name: &str) -> Vec<&'a str> {
    list(&vectors["recovery"], name).iter().map(|typed| typed.as_str().unwrap()).collect()
}

#[test]
fn a_code_is_printed_read_and_kept_as_in_the_file() {
    let vectors = vectors();
    for vector in list(&vectors["recovery"], "codes") {
        let bytes = Bytes::<16>::parse(text(vector, "code")).unwrap();
        let code = RecoveryCode::from_bytes(*bytes.as_bytes());
        // EXPOSE: a test reads what would be printed.
        let groups: Vec<_> = code.groups().iter().map(|group| group.expose().to_owned()).collect();
        assert_eq!(groups.join("-"), text(vector, "printed"));
        assert_eq!(code.hash().to_string(), text(vector, "hash"));
        assert_eq!(kept(text(vector, "printed")).as_deref(), Some(text(vector, "hash")));
    }
}

#[test]
fn it_is_read_however_it_is_typed() {
    let vectors = vectors();
    for (ways, code) in [("typed", 0), ("typed_zeros", 1)] {
        let hash = text(&list(&vectors["recovery"], "codes")[code], "hash");
        let ways = texts(&vectors, ways);
        assert!(ways.len() >= 2);
        for typed in ways {
            assert_eq!(kept(typed).as_deref(), Some(hash), "{typed}");
        }
    }
}

#[test]
fn what_is_no_recovery_code_is_refused() {
    let vectors = vectors();
    let refused = list(&vectors["recovery"], "refused");
    assert!(refused.len() >= 9);
    for vector in refused {
        assert!(parse(text(vector, "text")).is_none(), "{}", text(vector, "why"));
    }
}
