//! Reports of denials and their receipts: PROTOCOL.md section 7.

use super::call::{CallError, Repeat};
use super::http::CALL_TIMEOUT;
use super::pinned::Scope;
use super::{AssensoProvider, wire};
use crate::crypto::PublicKey;
use crate::jose::{Digest, JoseError, KeyRef, Unsigned, subject};
use crate::ports::BoundKey;
use crate::protocol::{Pseudonym, ReceiptClaims, ReceiptState, ReportClaims, ReportReason, V1};
use crate::provider::{AccountRef, ProviderError, ReportReceipt, SignedReport};

impl AssensoProvider {
    pub(super) async fn report(
        &self,
        caller: &BoundKey,
        account: &AccountRef,
        report: SignedReport<'_>,
    ) -> Result<ReportReceipt, ProviderError> {
        let body = wire::SubmitReport { report: report.report };
        let route = "/report";
        let reply = self
            .calls
            .call::<wire::ReceiptReply>(caller, route, &body, Repeat::Safe, CALL_TIMEOUT)
            .await;
        let (raw, must_be_ours) = match reply {
            Ok(reply) => (reply.body.receipt, true),
            Err(CallError::Settled(receipt)) => (receipt, false),
            Err(CallError::Provider(error)) => return Err(error),
        };
        let device = caller.thumbprint();
        let claims: ReceiptClaims = self.verify(&raw, device.as_str(), Scope::Ever).await?;
        let about_a_report = claims.state == ReceiptState::Reported
            && claims.request_id.is_none()
            && claims.request.is_none();
        let of = claims.of.filter(|_| about_a_report).ok_or(JoseError::Context)?;
        let reason = if of == subject(report.report)? {
            report.reason
        } else if must_be_ours {
            return Err(JoseError::Context.into());
        } else {
            self.reason_that_stands(account, caller.public(), report.denial, of)?
        };
        Ok(ReportReceipt { raw, reason })
    }

    /// The reason of another report about the same denial, found by its subject. A receipt says
    /// nothing of the denial itself: this is what keeps that of another denial from being taken
    /// for it.
    fn reason_that_stands(
        &self,
        account: &AccountRef,
        device: &PublicKey,
        denial: &str,
        of: Digest,
    ) -> Result<ReportReason, ProviderError> {
        for reason in ReportReason::ALL {
            if draft(&self.issuer(), account, device, denial, reason)?.subject() == of {
                return Ok(reason);
            }
        }
        Err(JoseError::Context.into())
    }
}

/// What `device` signs to report `denial`.
pub(super) fn draft(
    issuer: &str,
    account: &AccountRef,
    device: &PublicKey,
    denial: &str,
    reason: ReportReason,
) -> Result<Unsigned, ProviderError> {
    let claims = ReportClaims {
        v: V1,
        iss: device.thumbprint().as_str().to_owned(),
        aud: issuer.to_owned(),
        account: Pseudonym::parse(&account.pseudonym).ok_or(JoseError::Context)?,
        answer: subject(denial)?,
        reason,
    };
    Ok(Unsigned::new(KeyRef::Kid(&device.thumbprint()), &claims)?)
}
