//! Which chains are adopted, and which objects they vouch for.

use rstest::rstest;

use super::*;
use crate::jose::testing::TestKey;
use crate::jose::{Bytes, Digest, KeyRef};
use crate::protocol::{
    AssociationClaims, AssociationStatus, Held, ReceiptClaims, ReceiptState, V1,
};

const ISSUER: &str = "https://mail.example";
const DEVICE: &str = "device";
const ROOT: u8 = 100;

fn key(seed: u8) -> TestKey {
    TestKey::new(seed)
}

/// What a keys object says; a test changes what it is about.
fn keys(epoch: u64, online: &[u8], previous: Option<&str>) -> KeysClaims {
    KeysClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: ISSUER.to_owned(),
        epoch,
        root: Jwk(key(ROOT).public),
        keys: online.iter().map(|&seed| Jwk(key(seed).public)).collect(),
        previous: previous.map(hash),
        created_ms: 1,
    }
}

fn rooted(claims: &KeysClaims) -> String {
    key(ROOT).sign(claims)
}

/// Three epochs: key 1; then 2 signs and 1 still verifies; then 3 signs and 2 still verifies.
fn chain() -> Vec<String> {
    let first = rooted(&keys(1, &[1], None));
    let second = rooted(&keys(2, &[2, 1], Some(&first)));
    let third = rooted(&keys(3, &[3, 2], Some(&second)));
    vec![first, second, third]
}

fn pin(chain: &[String]) -> Result<PinnedKeys, ProviderError> {
    PinnedKeys::pin(ISSUER, chain)
}

fn association(epoch: u64) -> AssociationClaims {
    AssociationClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: DEVICE.to_owned(),
        epoch,
        nonce: Bytes::new([0; 16]),
        generation: 1,
        state: AssociationStatus::Associated,
        held: Held::Nothing,
        full_power_from_ms: 0,
        time_ms: 1,
    }
}

fn verified(
    pinned: &PinnedKeys,
    object: &str,
    scope: Scope,
) -> Result<AssociationClaims, JoseError> {
    pinned.verify(object, DEVICE, scope)
}

#[test]
fn a_chain_is_pinned_from_its_first_epoch() {
    for length in 1..=3_u8 {
        let pinned = pin(&chain()[..length.into()]).unwrap();
        assert_eq!(pinned.epoch(), u64::from(length));
    }
}

#[test]
fn what_was_kept_is_read_back() {
    let objects = chain();
    let pinned = pin(&objects).unwrap();
    assert_eq!(pinned.trust().0, objects);
    let restored = PinnedKeys::restore(ISSUER, &pinned.trust()).unwrap();
    assert_eq!(restored.epoch(), 3);
    assert!(restored.ends_with(&objects[2]));
    assert!(!restored.ends_with(&objects[1]));
    let elsewhere = PinnedKeys::restore("https://other.example", &pinned.trust());
    assert!(matches!(elsewhere, Err(ProviderError::Untrusted(JoseError::Issuer))));
}

#[test]
fn a_chain_is_continued_step_by_step() {
    let objects = chain();
    let pinned = pin(&objects[..1]).unwrap();
    let pinned = pinned.continued_by(&objects[1..2]).unwrap();
    assert_eq!(pinned.epoch(), 2);
    let pinned = pinned.continued_by(&[]).unwrap();
    let pinned = pinned.continued_by(&objects[2..]).unwrap();
    assert_eq!(pinned.epoch(), 3);
    assert_eq!(pinned.trust().0, objects);
}

#[test]
fn nothing_is_no_chain() {
    assert!(matches!(pin(&[]), Err(ProviderError::KeysChanged)));
}

#[test]
fn the_first_epoch_is_1_and_has_nothing_before_it() {
    let objects = chain();
    for first in [
        rooted(&keys(0, &[1], None)),
        rooted(&keys(2, &[1], None)),
        rooted(&keys(1, &[1], Some("before"))),
        objects[1].clone(),
    ] {
        assert!(matches!(pin(&[first]), Err(ProviderError::KeysChanged)));
    }
}

/// Continues epoch 2 of the chain with `object`.
fn continued(object: String) -> Result<PinnedKeys, ProviderError> {
    pin(&chain()[..2]).unwrap().continued_by(&[object])
}

#[rstest]
#[case::an_epoch_from_before(1)]
#[case::the_same_epoch(2)]
#[case::a_gap(4)]
#[case::zero(0)]
#[case::the_largest(9_007_199_254_740_991)]
fn an_epoch_that_is_not_the_next_is_refused(#[case] epoch: u64) {
    // The chain is remade by each call, with other signatures: the claim must name this one.
    let objects = chain();
    let continued = |epoch| {
        let next = rooted(&keys(epoch, &[3], Some(&objects[1])));
        pin(&objects[..2]).unwrap().continued_by(&[next])
    };
    assert!(continued(3).is_ok());
    assert!(matches!(continued(epoch), Err(ProviderError::KeysChanged)));
}

