//! Stateless nonces for `DPoP`: any node recognizes what any other issued.

use assenso_core::crypto::{RandomError, random_bytes};
use data_encoding::BASE64URL_NOPAD;
use ring::hmac;
use subtle::ConstantTimeEq as _;

use crate::policy::{NODE_SKEW, NONCE_LIFE};
use crate::time::UnixMs;

/// Names the node key, so that a later one can be told apart.
const KEY_ID: u8 = 1;
const TAG_LENGTH: usize = 16;

/// A fresh nonce: key id ‖ Unix ms ‖ random ‖ tag.
pub(super) fn issue(key: &hmac::Key, now: UnixMs) -> Result<String, RandomError> {
    let mut bytes = vec![KEY_ID];
    bytes.extend_from_slice(&now.as_millis().to_be_bytes());
    bytes.extend_from_slice(&random_bytes::<8>()?);
    bytes.extend(tag(key, &bytes));
    Ok(BASE64URL_NOPAD.encode(&bytes))
}

/// Whether a nonce is ours and good at `now`.
pub(super) fn is_good(key: &hmac::Key, nonce: &str, now: UnixMs) -> bool {
    issued_at(key, nonce)
        .is_some_and(|issued| issued <= now.plus(NODE_SKEW) && now < issued.plus(NONCE_LIFE))
}

fn issued_at(key: &hmac::Key, nonce: &str) -> Option<UnixMs> {
    let bytes = BASE64URL_NOPAD.decode(nonce.as_bytes()).ok()?;
    let bytes: [u8; 33] = bytes.try_into().ok()?;
    let (said, found) = bytes.split_last_chunk::<TAG_LENGTH>()?;
    let genuine: bool = tag(key, said).ct_eq(found).into();
    let (&key_id, rest) = said.split_first()?;
    let issued = i64::from_be_bytes(*rest.first_chunk()?);
    (genuine && key_id == KEY_ID).then(|| UnixMs::from_millis(issued))
}

fn tag(key: &hmac::Key, said: &[u8]) -> Vec<u8> {
    let tag = hmac::sign(key, said);
    tag.as_ref().iter().copied().take(TAG_LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(secret: u8) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &[secret; 32])
    }

    fn at(ms: i64) -> UnixMs {
        UnixMs::from_millis(1_800_000_000_000_i64.saturating_add(ms))
    }

    #[test]
    fn a_nonce_is_good_for_120_seconds_on_every_node() {
        let nonce = issue(&node(1), at(0)).unwrap();
        assert!(is_good(&node(1), &nonce, at(0)));
        assert!(is_good(&node(1), &nonce, at(119_999)));
        assert!(!is_good(&node(1), &nonce, at(120_000)));
    }

    #[test]
    fn a_nonce_of_another_provider_is_not_good() {
        let nonce = issue(&node(2), at(0)).unwrap();
        assert!(!is_good(&node(1), &nonce, at(0)));
    }

    #[test]
    fn a_nonce_from_the_future_is_good_only_within_the_nodes_skew() {
        let nonce = issue(&node(1), at(10_000)).unwrap();
        assert!(is_good(&node(1), &nonce, at(0)));
        assert!(!is_good(&node(1), &nonce, at(-1)));
    }

    #[test]
    fn a_changed_nonce_is_not_good() {
        let nonce = issue(&node(1), at(0)).unwrap();
        let bytes = BASE64URL_NOPAD.decode(nonce.as_bytes()).unwrap();
        for position in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[position] ^= 1;
            assert!(!is_good(&node(1), &BASE64URL_NOPAD.encode(&changed), at(0)), "{position}");
        }
        assert!(!is_good(&node(1), "", at(0)));
    }

    proptest::proptest! {
        #[test]
        fn what_nobody_issued_is_never_good(text in ".{0,80}", ms in 0_i64..300_000) {
            proptest::prop_assert!(!is_good(&node(1), &text, at(ms)));
        }

        #[test]
        fn what_was_issued_is_good_for_its_time_and_no_longer(ms in 0_i64..240_000) {
            let nonce = issue(&node(1), at(0)).unwrap();
            proptest::prop_assert_eq!(is_good(&node(1), &nonce, at(ms)), ms < 120_000);
        }
    }
}
