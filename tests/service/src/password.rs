//! Account passwords: Argon2id with OWASP's parameters, at most two at a time.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use assenso_core::secret::SecretText;
use tokio::sync::Semaphore;

/// 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Each computation takes 19 MiB and a core, so that strangers can't make us start a hundred.
const AT_ONCE: usize = 2;

/// What a typed password is checked against when nobody has the address, so that the answer
/// takes as long as any other. Salt and hash are random bytes: no password is known to match.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$owOwCCqh9W3o4l0PBlOt2Q\
    $Da9F6861VKNsVV9nEZke7NseDOHpQdIwLNa9A5PkYkU";

/// A password could not be hashed or checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password hash failed")]
pub(crate) struct PasswordError;

/// Checks passwords.
#[derive(Clone)]
pub(crate) struct Passwords {
    slots: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Whether `password` is the one of `stored`. With no stored hash the answer is no, after
    /// the same work.
    pub(crate) async fn verify(
        &self,
        stored: Option<String>,
        password: SecretText,
    ) -> Result<bool, PasswordError> {
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(|_| PasswordError)?;
        tokio::task::spawn_blocking(move || {
            let matches = matches(stored.as_deref().unwrap_or(NOBODY), &password);
            drop(slot);
            matches.map(|same| same && stored.is_some())
        })
        .await
        .map_err(|_| PasswordError)?
    }

    /// As [`hash`], in its turn.
    pub(crate) async fn hash(&self, password: SecretText) -> Result<String, PasswordError> {
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(|_| PasswordError)?;
        tokio::task::spawn_blocking(move || {
            let hashed = hash(&password);
            drop(slot);
            hashed
        })
        .await
        .map_err(|_| PasswordError)?
    }
}

/// The hash of a password as a PHC string.
pub(crate) fn hash(password: &SecretText) -> Result<String, PasswordError> {
    // EXPOSE: Argon2 takes the password's bytes.
    let hash: PasswordHash =
        argon2()?.hash_password(password.expose().as_bytes()).map_err(|_| PasswordError)?;
    Ok(hash.to_string())
}

fn matches(stored: &str, password: &SecretText) -> Result<bool, PasswordError> {
    let stored = PasswordHash::new(stored).map_err(|_| PasswordError)?;
    // EXPOSE: Argon2 takes the password's bytes.
    Ok(argon2()?.verify_password(password.expose().as_bytes(), &stored).is_ok())
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| PasswordError)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(password: &str) -> SecretText {
        SecretText::new(password.to_owned())
    }

    #[tokio::test]
    async fn only_the_right_password_of_an_account_that_exists_matches() {
        let passwords = Passwords::new();
        let stored = hash(&text("giraffe")).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.verify(Some(stored.clone()), text("giraffe")).await.unwrap());
        assert!(!passwords.verify(Some(stored), text("Giraffe")).await.unwrap());
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(NOBODY), cost(&hash(&text("giraffe")).unwrap()));
        assert!(!passwords.verify(None, text("giraffe")).await.unwrap());
    }
}
