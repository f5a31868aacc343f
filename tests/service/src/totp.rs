//! TOTP as the provider checks it (RFC 6238): one step of tolerance, and each step good once.

use assenso_core::otp::{Digits, InvalidParameter, OtpAlgorithm, Period, Totp};
use assenso_core::secret::SecretBytes;
use ring::hmac;
use subtle::ConstantTimeEq as _;

use crate::time::UnixMs;

/// Digits of a code.
const DIGITS: u8 = 6;
/// Seconds that a code is shown.
const PERIOD_S: u32 = 30;
/// Bytes of a secret for SHA-256.
pub(crate) const SECRET_LENGTH: usize = 32;

/// The one form of fallback code that this provider offers; `PROTOCOL.md` has more.
pub(crate) fn parameters() -> Result<Totp, InvalidParameter> {
    Ok(Totp {
        algorithm: OtpAlgorithm::Sha256,
        digits: Digits::try_from(DIGITS)?,
        period: Period::from_seconds(PERIOD_S)?,
    })
}

/// Finds the time step whose code was typed: the current one, the one before or the one after.
/// Only steps above `last_step` count, so that a code that was used is used up.
pub(crate) fn matching_step(
    secret: &SecretBytes,
    typed: &str,
    now: UnixMs,
    last_step: i64,
) -> Option<i64> {
    let current = now.as_millis().div_euclid(1_000).div_euclid(PERIOD_S.into());
    let mut found = None;
    for step in current.saturating_sub(1)..=current.saturating_add(1) {
        let same: bool = code(secret, step)?.as_bytes().ct_eq(typed.as_bytes()).into();
        if same && step > last_step {
            found = Some(step);
        }
    }
    found
}

fn code(secret: &SecretBytes, step: i64) -> Option<String> {
    // EXPOSE: ring takes the key's bytes.
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose());
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let offset = usize::from(bytes.last()? & 0x0f);
    let chosen: [u8; 4] = bytes.get(offset..)?.first_chunk().copied()?;
    let number = u32::from_be_bytes(chosen) & 0x7fff_ffff;
    let modulus = 10_u32.checked_pow(DIGITS.into())?;
    Some(format!("{:0width$}", number.checked_rem(modulus)?, width = usize::from(DIGITS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, SHA256 column, cut to six digits.
    fn rfc_secret() -> SecretBytes {
        SecretBytes::new(b"12345678901234567890123456789012".to_vec())
    }

    #[rstest::rstest]
    #[case(59, "119246")]
    #[case(1_111_111_109, "084774")]
    #[case(1_111_111_111, "062674")]
    #[case(1_234_567_890, "819424")]
    #[case(2_000_000_000, "698825")]
    #[case(20_000_000_000, "737706")]
    fn codes_are_those_of_the_rfc(#[case] seconds: i64, #[case] expected: &str) {
        assert_eq!(code(&rfc_secret(), seconds / 30).unwrap(), expected);
    }

    #[test]
    fn a_step_is_good_once_and_one_step_away() {
        let now = UnixMs::from_millis(59_000);
        let typed = code(&rfc_secret(), 1).unwrap();
        assert_eq!(matching_step(&rfc_secret(), &typed, now, 0), Some(1));
        assert_eq!(matching_step(&rfc_secret(), &typed, now, 1), None);
        let later = UnixMs::from_millis(89_000);
        assert_eq!(matching_step(&rfc_secret(), &typed, later, 0), Some(1));
        let too_late = UnixMs::from_millis(90_000);
        assert_eq!(matching_step(&rfc_secret(), &typed, too_late, 0), None);
        let earlier = UnixMs::from_millis(0);
        assert_eq!(matching_step(&rfc_secret(), &typed, earlier, 0), Some(1));
    }
}
