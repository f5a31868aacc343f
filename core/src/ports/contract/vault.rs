//! What every [`Vault`] does once the phone was unlocked.

use crate::ports::{Vault, VaultSlot};
use crate::secret::SecretBytes;

/// Makes a test of each case; see [the module](crate::ports::contract). The fixture starts empty.
#[macro_export]
macro_rules! vault_contract {
    ($fixture:expr) => {
        $crate::port_contract!(vault, $fixture, [
            an_empty_vault_says_so
            what_was_put_is_got_again_and_again
            putting_again_replaces
            what_was_deleted_is_gone
            deleting_what_is_not_there_succeeds
            any_bytes_can_be_kept
            of_two_puts_at_once_one_is_kept_whole
        ]);
    };
}

const SLOT: VaultSlot = VaultSlot::BaseKey;

fn secret(byte: u8) -> SecretBytes {
    SecretBytes::new(vec![byte; 32])
}

/// `Ok(None)` is the proof of loss, so nothing else may stand for it.
pub async fn an_empty_vault_says_so(vault: &dyn Vault) {
    assert_eq!(vault.get(SLOT).await, Ok(None));
}

/// Reading takes nothing away.
pub async fn what_was_put_is_got_again_and_again(vault: &dyn Vault) {
    assert_eq!(vault.put(SLOT, &secret(1)).await, Ok(()));
    for _ in 0..3 {
        assert_eq!(vault.get(SLOT).await, Ok(Some(secret(1))));
    }
}

/// There is one secret a slot.
pub async fn putting_again_replaces(vault: &dyn Vault) {
    for byte in [1, 2, 2, 3] {
        assert_eq!(vault.put(SLOT, &secret(byte)).await, Ok(()));
        assert_eq!(vault.get(SLOT).await, Ok(Some(secret(byte))));
    }
}

/// The slot is empty, and can be filled again.
pub async fn what_was_deleted_is_gone(vault: &dyn Vault) {
    assert_eq!(vault.put(SLOT, &secret(1)).await, Ok(()));
    assert_eq!(vault.delete(SLOT).await, Ok(()));
    assert_eq!(vault.get(SLOT).await, Ok(None));
    assert_eq!(vault.put(SLOT, &secret(2)).await, Ok(()));
    assert_eq!(vault.get(SLOT).await, Ok(Some(secret(2))));
}

/// Also twice.
pub async fn deleting_what_is_not_there_succeeds(vault: &dyn Vault) {
    assert_eq!(vault.delete(SLOT).await, Ok(()));
    assert_eq!(vault.put(SLOT, &secret(1)).await, Ok(()));
    assert_eq!(vault.delete(SLOT).await, Ok(()));
    assert_eq!(vault.delete(SLOT).await, Ok(()));
}

/// Zeros, bytes that are no UTF-8, and every value there is.
pub async fn any_bytes_can_be_kept(vault: &dyn Vault) {
    for bytes in [vec![0; 32], vec![0xff; 32], (0..=255).collect::<Vec<u8>>()] {
        let secret = SecretBytes::new(bytes);
        assert_eq!(vault.put(SLOT, &secret).await, Ok(()));
        assert_eq!(vault.get(SLOT).await, Ok(Some(secret)));
    }
}

/// Neither a mixture nor nothing.
pub async fn of_two_puts_at_once_one_is_kept_whole(vault: &dyn Vault) {
    let (one, two) = (secret(1), secret(2));
    let (first, second) = tokio::join!(vault.put(SLOT, &one), vault.put(SLOT, &two));
    assert_eq!((first, second), (Ok(()), Ok(())));
    let kept = vault.get(SLOT).await.expect("the vault answers").expect("something is kept");
    assert!(kept == one || kept == two);
}
