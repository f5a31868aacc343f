//! The keys chain: PROTOCOL.md section 9.

use crate::crypto::{PublicKey, Thumbprint};
use crate::jose::{Compact, JoseError, Jwk, hash};
use crate::protocol::{KeysClaims, SignedObject};
use crate::provider::{ProviderError, Trust};

/// An epoch lists no more keys than this.
const MAX_KEYS: usize = 4;

/// A chain that verified: the root, and what it vouched for, epoch by epoch.
#[derive(Debug, Clone)]
pub(super) struct PinnedKeys {
    issuer: String,
    chain: Vec<(String, KeysClaims)>,
    root: PublicKey,
    newest: KeysClaims,
}

/// Whose keys may have signed an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The newest epoch's, and the object may not name an older epoch.
    Newest,
    /// The newest epoch's; the object may be older than it.
    Listed,
    /// Those of every epoch that was adopted: for evidence.
    Ever,
}

impl PinnedKeys {
    /// Checks a chain from epoch 1 and takes its root.
    pub(super) fn pin(issuer: &str, chain: &[String]) -> Result<Self, ProviderError> {
        let (first, rest) = chain.split_first().ok_or(ProviderError::KeysChanged)?;
        let compact = Compact::parse(first)?;
        // The claims are read once without trust, to learn the root that then has to verify them.
        let root = compact.unverified::<KeysClaims>()?.root.0;
        let claims = link(&root, issuer, first)?;
        if claims.epoch != 1 || claims.previous.is_some() {
            return Err(ProviderError::KeysChanged);
        }
        let pinned = Self {
            issuer: issuer.to_owned(),
            chain: vec![(first.clone(), claims.clone())],
            root,
            newest: claims,
        };
        pinned.continued_by(rest)
    }

    /// Reads back what [`PinnedKeys::trust`] gave.
    pub(super) fn restore(issuer: &str, trust: &Trust) -> Result<Self, ProviderError> {
        Self::pin(issuer, &trust.0)
    }

    /// Checks that `objects` continue this chain, and adopts them.
    pub(super) fn continued_by(mut self, objects: &[String]) -> Result<Self, ProviderError> {
        for object in objects {
            let claims = link(&self.root, &self.issuer, object)?;
            let last = self.chain.last().map(|(compact, _)| hash(compact));
            if Some(claims.epoch) != self.newest.epoch.checked_add(1) || claims.previous != last {
                return Err(ProviderError::KeysChanged);
            }
            self.chain.push((object.clone(), claims.clone()));
            self.newest = claims;
        }
        Ok(self)
    }

    /// What is kept of it.
    pub(super) fn trust(&self) -> Trust {
        Trust(self.chain.iter().map(|(compact, _)| compact.clone()).collect())
    }

    /// Whether `root` is the thumbprint of the root key.
    pub(super) fn is_of(&self, root: &Thumbprint) -> bool {
        self.root.thumbprint() == *root
    }

    /// The newest epoch.
    pub(super) fn epoch(&self) -> u64 {
        self.newest.epoch
    }

    /// Whether `object` is the newest one that was adopted, byte by byte.
    pub(super) fn ends_with(&self, object: &str) -> bool {
        self.chain.last().is_some_and(|(compact, _)| compact == object)
    }

    /// Verifies what the provider says to `audience`.
    pub(super) fn verify<C: SignedObject>(
        &self,
        object: &str,
        audience: &str,
        scope: Scope,
    ) -> Result<C, JoseError> {
        let compact = Compact::parse(object)?;
        let kid = compact.kid()?;
        let of_newest = self.newest.keys.iter();
        let key = if scope == Scope::Ever {
            of_newest.chain(self.chain.iter().flat_map(|(_, claims)| &claims.keys)).find(named(kid))
        } else {
            self.newest.keys.iter().find(named(kid))
        };
        let Jwk(key) = key.ok_or(JoseError::UnknownKey)?;
        let claims: C = compact.verify_between(key, &self.issuer, audience)?;
        if scope == Scope::Newest && claims.epoch().is_some_and(|epoch| epoch < self.epoch()) {
            return Err(JoseError::Epoch);
        }
        Ok(claims)
    }
}

fn named(kid: &str) -> impl FnMut(&&Jwk) -> bool {
    move |Jwk(key)| key.thumbprint().as_str() == kid
}

/// Verifies one keys object under the root.
fn link(root: &PublicKey, issuer: &str, object: &str) -> Result<KeysClaims, ProviderError> {
    let compact = Compact::parse(object)?;
    if compact.kid()? != root.thumbprint().as_str() {
        return Err(ProviderError::KeysChanged);
    }
    let claims: KeysClaims = compact.verify_between(root, issuer, issuer)?;
    if claims.root.0 != *root || !(1..=MAX_KEYS).contains(&claims.keys.len()) {
        return Err(ProviderError::KeysChanged);
    }
    Ok(claims)
}

#[cfg(test)]
mod tests;
