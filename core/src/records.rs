//! How states become the bytes that a store keeps.

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::secret::SecretBytes;

/// A stored state can't be written, or is not one of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stored state can't be read by this version")]
pub struct RecordError;

/// The bytes of a state.
pub(crate) fn encode(record: &impl Serialize) -> Result<SecretBytes, RecordError> {
    serde_json::to_vec(record).map(SecretBytes::new).map_err(|_| RecordError)
}

/// The state of some bytes.
pub(crate) fn decode<T: DeserializeOwned>(state: &SecretBytes) -> Result<T, RecordError> {
    // EXPOSE: parsed into the state that it is.
    serde_json::from_slice(state.expose()).map_err(|_| RecordError)
}

/// For secret bytes inside a state: text of base64url, wiped like the state around it.
pub(crate) mod secret {
    use data_encoding::BASE64URL_NOPAD;
    use serde::{Deserialize as _, Deserializer, Serializer, de};

    use super::{SecretBytes, Zeroizing};

    pub(crate) fn serialize<S: Serializer>(
        secret: &SecretBytes,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        // EXPOSE: written into a state, which is secret itself and sealed on disk.
        serializer.serialize_str(&Zeroizing::new(BASE64URL_NOPAD.encode(secret.expose())))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<SecretBytes, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        BASE64URL_NOPAD.decode(text.as_bytes()).map(SecretBytes::new).map_err(de::Error::custom)
    }
}
