//! What every [`CodesVault`] does when the person says yes.

use crate::ports::{CodesVault, UnlockReason};
use crate::secret::SecretBytes;

/// Makes a test of each case; see [the module](crate::ports::contract). The fixture's person
/// passes every prompt.
#[macro_export]
macro_rules! codes_vault_contract {
    ($fixture:expr) => {
        $crate::port_contract!(codes_vault, $fixture, [
            the_key_has_32_bytes_and_seals
            the_key_is_the_same_every_time_and_for_every_reason
        ]);
    };
}

/// The key fits the core's sealing.
pub async fn the_key_has_32_bytes_and_seals(vault: &dyn CodesVault) {
    let key = unlock(vault, UnlockReason::ShowCodes).await;
    // EXPOSE: a test looks at the length.
    assert_eq!(key.expose().len(), 32);
    assert!(crate::crypto::SealingKey::new(&key).is_ok());
}

/// What was sealed once opens always.
pub async fn the_key_is_the_same_every_time_and_for_every_reason(vault: &dyn CodesVault) {
    let first = unlock(vault, UnlockReason::Associate).await;
    for reason in [UnlockReason::ShowCodes, UnlockReason::Associate, UnlockReason::ShowCodes] {
        assert_eq!(unlock(vault, reason).await, first);
    }
}

async fn unlock(vault: &dyn CodesVault, reason: UnlockReason) -> SecretBytes {
    vault.unlock(reason).await.expect("the person passes the prompt")
}
