//! The root key's work: the first keys object, and each rotation.

use std::path::Path;

use assenso_core::crypto::PublicKey;
use assenso_core::jose::{Compact, Jwk, KeyRef, Unsigned, hash};
use assenso_core::protocol::{KeysClaims, V1};
use assenso_core::secret::SecretBytes;
use rusqlite::Connection;
use serde::Serialize;

use super::{SignError, SigningPair};
use crate::clock::Clock;
use crate::folder::{Folder, FolderError};
use crate::policy::{KEY_AFTERLIFE, MAX_ONLINE_KEYS};
use crate::store::chain::{self, ChainEntry};
use crate::store::{self, OpenError, request};
use crate::time::UnixMs;

const ROOT: &str = "root";

/// What a rotation did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rotated {
    /// The new epoch.
    pub epoch: u64,
    /// The thumbprint of the key that signs now.
    pub kid: String,
    /// How many earlier keys still verify.
    pub still_listed: usize,
}

/// Why keys were not rotated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RotateError {
    /// The data folder can't be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database can't be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database failed, or another rotation came first.
    #[error("the keys chain could not be written")]
    Database(#[from] rusqlite::Error),
    /// No provider was started on this folder.
    #[error("no provider was started on this folder yet")]
    NoProvider,
    /// Four keys are listed that phones may still need.
    #[error(
        "four keys are listed and none of them stopped signing 24 hours ago: wait, or drop them"
    )]
    TooSoon,
    /// The root key or the chain can't be used.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random,
}

/// Makes a new online key, and a new epoch signed by the root key. Running nodes pick it up.
///
/// The keys before stay listed, to verify only, until they have not signed for 24 hours. With
/// `drop_previous` (they were stolen) only the new key is listed, and what waits under an old
/// signature ends in the same transaction: open requests, challenges, reservations. `clock` is
/// the nodes'.
///
/// # Errors
///
/// See [`RotateError`].
pub fn rotate_keys(
    data: &Path,
    drop_previous: bool,
    clock: &dyn Clock,
) -> Result<Rotated, RotateError> {
    let now = clock.now();
    let folder = Folder::open(data)?;
    let issuer = folder.identity()?.ok_or(RotateError::NoProvider)?.issuer;
    let held = folder.lock()?;
    let mut connection = store::open_connection(&folder.database()?)?;
    let transaction = store::immediate(&mut connection)?;
    let earlier = chain::all(&transaction)?;
    let root = root_pair(&folder, earlier.is_empty())?;
    let kept = if drop_previous { Vec::new() } else { still_listed(&earlier, &root, now)? };
    if kept.len() >= MAX_ONLINE_KEYS {
        return Err(RotateError::TooSoon);
    }
    let (entry, pkcs8) = next_entry(&root, &issuer, &earlier, &kept, now)?;
    // EXPOSE: it is kept for every node. On disk before the chain names it: a node never looks
    // for a key that is not there.
    folder.keep_private_key(&entry.kid, pkcs8.expose())?;
    chain::append(&transaction, &entry)?;
    if drop_previous {
        request::cancel_all_open(&transaction, now)?;
        store::pairing::end_all(&transaction)?;
    }
    transaction.commit()?;
    for old in &earlier {
        folder.drop_private_key(&old.kid)?;
    }
    drop(held);
    Ok(Rotated { epoch: entry.epoch, kid: entry.kid, still_listed: kept.len() })
}

/// Makes root key, first online key and epoch 1 if the chain is empty.
pub(crate) fn establish(
    folder: &Folder,
    connection: &mut Connection,
    issuer: &str,
    now: UnixMs,
) -> Result<(), RotateError> {
    let transaction = store::immediate(connection)?;
    if !chain::all(&transaction)?.is_empty() {
        return Ok(());
    }
    let root = root_pair(folder, true)?;
    let (entry, pkcs8) = next_entry(&root, issuer, &[], &[], now)?;
    // EXPOSE: it is kept for every node and the next start.
    folder.keep_private_key(&entry.kid, pkcs8.expose())?;
    chain::append(&transaction, &entry)?;
    transaction.commit()?;
    Ok(())
}

fn next_entry(
    root: &SigningPair,
    issuer: &str,
    earlier: &[ChainEntry],
    kept: &[PublicKey],
    now: UnixMs,
) -> Result<(ChainEntry, SecretBytes), RotateError> {
    let (online, pkcs8) = SigningPair::generate().ok_or(RotateError::Random)?;
    let mut keys = vec![Jwk(*online.public())];
    keys.extend(kept.iter().map(|key| Jwk(*key)));
    let newest = earlier.last();
    let epoch = newest.map_or(1, |entry| entry.epoch.saturating_add(1));
    let claims = KeysClaims {
        v: V1,
        iss: issuer.to_owned(),
        aud: issuer.to_owned(),
        epoch,
        root: Jwk(*root.public()),
        keys,
        previous: newest.map(|entry| hash(&entry.object)),
        created_ms: now.as_claim(),
    };
    let kid = root.public().thumbprint();
    let unsigned = Unsigned::new(KeyRef::Kid(&kid), &claims).map_err(SignError::from)?;
    let object = unsigned.with_raw_signature(&root.sign(unsigned.signing_input().as_bytes())?);
    let kid = online.public().thumbprint().as_str().to_owned();
    Ok((ChainEntry { epoch, kid, object, created: now }, pkcs8))
}

fn root_pair(folder: &Folder, first: bool) -> Result<SigningPair, RotateError> {
    if let Some(pkcs8) = folder.private_key(ROOT)? {
        return Ok(SigningPair::from_pkcs8(&pkcs8).ok_or(SignError::Missing)?);
    }
    if !first {
        return Err(SignError::Missing.into());
    }
    let (root, pkcs8) = SigningPair::generate().ok_or(RotateError::Random)?;
    // EXPOSE: the stand-in keeps its root key beside the others.
    folder.keep_private_key(ROOT, pkcs8.expose())?;
    Ok(root)
}

/// The listed keys that signed within the last 24 hours; the newest stops signing now.
fn still_listed(
    earlier: &[ChainEntry],
    root: &SigningPair,
    now: UnixMs,
) -> Result<Vec<PublicKey>, RotateError> {
    let newest = earlier.last().ok_or(RotateError::NoProvider)?;
    let newest: KeysClaims = Compact::parse(&newest.object)
        .and_then(|object| object.verify(root.public()))
        .map_err(SignError::from)?;
    let listed = |kid: &str| {
        newest.keys.iter().map(|key| key.0).find(|key| key.thumbprint().as_str() == kid)
    };
    let oldest = now.minus(KEY_AFTERLIFE);
    let ends = earlier.iter().skip(1).map(|next| next.created).chain([now]);
    let mut kept: Vec<PublicKey> = earlier
        .iter()
        .zip(ends)
        .filter(|(_, stopped)| *stopped > oldest)
        .filter_map(|(entry, _)| listed(&entry.kid))
        .collect();
    kept.reverse();
    Ok(kept)
}
