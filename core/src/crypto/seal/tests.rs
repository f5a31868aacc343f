//! What opens, what does not, and the bytes on disk.

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
