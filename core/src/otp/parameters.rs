//! What sender and checker of a code agree on.

use std::time::Duration;

use ring::hmac;
use serde::{Deserialize, Serialize};

/// A parameter outside of what the codes allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidParameter {
    /// Codes have six, seven or eight digits.
    #[error("codes have six to eight digits")]
    Digits,
    /// A period lasts from a second to a day.
    #[error("a period lasts from a second to a day")]
    Period,
}

/// The hash under the code's HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OtpAlgorithm {
    /// HMAC-SHA-1, as RFC 4226 has it: what authenticators understand everywhere.
    #[serde(rename = "SHA1")]
    Sha1,
    /// HMAC-SHA-256.
    #[serde(rename = "SHA256")]
    Sha256,
    /// HMAC-SHA-512.
    #[serde(rename = "SHA512")]
    Sha512,
}

impl OtpAlgorithm {
    /// How long a secret of this algorithm should be, in bytes: as long as its output.
    #[must_use]
    pub fn secret_length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }

    pub(super) fn hmac(self) -> hmac::Algorithm {
        match self {
            Self::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => hmac::HMAC_SHA256,
            Self::Sha512 => hmac::HMAC_SHA512,
        }
    }
}

/// How long a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Digits {
    /// Six digits.
    Six,
    /// Seven digits.
    Seven,
    /// Eight digits.
    Eight,
}

impl Digits {
    /// The last digits of `number`, with leading zeros.
    pub(super) fn last_of(self, number: u32) -> String {
        match self {
            Self::Six => format!("{:06}", number % 1_000_000),
            Self::Seven => format!("{:07}", number % 10_000_000),
            Self::Eight => format!("{:08}", number % 100_000_000),
        }
    }
}

impl TryFrom<u8> for Digits {
    type Error = InvalidParameter;

    fn try_from(digits: u8) -> Result<Self, Self::Error> {
        match digits {
            6 => Ok(Self::Six),
            7 => Ok(Self::Seven),
            8 => Ok(Self::Eight),
            _ => Err(InvalidParameter::Digits),
        }
    }
}

impl From<Digits> for u8 {
    fn from(digits: Digits) -> Self {
        match digits {
            Digits::Six => 6,
            Digits::Seven => 7,
            Digits::Eight => 8,
        }
    }
}

/// How long a time-based code is shown, in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Period(u32);

impl Period {
    const LONGEST_S: u32 = 24 * 60 * 60;

    /// A period of so many seconds.
    ///
    /// # Errors
    ///
    /// [`InvalidParameter::Period`] unless it lasts from a second to a day.
    pub fn from_seconds(seconds: u32) -> Result<Self, InvalidParameter> {
        match seconds {
            1..=Self::LONGEST_S => Ok(Self(seconds)),
            _ => Err(InvalidParameter::Period),
        }
    }

    /// Its seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.0
    }

    pub(super) fn duration(self) -> Duration {
        Duration::from_secs(self.0.into())
    }
}

impl TryFrom<u32> for Period {
    type Error = InvalidParameter;

    fn try_from(seconds: u32) -> Result<Self, Self::Error> {
        Self::from_seconds(seconds)
    }
}

impl From<Period> for u32 {
    fn from(period: Period) -> Self {
        period.0
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(OtpAlgorithm::Sha1, "\"SHA1\"", 20)]
    #[case(OtpAlgorithm::Sha256, "\"SHA256\"", 32)]
    #[case(OtpAlgorithm::Sha512, "\"SHA512\"", 64)]
    fn an_algorithm_has_one_name_and_a_secret_as_long_as_its_output(
        #[case] algorithm: OtpAlgorithm,
        #[case] json: &str,
        #[case] length: usize,
    ) {
        assert_eq!(serde_json::to_string(&algorithm).unwrap(), json);
        assert_eq!(serde_json::from_str::<OtpAlgorithm>(json).unwrap(), algorithm);
        assert_eq!(algorithm.secret_length(), length);
        assert_eq!(algorithm.hmac().digest_algorithm().output_len(), length);
    }

    #[test]
    fn other_names_of_algorithms_are_refused() {
        for json in ["\"sha1\"", "\"SHA-1\"", "\"MD5\"", "1", "null"] {
            assert!(serde_json::from_str::<OtpAlgorithm>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn codes_have_six_to_eight_digits() {
        for digits in 0..=u8::MAX {
            match Digits::try_from(digits) {
                Ok(valid) => {
                    assert!((6..=8).contains(&digits));
                    assert_eq!(u8::from(valid), digits);
                    assert_eq!(serde_json::to_string(&valid).unwrap(), digits.to_string());
                }
                Err(error) => {
                    assert_eq!(error, InvalidParameter::Digits);
                    assert!(!(6..=8).contains(&digits));
                    assert!(serde_json::from_str::<Digits>(&digits.to_string()).is_err());
                }
            }
        }
    }

    #[test]
    fn leading_zeros_are_kept() {
        assert_eq!(Digits::Six.last_of(7), "000007");
        assert_eq!(Digits::Seven.last_of(10_000_000), "0000000");
        assert_eq!(Digits::Eight.last_of(u32::MAX), "94967295");
    }

    #[test]
    fn a_period_lasts_from_a_second_to_a_day() {
        for seconds in [1, 30, 60, 86_400] {
            let period = Period::from_seconds(seconds).unwrap();
            assert_eq!(period.seconds(), seconds);
            assert_eq!(serde_json::to_string(&period).unwrap(), seconds.to_string());
            assert_eq!(serde_json::from_str::<Period>(&seconds.to_string()).unwrap(), period);
        }
        for seconds in [0, 86_401, u32::MAX] {
            assert_eq!(Period::from_seconds(seconds), Err(InvalidParameter::Period));
            assert!(serde_json::from_str::<Period>(&seconds.to_string()).is_err());
        }
        assert!(serde_json::from_str::<Period>("-30").is_err());
    }
}
