//! What was typed, as it comes over the bindings: bytes, which the app can wipe on its side.

use assenso_core::secret::{SecretBytes, SecretText};

/// The typed text; `refused` if it is none. The bytes are wiped either way.
pub(crate) fn typed<E>(bytes: Vec<u8>, refused: E) -> Result<SecretText, E> {
    String::from_utf8(bytes).map(SecretText::new).map_err(|error| {
        drop(SecretBytes::new(error.into_bytes()));
        refused
    })
}
