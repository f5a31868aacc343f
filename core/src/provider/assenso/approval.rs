//! The inbox, answers and receipts: PROTOCOL.md section 7.

use std::time::Duration;

use super::call::{CallError, Repeat};
use super::http::CALL_TIMEOUT;
use super::pinned::{PinnedKeys, Scope};
use super::{AssensoProvider, time, wire};
use crate::approval::Answer;
use crate::crypto::PublicKey;
use crate::jose::{JoseError, KeyRef, Unsigned, hash, subject};
use crate::ports::BoundKey;
use crate::protocol::{
    ActionView, AnswerClaims, Decision, InboxClaims, InboxEntry, Pseudonym, ReceiptClaims,
    RequestClaims, RequestId, SignInView, V1,
};
use crate::provider::{
    AccountRef, BrowserDetails, Inbox, OpenRequest, ProviderError, Receipt, Subject,
};

const MAX_REQUESTS: usize = 8;
const MAX_REQUEST_LENGTH: usize = 3 * 1024;
const MAX_LEFT_MS: u64 = 120_000;
const NUMBER_DIGITS: std::ops::RangeInclusive<u8> = 2..=6;

impl AssensoProvider {
    pub(super) async fn inbox(
        &self,
        caller: &BoundKey,
        account: &AccountRef,
    ) -> Result<Inbox, ProviderError> {
        let body = wire::Empty {};
        let reply = self
            .calls
            .call::<wire::InboxReply>(caller, "/inbox", &body, Repeat::Safe, CALL_TIMEOUT)
            .await?;
        let device = caller.thumbprint();
        let inbox: InboxClaims =
            self.verify(&reply.body.inbox, device.as_str(), Scope::Newest).await?;
        if inbox.jti != reply.jti || inbox.requests.len() > MAX_REQUESTS {
            return Err(JoseError::Context.into());
        }
        let (_, keys) = self.current();
        let requests = inbox
            .requests
            .into_iter()
            .map(|entry| open_request(&keys, device.as_str(), account, entry))
            .collect::<Result<_, _>>()?;
        Ok(Inbox { generation: inbox.generation, time: time(inbox.time_ms), requests })
    }

    pub(super) async fn settle(
        &self,
        caller: &BoundKey,
        request_id: &str,
        request: &str,
        answer: &str,
    ) -> Result<Receipt, ProviderError> {
        let body = wire::SubmitAnswer { answer };
        let route = "/answers";
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
        let by_this_answer = claims.of == Some(subject(answer)?);
        if claims.request_id != RequestId::parse(request_id)
            || claims.request != Some(hash(request))
            || (must_be_ours && !by_this_answer)
        {
            return Err(JoseError::Context.into());
        }
        let end = claims.state.of_request().ok_or(JoseError::Context)?;
        Ok(Receipt { raw, end, by_this_answer })
    }

    /// A request that was kept. It verified when it came; its key may have left the list since.
    pub(super) fn kept_request(
        &self,
        device: &PublicKey,
        account: &AccountRef,
        request: &str,
    ) -> Result<OpenRequest, ProviderError> {
        let (_, keys) = self.current();
        let claims = keys.verify(request, device.thumbprint().as_str(), Scope::Ever)?;
        read_request(account, &claims, request.to_owned(), Duration::ZERO)
    }
}

/// Verifies one entry of an inbox that verified.
fn open_request(
    keys: &PinnedKeys,
    device: &str,
    account: &AccountRef,
    entry: InboxEntry,
) -> Result<OpenRequest, ProviderError> {
    if entry.request.len() > MAX_REQUEST_LENGTH {
        return Err(JoseError::TooLarge.into());
    }
    let claims = keys.verify(&entry.request, device, Scope::Listed)?;
    if !(1..=MAX_LEFT_MS).contains(&entry.left_ms) {
        return Err(JoseError::Context.into());
    }
    read_request(account, &claims, entry.request, Duration::from_millis(entry.left_ms))
}

/// What a request shows, if it is the account's and asks for what it may.
fn read_request(
    account: &AccountRef,
    claims: &RequestClaims,
    raw: String,
    left: Duration,
) -> Result<OpenRequest, ProviderError> {
    if claims.account.to_string() != account.pseudonym
        || !NUMBER_DIGITS.contains(&claims.number_digits)
    {
        return Err(JoseError::Context.into());
    }
    Ok(OpenRequest {
        id: claims.id.to_string(),
        raw,
        created: time(claims.created_ms),
        left,
        number_digits: claims.number_digits,
        subject: subject_of(claims),
    })
}

/// What a request is about, if this version can show all of it.
fn subject_of(claims: &RequestClaims) -> Option<Subject> {
    match claims.kind.as_str() {
        SignInView::KIND => {
            SignInView::from_members(&claims.view).map(browser).map(Subject::SignIn)
        }
        ActionView::KIND => ActionView::from_members(&claims.view)
            .map(|view| Subject::Action(view.action, browser(view.from))),
        _ => None,
    }
}

fn browser(view: SignInView) -> BrowserDetails {
    BrowserDetails {
        browser: view.browser,
        system: view.system,
        address: view.address.to_string(),
        place: view.place.map(Into::into),
        known: view.known,
    }
}

/// What `signer` signs to answer `request`.
pub(super) fn answer(
    issuer: &str,
    request: &OpenRequest,
    account: &AccountRef,
    device: &PublicKey,
    signer: &PublicKey,
    answer: &Answer,
) -> Result<Unsigned, ProviderError> {
    let (decision, number) = match answer {
        Answer::Approve { number } => (Decision::Approve, Some(number.as_str().to_owned())),
        Answer::Deny => (Decision::Deny, None),
    };
    let claims = AnswerClaims {
        v: V1,
        iss: device.thumbprint().as_str().to_owned(),
        aud: issuer.to_owned(),
        request_id: RequestId::parse(&request.id).ok_or(JoseError::Context)?,
        request: hash(&request.raw),
        account: Pseudonym::parse(&account.pseudonym).ok_or(JoseError::Context)?,
        decision,
        number,
    };
    Ok(Unsigned::new(KeyRef::Kid(&signer.thumbprint()), &claims)?)
}
