//! Random values in the forms that this crate needs.

use assenso_core::crypto::{RandomError, random_bytes};
use data_encoding::BASE64URL_NOPAD;

/// `N` random bytes as base64url.
pub(crate) fn random_token<const N: usize>() -> Result<String, RandomError> {
    Ok(BASE64URL_NOPAD.encode(&random_bytes::<N>()?))
}

/// `digits` random decimal digits, every value equally likely.
pub(crate) fn random_digits(digits: u8) -> Result<String, RandomError> {
    let mut out = String::with_capacity(digits.into());
    while out.len() < usize::from(digits) {
        let [byte] = random_bytes::<1>()?;
        // 250 is the largest multiple of ten in a byte; the rest would favour small digits.
        if byte < 250 {
            out.push(char::from(b'0'.saturating_add(byte.rem_euclid(10))));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_are_kept() {
        let all: Vec<String> = (0..400).map(|_| random_digits(2).unwrap()).collect();
        assert!(all.iter().all(|number| number.len() == 2));
        assert!(all.iter().any(|number| number.starts_with('0')));
    }
}