#[test]
fn an_object_from_before_is_refused_when_it_is_sent_again() {
    let objects = chain();
    for older in 0..3 {
        let pinned = pin(&objects).unwrap();
        let refused = pinned.continued_by(&objects[older..=older]);
        assert!(matches!(refused, Err(ProviderError::KeysChanged)));
    }
}

#[test]
fn the_hash_of_the_object_before_must_be_named() {
    let objects = chain();
    // The same claims under another signature are another object.
    let resigned = rooted(&keys(2, &[2, 1], Some(&objects[0])));
    assert_ne!(resigned, objects[1]);
    for previous in [None, Some(objects[0].as_str()), Some(resigned.as_str()), Some("")] {
        let next = rooted(&keys(3, &[3], previous));
        let refused = pin(&objects[..2]).unwrap().continued_by(&[next]);
        assert!(matches!(refused, Err(ProviderError::KeysChanged)));
    }
}

#[test]
fn a_broken_link_anywhere_refuses_the_whole_chain() {
    let objects = chain();
    for chain in [
        vec![objects[0].clone(), objects[2].clone()],
        vec![objects[0].clone(), objects[2].clone(), objects[1].clone()],
        vec![objects[1].clone(), objects[0].clone()],
        vec![objects[0].clone(), objects[0].clone()],
        vec![objects[0].clone(), objects[1].clone(), objects[1].clone()],
    ] {
        assert!(matches!(pin(&chain), Err(ProviderError::KeysChanged)));
    }
}

#[test]
fn another_root_is_refused() {
    let objects = chain();
    let stranger = key(101);
    let next = KeysClaims { root: Jwk(stranger.public), ..keys(3, &[3], Some(&objects[1])) };
    let continued = |object| pin(&objects[..2]).unwrap().continued_by(&[object]);
    // By the new root under its own name, by the old root, and by the new root under the old name.
    let own = continued(stranger.sign(&next));
    assert!(matches!(own, Err(ProviderError::KeysChanged)));
    assert!(matches!(continued(rooted(&next)), Err(ProviderError::KeysChanged)));
    let old_name = stranger.sign_as(KeyRef::Kid(&key(ROOT).public.thumbprint()), &next);
    assert!(matches!(continued(old_name), Err(ProviderError::Untrusted(JoseError::Signature))));
    // At the first contact, a root must have signed what names it.
    let claims = KeysClaims { root: Jwk(stranger.public), ..keys(1, &[1], None) };
    assert!(matches!(pin(&[rooted(&claims)]), Err(ProviderError::KeysChanged)));
    assert!(pin(&[stranger.sign(&claims)]).is_ok());
}

#[test]
fn an_online_key_cannot_vouch_for_keys() {
    let objects = chain();
    let next = keys(3, &[3], Some(&objects[1]));
    let by_online = pin(&objects[..2]).unwrap().continued_by(&[key(2).sign(&next)]);
    assert!(matches!(by_online, Err(ProviderError::KeysChanged)));
    let named_root = key(2).sign_as(KeyRef::Kid(&key(ROOT).public.thumbprint()), &next);
    let refused = pin(&objects[..2]).unwrap().continued_by(&[named_root]);
    assert!(matches!(refused, Err(ProviderError::Untrusted(JoseError::Signature))));
}

#[test]
fn an_epoch_has_one_to_four_keys() {
    let with = |online: &[u8]| pin(&[rooted(&keys(1, online, None))]);
    assert!(with(&[1]).is_ok());
    assert!(with(&[1, 2, 3, 4]).is_ok());
    assert!(matches!(with(&[]), Err(ProviderError::KeysChanged)));
    assert!(matches!(with(&[1, 2, 3, 4, 5]), Err(ProviderError::KeysChanged)));
    let objects = chain();
    for online in [&[][..], &[1, 2, 3, 4, 5]] {
        let next = rooted(&keys(3, online, Some(&objects[1])));
        let refused = pin(&objects[..2]).unwrap().continued_by(&[next]);
        assert!(matches!(refused, Err(ProviderError::KeysChanged)));
    }
}

#[test]
fn keys_of_and_for_another_issuer_are_refused() {
    let other = || "https://other.example".to_owned();
    let iss = rooted(&KeysClaims { iss: other(), ..keys(1, &[1], None) });
    assert!(matches!(pin(&[iss]), Err(ProviderError::Untrusted(JoseError::Issuer))));
    let aud = rooted(&KeysClaims { aud: other(), ..keys(1, &[1], None) });
    assert!(matches!(pin(&[aud]), Err(ProviderError::Untrusted(JoseError::Audience))));
}

