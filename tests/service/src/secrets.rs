//! The secret that all nodes of a provider share, and the keys made from it.

use assenso_core::crypto::{Aad, SealError, SealingKey};
use assenso_core::secret::{SecretBytes, SecretText};
use data_encoding::BASE64URL_NOPAD;
use ring::{hkdf, hmac};
use serde::{Deserialize as _, Deserializer};

/// The node secret: 32 random bytes in the data folder. Each use has its own derived key.
pub(crate) struct NodeSecrets {
    prk: hkdf::Prk,
    nonce: hmac::Key,
    codes: hmac::Key,
    csrf: hmac::Key,
    buckets: hmac::Key,
    invitations: hmac::Key,
    actions: hmac::Key,
}

impl NodeSecrets {
    pub(crate) fn new(secret: &SecretBytes) -> Option<Self> {
        // EXPOSE: ring takes the secret's bytes.
        let prk =
            hkdf::Salt::new(hkdf::HKDF_SHA256, b"assenso-service/1 node").extract(secret.expose());
        Some(Self {
            nonce: mac_key(&prk, "nonce")?,
            codes: mac_key(&prk, "codes")?,
            csrf: mac_key(&prk, "csrf")?,
            buckets: mac_key(&prk, "buckets")?,
            invitations: mac_key(&prk, "invitations")?,
            actions: mac_key(&prk, "actions")?,
            prk,
        })
    }

    /// Authenticates `DPoP` nonces.
    pub(crate) fn nonce_key(&self) -> &hmac::Key {
        &self.nonce
    }

    /// Authenticates the challenges of actions.
    pub(crate) fn action_key(&self) -> &hmac::Key {
        &self.actions
    }

    /// What the database keeps of a six-digit code: useless to whom reads only the database.
    pub(crate) fn code_mac(&self, purpose: &str, session: &str, code: &str) -> Vec<u8> {
        mac_of(&self.codes, &[purpose, session, code])
    }

    /// The CSRF token of the browser that holds `cookie`.
    pub(crate) fn csrf_token(&self, cookie: &str) -> Vec<u8> {
        mac_of(&self.csrf, &[cookie])
    }

    /// The token of an invitation, 128 bits: the database keeps its hash alone, and whoever holds
    /// the node secret can show it again.
    pub(crate) fn invitation_token(&self, id: &str) -> SecretText {
        let mac = mac_of(&self.invitations, &[id]);
        SecretText::new(BASE64URL_NOPAD.encode(mac.get(..16).unwrap_or_default()))
    }

    /// Names a counter without keeping what it counts.
    pub(crate) fn bucket(&self, kind: &str, what: &str) -> Vec<u8> {
        mac_of(&self.buckets, &[kind, what])
    }

    /// Seals a secret for a column of the database.
    pub(crate) fn seal(&self, plaintext: &SecretBytes, place: &Aad) -> Result<Vec<u8>, SealError> {
        self.sealing_key()?.seal(plaintext, place)
    }

    /// Opens what [`NodeSecrets::seal`] made for the same place.
    pub(crate) fn open(&self, blob: &[u8], place: &Aad) -> Result<SecretBytes, SealError> {
        self.sealing_key()?.open(blob, place)
    }

    fn sealing_key(&self) -> Result<SealingKey, SealError> {
        let key = expand(&self.prk, "seal").ok_or(SealError::KeyLength)?;
        SealingKey::new(&SecretBytes::new(key.to_vec()))
    }
}

impl std::fmt::Debug for NodeSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NodeSecrets(<redacted>)")
    }
}

fn expand(prk: &hkdf::Prk, info: &str) -> Option<zeroize::Zeroizing<[u8; 32]>> {
    let mut out = zeroize::Zeroizing::new([0; 32]);
    prk.expand(&[info.as_bytes()], hkdf::HKDF_SHA256).ok()?.fill(out.as_mut()).ok()?;
    Some(out)
}

fn mac_key(prk: &hkdf::Prk, info: &str) -> Option<hmac::Key> {
    Some(hmac::Key::new(hmac::HMAC_SHA256, expand(prk, info)?.as_ref()))
}

/// Every part goes in after its length, so that no two lists of parts give the same tag.
fn mac_of(key: &hmac::Key, parts: &[&str]) -> Vec<u8> {
    let mut context = hmac::Context::with_key(key);
    for part in parts {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        context.update(&length.to_be_bytes());
        context.update(part.as_bytes());
    }
    context.sign().as_ref().to_vec()
}

/// Reads a secret member that may be absent; where it is present, it is text.
pub(crate) fn given<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SecretText>, D::Error> {
    typed(deserializer).map(Some)
}

/// Reads a secret that a person typed into a form or an app.
pub(crate) fn typed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretText, D::Error> {
    String::deserialize(deserializer).map(SecretText::new)
}

/// Reads a code that a person typed, in groups or not.
pub(crate) fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretText, D::Error> {
    let typed = typed(deserializer)?;
    // EXPOSE: into another secret, without the spaces between groups.
    let digits = typed.expose().chars().filter(|character| !character.is_whitespace());
    Ok(SecretText::new(digits.collect()))
}

/// The same, where it may be absent.
pub(crate) fn code_given<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SecretText>, D::Error> {
    code(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets() -> NodeSecrets {
        NodeSecrets::new(&SecretBytes::new(vec![7; 32])).unwrap()
    }

    #[test]
    fn a_code_mac_names_its_purpose_and_session() {
        let mac = secrets().code_mac("sign_in", "a", "123456");
        assert_eq!(mac, secrets().code_mac("sign_in", "a", "123456"));
        assert_ne!(mac, secrets().code_mac("associate", "a", "123456"));
        assert_ne!(mac, secrets().code_mac("sign_in", "b", "123456"));
        assert_ne!(mac, secrets().code_mac("sign_ina", "", "123456"));
    }

    #[test]
    fn a_sealed_secret_opens_only_at_its_place() {
        let here = Aad::new(b"store", "device", "totp_secret", "account", 1);
        let there = Aad::new(b"store", "device", "totp_secret", "account", 2);
        let blob = secrets().seal(&SecretBytes::new(vec![1, 2, 3]), &here).unwrap();
        assert_eq!(secrets().open(&blob, &here).unwrap(), SecretBytes::new(vec![1, 2, 3]));
        assert!(secrets().open(&blob, &there).is_err());
    }

    #[test]
    fn debug_prints_no_secret() {
        assert_eq!(format!("{:?}", secrets()), "NodeSecrets(<redacted>)");
    }
}
