//! TOTP: RFC 6238, counting from 1970.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::{Code, Digits, OtpAlgorithm, Period, hotp};
use crate::secret::SecretBytes;

/// Why there is no code at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TotpError {
    /// The clock shows a time before 1970, when counting starts.
    #[error("the clock shows a time before 1970")]
    BeforeEpoch,
}

/// The parameters of a time-based code, as both sides agreed on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totp {
    /// The hash under the HMAC.
    pub algorithm: OtpAlgorithm,
    /// How long a code is.
    pub digits: Digits,
    /// How long a code is shown.
    #[serde(rename = "period_s")]
    pub period: Period,
}

impl Totp {
    /// How many whole periods have passed since 1970.
    ///
    /// # Errors
    ///
    /// [`TotpError::BeforeEpoch`].
    pub fn counter(&self, at: SystemTime) -> Result<u64, TotpError> {
        Ok(self.split(at)?.0)
    }

    /// The code that is good at a time.
    ///
    /// # Errors
    ///
    /// [`TotpError::BeforeEpoch`].
    pub fn code_at(&self, secret: &SecretBytes, at: SystemTime) -> Result<Code, TotpError> {
        Ok(hotp(secret, self.algorithm, self.digits, self.counter(at)?))
    }

    /// The code that follows the one that is good at a time.
    ///
    /// # Errors
    ///
    /// [`TotpError::BeforeEpoch`].
    pub fn next(&self, secret: &SecretBytes, at: SystemTime) -> Result<Code, TotpError> {
        let counter = self.counter(at)?.saturating_add(1);
        Ok(hotp(secret, self.algorithm, self.digits, counter))
    }

    /// How long the code of a time stays good: more than nothing, at most a period.
    ///
    /// # Errors
    ///
    /// [`TotpError::BeforeEpoch`].
    pub fn time_left(&self, at: SystemTime) -> Result<Duration, TotpError> {
        Ok(self.period.duration().saturating_sub(self.split(at)?.1))
    }

    /// The counter of a time, and how much of its period has passed.
    fn split(self, at: SystemTime) -> Result<(u64, Duration), TotpError> {
        let since =
            at.duration_since(SystemTime::UNIX_EPOCH).map_err(|_| TotpError::BeforeEpoch)?;
        let period = u64::from(self.period.seconds());
        // A period is never zero, so neither division fails.
        let counter = since.as_secs().checked_div(period).unwrap_or_default();
        let seconds = since.as_secs().checked_rem(period).unwrap_or_default();
        Ok((counter, Duration::new(seconds, since.subsec_nanos())))
    }
}

#[cfg(test)]
mod tests;
