//! HOTP: RFC 4226, with the longer hashes of RFC 6238.

use ring::hmac;

use super::{Code, Digits, OtpAlgorithm};
use crate::secret::SecretBytes;

/// The code of `counter` under `secret`.
#[must_use]
pub fn hotp(secret: &SecretBytes, algorithm: OtpAlgorithm, digits: Digits, counter: u64) -> Code {
    Code::new(digits.last_of(truncate(secret, algorithm, counter)))
}

/// RFC 4226 section 5.3: 31 bits of the HMAC, from where its last four bits point.
fn truncate(secret: &SecretBytes, algorithm: OtpAlgorithm, counter: u64) -> u32 {
    // EXPOSE: ring takes the key's bytes.
    let key = hmac::Key::new(algorithm.hmac(), secret.expose());
    let tag = hmac::sign(&key, &counter.to_be_bytes());
    let offset = tag.as_ref().last().map_or(0, |byte| usize::from(byte & 0x0f));
    let word = tag.as_ref().iter().skip(offset).take(4);
    word.fold(0, |word: u32, byte| (word << 8) | u32::from(*byte)) & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 4226 appendix D: secret "12345678901234567890", HMAC-SHA-1; the truncated value in
    /// decimal and the six-digit code of counters 0 to 9.
    const APPENDIX_D: [(u32, &str); 10] = [
        (1_284_755_224, "755224"),
        (1_094_287_082, "287082"),
        (137_359_152, "359152"),
        (1_726_969_429, "969429"),
        (1_640_338_314, "338314"),
        (868_254_676, "254676"),
        (1_918_287_922, "287922"),
        (82_162_583, "162583"),
        (673_399_871, "399871"),
        (645_520_489, "520489"),
    ];

    #[test]
    fn the_table_of_rfc_4226_comes_out() {
        let secret = SecretBytes::new(b"12345678901234567890".to_vec());
        for (counter, (truncated, six)) in (0..).zip(APPENDIX_D) {
            assert_eq!(truncate(&secret, OtpAlgorithm::Sha1, counter), truncated);
            let code = |digits| hotp(&secret, OtpAlgorithm::Sha1, digits, counter);
            assert!(code(Digits::Six).matches(six), "counter {counter}");
            let seven = format!("{:07}", truncated % 10_000_000);
            assert!(code(Digits::Seven).matches(&seven), "counter {counter}");
            let eight = format!("{:08}", truncated % 100_000_000);
            assert!(code(Digits::Eight).matches(&eight), "counter {counter}");
        }
    }

    fn algorithms() -> impl Strategy<Value = OtpAlgorithm> {
        prop::sample::select(vec![OtpAlgorithm::Sha1, OtpAlgorithm::Sha256, OtpAlgorithm::Sha512])
    }

    proptest! {
        #[test]
        fn a_code_is_as_many_digits_as_asked_for(
            secret in prop::collection::vec(any::<u8>(), 0..200),
            algorithm in algorithms(),
            digits in 6..=8_u8,
            counter: u64,
        ) {
            let secret = SecretBytes::new(secret);
            let code = hotp(&secret, algorithm, Digits::try_from(digits).unwrap(), counter);
            prop_assert_eq!(code.expose().len(), usize::from(digits));
            prop_assert!(code.expose().bytes().all(|byte| byte.is_ascii_digit()));
        }

        #[test]
        fn a_shorter_code_ends_the_longer_one(
            secret in prop::collection::vec(any::<u8>(), 1..65),
            algorithm in algorithms(),
            counter: u64,
        ) {
            let secret = SecretBytes::new(secret);
            let code = |digits| hotp(&secret, algorithm, digits, counter);
            prop_assert!(code(Digits::Eight).expose().ends_with(code(Digits::Seven).expose()));
            prop_assert!(code(Digits::Seven).expose().ends_with(code(Digits::Six).expose()));
        }
    }
}
