//! Stateless challenges for actions: any node recognizes what any other issued, for one device.

use assenso_core::crypto::{RandomError, Thumbprint, random_bytes};
use assenso_core::jose::Bytes;
use ring::hmac;
use subtle::ConstantTimeEq as _;

use crate::policy::{ACTION_LIFE, NODE_SKEW};
use crate::time::UnixMs;

/// Unix ms and random bytes.
const SAID: usize = 16;

/// A fresh challenge: Unix ms ‖ random ‖ tag.
pub(super) fn issue(
    key: &hmac::Key,
    device: &Thumbprint,
    now: UnixMs,
) -> Result<Bytes<32>, RandomError> {
    let mut said = [0; SAID];
    let random = random_bytes::<8>()?;
    for (to, from) in said.iter_mut().zip(now.as_millis().to_be_bytes().iter().chain(&random)) {
        *to = *from;
    }
    Ok(tagged(key, device, said))
}

/// Whether a challenge is ours, for this device, and good at `now`.
pub(super) fn is_good(
    key: &hmac::Key,
    device: &Thumbprint,
    challenge: Bytes<32>,
    now: UnixMs,
) -> bool {
    let Some(&said) = challenge.as_bytes().first_chunk::<SAID>() else { return false };
    let genuine: bool =
        tagged(key, device, said).as_bytes().as_slice().ct_eq(challenge.as_bytes()).into();
    let issued = said.first_chunk().map_or(0, |time| i64::from_be_bytes(*time));
    let issued = UnixMs::from_millis(issued);
    genuine && issued <= now.plus(NODE_SKEW) && now < issued.plus(ACTION_LIFE)
}

fn tagged(key: &hmac::Key, device: &Thumbprint, said: [u8; SAID]) -> Bytes<32> {
    let mut context = hmac::Context::with_key(key);
    // Both have one length: no two pairs give the same bytes.
    context.update(device.as_str().as_bytes());
    context.update(&said);
    let tag = context.sign();
    let mut all = [0; 32];
    for (to, from) in all.iter_mut().zip(said.iter().chain(tag.as_ref())) {
        *to = *from;
    }
    Bytes::new(all)
}

#[cfg(test)]
mod tests {
    use assenso_core::crypto::EphemeralSecret;

    use super::*;

    fn device() -> Thumbprint {
        EphemeralSecret::generate().unwrap().public().thumbprint()
    }

    fn at(ms: i64) -> UnixMs {
        UnixMs::from_millis(1_800_000_000_000_i64.saturating_add(ms))
    }

    #[test]
    fn a_challenge_is_good_for_its_device_and_for_five_minutes() {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &[1; 32]);
        let device = device();
        let challenge = issue(&key, &device, at(0)).unwrap();
        assert!(is_good(&key, &device, challenge, at(0)));
        assert!(is_good(&key, &device, challenge, at(299_999)));
        assert!(!is_good(&key, &device, challenge, at(300_000)));
        assert!(!is_good(&key, &device, challenge, at(-10_001)), "from the future");
        assert!(!is_good(&key, &self::device(), challenge, at(0)));
        let other = hmac::Key::new(hmac::HMAC_SHA256, &[2; 32]);
        assert!(!is_good(&other, &device, challenge, at(0)));
    }

    #[test]
    fn a_changed_byte_makes_it_none() {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &[1; 32]);
        let device = device();
        let challenge = issue(&key, &device, at(0)).unwrap();
        for changed in 0..32 {
            let mut bytes = *challenge.as_bytes();
            bytes[changed] ^= 1;
            assert!(!is_good(&key, &device, Bytes::new(bytes), at(0)), "{changed}");
        }
    }
}
