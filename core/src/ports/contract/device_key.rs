//! What every [`DeviceKey`] does when the person says yes.

use crate::crypto::PublicKey;
use crate::ports::{
    CreatedKey, DeviceKey, DeviceKeyError, KeyClass, KeyId, KeyRole, KeySpec, SignReason,
};

/// Makes a test of each case; see [the module](crate::ports::contract). The fixture starts
/// without keys, and its person passes every prompt.
#[macro_export]
macro_rules! device_key_contract {
    ($fixture:expr) => {
        $crate::port_contract!(device_key, $fixture, [
            a_created_keys_signatures_verify
            a_signature_is_over_its_payload_alone
            two_names_are_two_keys
            the_same_name_again_replaces_the_key
            a_deleted_key_signs_no_more
            deleting_what_is_not_there_succeeds
            a_key_that_never_was_is_invalidated
            the_list_names_the_keys_that_exist
            a_key_signs_payloads_of_any_length
        ]);
    };
}

fn id(name: &str) -> KeyId {
    KeyId(format!("contract-{name}"))
}

async fn create(keys: &dyn DeviceKey, name: &str, role: KeyRole) -> CreatedKey {
    let spec = KeySpec { id: id(name), role, class: KeyClass::Device, challenge: vec![0x5a; 32] };
    keys.create(&spec).await.expect("a key is made")
}

async fn sign(
    keys: &dyn DeviceKey,
    name: &str,
    role: KeyRole,
    payload: &[u8],
) -> Result<Vec<u8>, DeviceKeyError> {
    let reason = match role {
        KeyRole::Possession => SignReason::Silent,
        KeyRole::Approval => SignReason::Approve {
            request_id: "request".to_owned(),
            provider: "Example Mail".to_owned(),
            account: "person@mail.example".to_owned(),
        },
    };
    keys.sign(&id(name), payload, &reason).await
}

async fn assert_signs(keys: &dyn DeviceKey, name: &str, role: KeyRole, public: &PublicKey) {
    let signature = sign(keys, name, role, b"payload").await.expect("a signature");
    assert_eq!(public.verify_der(b"payload", &signature), Ok(()));
}

/// DER signatures under the public key that was returned, for both roles, again and again.
pub async fn a_created_keys_signatures_verify(keys: &dyn DeviceKey) {
    for (name, role) in [("p", KeyRole::Possession), ("a", KeyRole::Approval)] {
        let created = create(keys, name, role).await;
        for _ in 0..3 {
            assert_signs(keys, name, role, &created.public).await;
        }
    }
}

/// Other bytes do not verify under it.
pub async fn a_signature_is_over_its_payload_alone(keys: &dyn DeviceKey) {
    let created = create(keys, "p", KeyRole::Possession).await;
    let signature = sign(keys, "p", KeyRole::Possession, b"payload").await.expect("a signature");
    assert!(created.public.verify_der(b"payloae", &signature).is_err());
    assert!(created.public.verify_der(b"", &signature).is_err());
}

/// Each with a public key of its own, each signing for itself.
pub async fn two_names_are_two_keys(keys: &dyn DeviceKey) {
    let one = create(keys, "one", KeyRole::Possession).await.public;
    let two = create(keys, "two", KeyRole::Possession).await.public;
    assert_ne!(one, two);
    assert_signs(keys, "one", KeyRole::Possession, &one).await;
    assert_signs(keys, "two", KeyRole::Possession, &two).await;
}

/// The earlier key is gone; nothing is left that signs under it.
pub async fn the_same_name_again_replaces_the_key(keys: &dyn DeviceKey) {
    let first = create(keys, "p", KeyRole::Possession).await.public;
    let second = create(keys, "p", KeyRole::Possession).await.public;
    assert_ne!(first, second);
    assert_signs(keys, "p", KeyRole::Possession, &second).await;
    let signature = sign(keys, "p", KeyRole::Possession, b"payload").await.expect("a signature");
    assert!(first.verify_der(b"payload", &signature).is_err());
    assert_eq!(listed(keys).await, [id("p")]);
}

/// It answers as a key that new biometrics ended; the others sign on.
pub async fn a_deleted_key_signs_no_more(keys: &dyn DeviceKey) {
    create(keys, "gone", KeyRole::Approval).await;
    let stays = create(keys, "stays", KeyRole::Possession).await.public;
    keys.delete(&id("gone")).await.expect("the key is destroyed");
    let refused = sign(keys, "gone", KeyRole::Approval, b"payload").await;
    assert_eq!(refused, Err(DeviceKeyError::Invalidated));
    assert_signs(keys, "stays", KeyRole::Possession, &stays).await;
}

/// A flow that was killed after deleting deletes again.
pub async fn deleting_what_is_not_there_succeeds(keys: &dyn DeviceKey) {
    create(keys, "p", KeyRole::Possession).await;
    for name in ["p", "p", "never was"] {
        assert_eq!(keys.delete(&id(name)).await, Ok(()), "{name}");
    }
}

/// There is no difference between a lost key and one that never was.
pub async fn a_key_that_never_was_is_invalidated(keys: &dyn DeviceKey) {
    for role in [KeyRole::Possession, KeyRole::Approval] {
        let refused = sign(keys, "never was", role, b"payload").await;
        assert_eq!(refused, Err(DeviceKeyError::Invalidated));
    }
}

/// Both roles, without those that were destroyed.
pub async fn the_list_names_the_keys_that_exist(keys: &dyn DeviceKey) {
    assert_eq!(listed(keys).await, []);
    create(keys, "b", KeyRole::Possession).await;
    create(keys, "a", KeyRole::Approval).await;
    assert_eq!(listed(keys).await, [id("a"), id("b")]);
    keys.delete(&id("a")).await.expect("the key is destroyed");
    assert_eq!(listed(keys).await, [id("b")]);
}

/// The port hashes, so length does not matter.
pub async fn a_key_signs_payloads_of_any_length(keys: &dyn DeviceKey) {
    let created = create(keys, "p", KeyRole::Possession).await;
    for length in [0, 1, 31, 32, 33, 65_536] {
        let payload = vec![0xa5; length];
        let signature = sign(keys, "p", KeyRole::Possession, &payload).await.expect("a signature");
        assert_eq!(created.public.verify_der(&payload, &signature), Ok(()), "{length} bytes");
    }
}

async fn listed(keys: &dyn DeviceKey) -> Vec<KeyId> {
    let mut listed = keys.list().await.expect("the key store answers");
    listed.sort();
    listed
}
