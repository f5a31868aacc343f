//! A secret that was dropped is in no memory of the process.
//!
//! The test starts itself again: a child handles secrets, drops them, reads all of its own
//! memory through `/proc/self/mem`, and prints how often it found each. What it looks for it
//! keeps only masked, and compares byte by byte, so that looking does not put it back.
//! Where there is no `/proc/self/mem` (macOS), there is nothing to test with.
//!
//! Not looked for: the key of a [`SealingKey`]. ring does not wipe its key schedule, which begins
//! with the key, and it would be found.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of tests are tests too, which the lints do not see here"
)]

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::process::Command;

use assenso_core::crypto::{
    Aad, Agreed, AgreementInput, EphemeralSecret, SealingKey, agree, random_bytes,
};
use assenso_core::otp::{Digits, OtpAlgorithm, Period, Totp};
use assenso_core::secret::{SecretBytes, SecretText};

const CHILD: &str = "ASSENSO_MEMORY_CHILD";
const MEMORY: &str = "/proc/self/mem";
const MASK: u8 = 0xa5;
/// Half of the shortest secret: the allocator writes over the beginning of what was freed.
const WINDOW: usize = 16;

/// A secret in a form that is not the secret.
struct Masked(Vec<u8>);

impl Masked {
    fn of(secret: &[u8]) -> Self {
        Self(secret.iter().map(|byte| byte ^ MASK).collect())
    }

    /// Its first and its last bytes, masked.
    fn windows(&self) -> [&[u8]; 2] {
        [&self.0[..WINDOW], &self.0[self.0.len() - WINDOW..]]
    }
}

fn is_here(window: &[u8], memory: &[u8]) -> bool {
    memory.len() >= WINDOW && window.iter().zip(memory).all(|(masked, byte)| masked ^ MASK == *byte)
}

/// How often any half of any of these secrets stands in this process's memory.
fn found_in_own_memory(secrets: &[Masked]) -> usize {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let memory = File::open(MEMORY).unwrap();
    let windows: Vec<&[u8]> = secrets.iter().flat_map(Masked::windows).collect();
    // Most bytes begin nothing: only the others are compared further.
    let mut begins = [false; 256];
    for window in &windows {
        begins[usize::from(window[0] ^ MASK)] = true;
    }
    let mut found = 0;
    let mut searched = 0_usize;
    for line in maps.lines() {
        let mut fields = line.split_whitespace();
        let range = fields.next().unwrap();
        if !fields.next().unwrap().starts_with("rw") || line.ends_with("[vvar]") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let (from, to) =
            (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut copy = vec![0; usize::try_from(to - from).unwrap()];
        // Stacks of other threads have guard pages, which can't be read.
        if memory.read_exact_at(&mut copy, from).is_err() {
            continue;
        }
        searched += copy.len();
        for (index, byte) in copy.iter().enumerate() {
            if begins[usize::from(*byte)] {
                found += windows.iter().filter(|window| is_here(window, &copy[index..])).count();
            }
        }
        // What was found is not to be found again in the next map.
        copy.fill(0);
        assert_ne!(std::hint::black_box(&copy).first(), Some(&1));
    }
    assert!(searched > 100_000, "only {searched} bytes were searched");
    found
}

/// Random, so that no secret is in the program.
fn random_secret<const N: usize>() -> SecretBytes {
    let mut bytes = random_bytes::<N>().unwrap();
    let secret = SecretBytes::new(bytes.to_vec());
    zeroize::Zeroize::zeroize(&mut bytes);
    secret
}

fn random_text() -> SecretText {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bytes = random_secret::<32>();
    let mut text = String::with_capacity(32);
    text.extend(bytes.expose().iter().map(|byte| char::from(LETTERS[usize::from(byte & 63)])));
    SecretText::new(text)
}

/// Agrees on a secret with a service that lives as long as the call.
fn agreed() -> Agreed {
    let phone = EphemeralSecret::generate().unwrap();
    let service = EphemeralSecret::generate().unwrap().public();
    let thumbprint = service.thumbprint();
    let input = AgreementInput {
        issuer: "https://mail.example",
        account: "AAAAAAAAAAAAAAAAAAAAAA",
        challenge: "header.claims.signature",
        phone_ephemeral: &phone.public(),
        service_ephemeral: &service,
        possession: &thumbprint,
        approval: &thumbprint,
        secret_length: 32,
    };
    agree(&phone, &service, &input).unwrap()
}

/// Secret bytes that are held, moved and compared; a secret text; a state that is sealed and
/// opened again; the seed of a code; an ephemeral key in its stored form; what a pairing derived.
fn handle_secrets(held: bool) -> usize {
    let bytes = random_secret::<32>();
    let mut secrets = vec![Masked::of(bytes.expose())];
    let moved = Box::new(bytes);
    assert_eq!(*moved, SecretBytes::new(moved.expose().to_vec()));

    let text = random_text();
    secrets.push(Masked::of(text.expose().as_bytes()));

    let key = random_secret::<32>();
    let place = Aad::new(&[1; 16], "account", "state", "1", 1);
    let state = random_secret::<64>();
    secrets.push(Masked::of(state.expose()));
    let blob = SealingKey::new(&key).unwrap().seal(&state, &place).unwrap();
    drop(state);
    let opened = SealingKey::new(&key).unwrap().open(&blob, &place).unwrap();

    let seed = random_secret::<32>();
    secrets.push(Masked::of(seed.expose()));
    let totp = Totp {
        algorithm: OtpAlgorithm::Sha256,
        digits: Digits::Six,
        period: Period::from_seconds(30).unwrap(),
    };
    let code = totp.code_at(&seed, std::time::UNIX_EPOCH).unwrap();
    assert_eq!(code.expose().len(), 6);

    let stored = random_secret::<32>();
    secrets.push(Masked::of(stored.expose()));
    let ephemeral = EphemeralSecret::from_bytes(&stored);

    let agreed = agreed();
    secrets.push(Masked::of(agreed.secret.expose()));

    if held {
        let found = found_in_own_memory(&secrets);
        assert!(moved.expose().len() + text.expose().len() + opened.expose().len() > 0);
        assert!(seed.expose().len() + stored.expose().len() > 0 && ephemeral.is_some());
        assert_eq!(agreed.secret.expose().len(), 32);
        return found;
    }
    drop((moved, text, opened, seed, stored, ephemeral, agreed));
    found_in_own_memory(&secrets)
}

/// Runs one test of this program again as a child, and returns what it found.
fn found_by_child(test: &str, mode: &str) -> usize {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(CHILD, mode)
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success(), "{output}{}", String::from_utf8_lossy(&child.stderr));
    let count = output.split("found=").nth(1).and_then(|rest| rest.split('.').next());
    count.unwrap_or_else(|| panic!("no count in {output}")).parse().unwrap()
}

#[test]
fn a_dropped_secret_is_in_no_memory() {
    if let Ok(mode) = std::env::var(CHILD) {
        println!("found={}.", handle_secrets(mode == "held"));
        return;
    }
    if !Path::new(MEMORY).exists() {
        eprintln!("SKIPPED: there is no {MEMORY} to read");
        return;
    }
    let test = "a_dropped_secret_is_in_no_memory";
    // Otherwise the search finds nothing whatever there is.
    assert!(found_by_child(test, "held") >= 12, "secrets that are held are found");
    assert_eq!(found_by_child(test, "dropped"), 0, "secrets that were dropped are gone");
}
