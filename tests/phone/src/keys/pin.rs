//! The PIN and what Argon2id makes of it.

use argon2::{Algorithm, Argon2, Params, Version};
use assenso_core::secret::{SecretBytes, SecretText};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A PIN: 4 to 12 digits.
#[derive(Debug)]
pub struct Pin(SecretText);

/// The text is not 4 to 12 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a PIN has 4 to 12 digits")]
pub struct PinForm;

impl Pin {
    /// The fewest digits.
    pub const SHORTEST: usize = 4;
    /// The most digits.
    pub const LONGEST: usize = 12;

    /// Takes what was typed.
    ///
    /// # Errors
    ///
    /// [`PinForm`] if it is not 4 to 12 ASCII digits.
    pub fn parse(typed: SecretText) -> Result<Self, PinForm> {
        // EXPOSE: its form is checked here.
        let digits = typed.expose().as_bytes();
        let fits = (Self::SHORTEST..=Self::LONGEST).contains(&digits.len());
        if fits && digits.iter().all(u8::is_ascii_digit) { Ok(Self(typed)) } else { Err(PinForm) }
    }

    /// The 32-byte key that this PIN makes with `salt`. Slow on purpose: never on an async thread.
    pub(super) fn derive_key(&self, salt: &[u8], cost: Cost) -> Option<SecretBytes> {
        let params = cost.params()?;
        let mut key = Zeroizing::new(vec![0; 32]);
        // EXPOSE: Argon2id takes the PIN's bytes.
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(self.0.expose().as_bytes(), salt, &mut key)
            .ok()?;
        Some(key.into())
    }
}

/// What one try of a PIN costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// 64 MiB, three passes: some tenths of a second.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// Next to nothing, for tests that are about something else.
    pub const LIGHT: Self = Self { memory_kib: 8, passes: 1, lanes: 1 };

    /// `None` for a cost that no phone of this program ever wrote: a changed file must not make it
    /// take all memory.
    fn params(self) -> Option<Params> {
        if self.memory_kib > 1024 * 1024 || self.passes > 16 || self.lanes > 4 {
            return None;
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("1234", true)]
    #[case("123456789012", true)]
    #[case("123", false)]
    #[case("1234567890123", false)]
    #[case("12a4", false)]
    #[case("", false)]
    #[case("١٢٣٤", false)]
    fn a_pin_is_four_to_twelve_digits(#[case] typed: &str, #[case] fits: bool) {
        assert_eq!(Pin::parse(SecretText::new(typed.to_owned())).is_ok(), fits);
    }

    #[test]
    fn debug_prints_no_digit() {
        let pin = Pin::parse(SecretText::new("4711".to_owned())).unwrap();
        assert!(!format!("{pin:?}").contains("4711"));
    }

    #[test]
    fn another_pin_salt_or_cost_makes_another_key() {
        let pin = |text: &str| Pin::parse(SecretText::new(text.to_owned())).unwrap();
        let key = pin("1234").derive_key(&[1; 16], Cost::LIGHT).unwrap();
        assert_eq!(key, pin("1234").derive_key(&[1; 16], Cost::LIGHT).unwrap());
        assert_ne!(key, pin("1235").derive_key(&[1; 16], Cost::LIGHT).unwrap());
        assert_ne!(key, pin("1234").derive_key(&[2; 16], Cost::LIGHT).unwrap());
        let dearer = Cost { passes: 2, ..Cost::LIGHT };
        assert_ne!(key, pin("1234").derive_key(&[1; 16], dearer).unwrap());
    }

    #[test]
    fn a_cost_beyond_all_measure_is_refused() {
        let pin = Pin::parse(SecretText::new("1234".to_owned())).unwrap();
        let absurd = Cost { memory_kib: u32::MAX, ..Cost::STANDARD };
        assert!(pin.derive_key(&[1; 16], absurd).is_none());
    }
}