#[test]
fn a_keys_object_of_another_form_is_refused() {
    let root = key(ROOT);
    let by_key = root.sign_as(KeyRef::Jwk(&root.public), &keys(1, &[1], None));
    assert!(matches!(pin(&[by_key]), Err(ProviderError::Untrusted(JoseError::KeyReference))));
    let other = root.sign(&AssociationClaims { aud: ISSUER.to_owned(), ..association(1) });
    assert!(matches!(
        pin(std::slice::from_ref(&other)),
        Err(ProviderError::Untrusted(JoseError::Type))
    ));
    assert!(matches!(continued(other), Err(ProviderError::Untrusted(JoseError::Type))));
    assert!(matches!(continued(String::new()), Err(ProviderError::Untrusted(_))));
}

#[test]
fn an_object_verifies_under_each_listed_key() {
    let pinned = pin(&chain()).unwrap();
    for seed in [3, 2] {
        let object = key(seed).sign(&association(3));
        for scope in [Scope::Newest, Scope::Listed, Scope::Ever] {
            assert_eq!(verified(&pinned, &object, scope), Ok(association(3)));
        }
    }
}

#[test]
fn a_key_that_left_the_list_verifies_only_evidence() {
    let pinned = pin(&chain()).unwrap();
    let object = key(1).sign(&association(3));
    assert_eq!(verified(&pinned, &object, Scope::Newest), Err(JoseError::UnknownKey));
    assert_eq!(verified(&pinned, &object, Scope::Listed), Err(JoseError::UnknownKey));
    assert_eq!(verified(&pinned, &object, Scope::Ever), Ok(association(3)));
}

#[test]
fn a_key_that_was_never_listed_verifies_nothing() {
    let pinned = pin(&chain()).unwrap();
    // Nor does the root, which signs nothing but keys.
    for seed in [9, ROOT] {
        let object = key(seed).sign(&association(3));
        for scope in [Scope::Newest, Scope::Listed, Scope::Ever] {
            assert_eq!(verified(&pinned, &object, scope), Err(JoseError::UnknownKey));
        }
    }
}

#[test]
fn a_key_verifies_only_under_its_own_name() {
    let pinned = pin(&chain()).unwrap();
    let claims = association(3);
    let borrowed = key(9).sign_as(KeyRef::Kid(&key(3).public.thumbprint()), &claims);
    let swapped = key(2).sign_as(KeyRef::Kid(&key(3).public.thumbprint()), &claims);
    for object in [borrowed, swapped] {
        let refused = verified(&pinned, &object, Scope::Newest);
        assert_eq!(refused, Err(JoseError::Signature));
    }
    let by_key = key(3).sign_as(KeyRef::Jwk(&key(3).public), &claims);
    let refused = verified(&pinned, &by_key, Scope::Newest);
    assert_eq!(refused, Err(JoseError::KeyReference));
}

#[rstest]
#[case(Scope::Newest, 2, Err(JoseError::Epoch))]
#[case(Scope::Newest, 0, Err(JoseError::Epoch))]
#[case(Scope::Newest, 3, Ok(association(3)))]
#[case(Scope::Newest, 4, Ok(association(4)))]
#[case(Scope::Listed, 2, Ok(association(2)))]
#[case(Scope::Ever, 2, Ok(association(2)))]
fn only_the_newest_scope_refuses_an_older_epoch(
    #[case] scope: Scope,
    #[case] epoch: u64,
    #[case] expected: Result<AssociationClaims, JoseError>,
) {
    let pinned = pin(&chain()).unwrap();
    let object = key(3).sign(&association(epoch));
    assert_eq!(verified(&pinned, &object, scope), expected);
}

#[test]
fn an_object_without_an_epoch_has_none_to_be_older() {
    let pinned = pin(&chain()).unwrap();
    let receipt = ReceiptClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: DEVICE.to_owned(),
        request_id: None,
        request: None,
        of: Some(Digest::new([1; 32])),
        state: ReceiptState::Denied,
        time_ms: 1,
    };
    for scope in [Scope::Newest, Scope::Listed, Scope::Ever] {
        let object = key(3).sign(&receipt);
        assert_eq!(pinned.verify(&object, DEVICE, scope), Ok(receipt.clone()));
    }
    let evidence = key(1).sign(&receipt);
    assert_eq!(pinned.verify(&evidence, DEVICE, Scope::Ever), Ok(receipt));
}

#[test]
fn an_object_of_or_for_somebody_else_is_refused() {
    let pinned = pin(&chain()).unwrap();
    let other = || "https://other.example".to_owned();
    let from = key(3).sign(&AssociationClaims { iss: other(), ..association(3) });
    let to = key(3).sign(&AssociationClaims { aud: other(), ..association(3) });
    for scope in [Scope::Newest, Scope::Listed, Scope::Ever] {
        assert_eq!(verified(&pinned, &from, scope), Err(JoseError::Issuer));
        assert_eq!(verified(&pinned, &to, scope), Err(JoseError::Audience));
    }
    assert!(
        pinned.verify::<ReceiptClaims>(&key(3).sign(&association(3)), DEVICE, Scope::Ever).is_err()
    );
}
