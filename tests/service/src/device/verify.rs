//! What a statement must say and prove: the provider's side of PROTOCOL.md section 6, point 5.

use assenso_core::crypto::{Agreed, AgreementInput, EphemeralSecret, PublicKey, agree};
use assenso_core::jose::{Compact, Digest, JoseError, hash};
use assenso_core::ports::{HardwareLevel, KeyRole};
use assenso_core::protocol::{AcceptClaims, ChallengeClaims, PairingClaims};
use data_encoding::BASE64URL_NOPAD;
use rusqlite::Connection;

use super::call::Caller;
use super::problem::{Problem, Reason};
use crate::node::{Failure, Node};
use crate::policy::{MAX_ATTESTATION, MAX_CERTIFICATES};
use crate::store::{device, session};
use crate::totp;

/// A statement whose signatures and equalities hold.
pub(super) struct Statement<'a> {
    pub(super) compact: &'a str,
    pub(super) subject: Digest,
    pub(super) claims: PairingClaims,
}

impl Statement<'_> {
    pub(super) fn approval(&self) -> &PublicKey {
        &self.claims.approval.0
    }
}

/// Reads a statement and checks both signatures and everything that must be equal in it.
pub(super) fn read<'a>(
    node: &Node,
    caller: &Caller,
    compact: &'a str,
) -> Result<Statement<'a>, Problem> {
    let object = Compact::parse(compact).map_err(|_| Problem::InvalidRequest)?;
    let approval = object.jwk().map_err(|_| Problem::InvalidRequest)?;
    let (device, issuer) = (caller.id.as_str(), node.issuer.as_str());
    let claims: PairingClaims = object.verify_between(approval, device, issuer).map_err(refused)?;
    if claims.approval.0 != *approval || claims.possession.0 != caller.possession {
        return Err(Problem::PairingRefused(Reason::Signature));
    }
    if claims.approval == claims.possession {
        return Err(Problem::PairingRefused(Reason::KeysEqual));
    }
    let accept = Compact::parse(&claims.accept).map_err(|_| Problem::InvalidRequest)?;
    if accept.jwk() != Ok(&caller.possession) {
        return Err(Problem::PairingRefused(Reason::Signature));
    }
    let accepted: AcceptClaims =
        accept.verify_between(&caller.possession, device, issuer).map_err(refused)?;
    if accepted.other != approval.thumbprint() || accepted.role != KeyRole::Possession {
        return Err(Problem::PairingRefused(Reason::Signature));
    }
    if accepted.challenge != claims.challenge {
        return Err(Problem::PairingRefused(Reason::Challenge));
    }
    Ok(Statement { compact, subject: object.subject(), claims })
}

fn refused(error: JoseError) -> Problem {
    match error {
        JoseError::Signature | JoseError::Issuer | JoseError::Audience => {
            Problem::PairingRefused(Reason::Signature)
        }
        _ => Problem::InvalidRequest,
    }
}

/// Whether the keys are new: an approval key stands in one statement and is nobody's possession
/// key; a possession key was never associated, and is nobody's approval key.
pub(super) fn keys_are_new(
    db: &Connection,
    caller: &Caller,
    statement: &Statement<'_>,
) -> Result<bool, Failure> {
    let approval = statement.approval().thumbprint();
    let known = device::knows(db, &approval)?
        || device::is_stated(db, &approval)?
        || session::knows(db, &approval)?
        || device::knows(db, &caller.id)?
        || device::is_stated(db, &caller.id)?;
    Ok(!known)
}

/// What policy asks: version, class, level, attestation.
///
/// This stand-in looks only at an attestation's form. A provider that relies on hardware levels
/// verifies the chain to the platform's root, and that its challenge is this pairing's.
pub(super) fn meets_policy(
    node: &Node,
    claims: &PairingClaims,
    challenge: &ChallengeClaims,
) -> Result<(), Reason> {
    if !claims.versions.contains(&1) {
        return Err(Reason::Version);
    }
    if !challenge.classes.contains(&claims.class) {
        return Err(Reason::Class);
    }
    if claims.level == HardwareLevel::Software && !node.policy.software_keys {
        return Err(Reason::Level);
    }
    let chain: Option<Vec<Vec<u8>>> =
        claims.attestation.iter().map(|one| BASE64URL_NOPAD.decode(one.as_bytes()).ok()).collect();
    let well_formed = chain.is_some_and(|chain| {
        let der = |one: &Vec<u8>| one.first() == Some(&0x30);
        chain.len() <= MAX_CERTIFICATES
            && chain.iter().map(Vec::len).sum::<usize>() <= MAX_ATTESTATION
            && chain.iter().all(der)
    });
    if well_formed { Ok(()) } else { Err(Reason::Attestation) }
}

/// Derives what the phone derived. The device's tag proves that it did.
pub(super) fn derive(
    node: &Node,
    caller: &Caller,
    (ephemeral, challenge): (&EphemeralSecret, (&str, &ChallengeClaims)),
    statement: &Statement<'_>,
) -> Result<Agreed, Reason> {
    let (challenge, challenge_claims) = challenge;
    let agreed = agree(
        ephemeral,
        &statement.claims.ephemeral.0,
        &AgreementInput {
            issuer: &node.issuer,
            account: &challenge_claims.account.to_string(),
            challenge,
            phone_ephemeral: &statement.claims.ephemeral.0,
            service_ephemeral: &challenge_claims.ephemeral.0,
            possession: &caller.id,
            approval: &statement.approval().thumbprint(),
            secret_length: totp::SECRET_LENGTH,
        },
    )
    .ok_or(Reason::Tag)?;
    let tag = assenso_core::secret::SecretBytes::new(statement.claims.tag.as_bytes().to_vec());
    if tag == agreed.device_tag { Ok(agreed) } else { Err(Reason::Tag) }
}

/// Whether a statement answers this challenge object.
pub(super) fn answers(statement: &Statement<'_>, challenge: &str) -> bool {
    statement.claims.challenge == hash(challenge)
}
