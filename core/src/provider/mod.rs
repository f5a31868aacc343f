//! What the core asks of a provider, and the dialects that answer.
//!
//! Machines and drivers know only this file: which bytes are signed, and what travels, is the
//! dialect's own. Nothing here is a wire type.

pub(crate) mod assenso;
mod contact;
mod error;
mod types;

use std::time::Duration;

use async_trait::async_trait;

pub use contact::{Contact, ContactKeeper, KeepError, Trust};
pub use error::{ProviderError, Refusal};
pub use types::{
    AccountAction, AccountOverview, AccountRef, BrowserDetails, Challenge, CodePurpose, Inbox,
    Introduction, NewSession, Next, OpenRequest, Paired, Receipt, ReportReceipt, SessionId,
    SignedReport, SmsSent, Standing, Statement, Subject,
};

use crate::account::RecoveryCode;
use crate::approval::Answer;
use crate::crypto::PublicKey;
use crate::jose::Unsigned;
use crate::pairing::Invitation;
use crate::ports::BoundKey;
use crate::protocol::ReportReason;
use crate::secret::{SecretBytes, SecretText};

/// One provider, in its dialect. Every call may be repeated but [`Provider::resend`].
///
/// Whatever comes back signed has been verified under the pinned keys; newer keys that continue
/// the pinned ones are adopted, and kept, on the way.
#[async_trait]
pub trait Provider: Send + Sync {
    /// Whom this is.
    fn contact(&self) -> Contact;

    /// Binds a session to the caller's key, before any password is sent, and redeems an
    /// invitation if there is one.
    ///
    /// # Errors
    ///
    /// See [`ProviderError`]; so for every method below.
    async fn open_session(
        &self,
        caller: &BoundKey,
        invitation: Option<&Invitation>,
    ) -> Result<NewSession, ProviderError>;

    /// Sends e-mail and password.
    async fn submit_password(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        email: &str,
        password: &SecretText,
    ) -> Result<Next, ProviderError>;

    /// Sends a mobile number, for an account that has none; a code goes there.
    async fn submit_number(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        number: &str,
    ) -> Result<SmsSent, ProviderError>;

    /// Sends the SMS code of the sign-in, or the one that verifies the number.
    async fn submit_code(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        purpose: CodePurpose,
        code: &SecretText,
    ) -> Result<Next, ProviderError>;

    /// Sends the recovery code, in place of every SMS.
    async fn submit_recovery_code(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        code: &RecoveryCode,
    ) -> Result<Next, ProviderError>;

    /// Asks where the session stands.
    async fn next(&self, caller: &BoundKey, session: &SessionId) -> Result<Next, ProviderError>;

    /// Has another SMS code sent, of the purpose that is waited for.
    async fn resend(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        purpose: CodePurpose,
    ) -> Result<SmsSent, ProviderError>;

    /// Has the SMS code of the association sent.
    async fn begin_association(
        &self,
        caller: &BoundKey,
        session: &SessionId,
    ) -> Result<SmsSent, ProviderError>;

    /// Trades the SMS code of the association for a challenge; after the recovery code there is
    /// none.
    async fn fetch_challenge(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        code: Option<&SecretText>,
    ) -> Result<Challenge, ProviderError>;

    /// What the possession key signs to accept being introduced.
    ///
    /// # Errors
    ///
    /// See [`ProviderError`].
    fn draft_acceptance(
        &self,
        challenge: &Challenge,
        possession: &PublicKey,
        approval: &PublicKey,
    ) -> Result<Unsigned, ProviderError>;

    /// What the approval key signs to introduce both keys, and what both sides will share.
    ///
    /// # Errors
    ///
    /// See [`ProviderError`].
    fn draft_statement(
        &self,
        challenge: &Challenge,
        introduction: &Introduction,
    ) -> Result<Statement, ProviderError>;

    /// Sends the signed statement; returns what the association will be, with the provider's
    /// confirmation checked against `expected_tag`.
    async fn submit_statement(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        challenge: &Challenge,
        statement: &str,
        expected_tag: &SecretBytes,
    ) -> Result<Paired, ProviderError>;

    /// Makes the association happen.
    async fn commit(
        &self,
        caller: &BoundKey,
        session: &SessionId,
        paired: &Paired,
    ) -> Result<Standing, ProviderError>;

    /// Asks what the caller's key is to its account.
    async fn standing(&self, caller: &BoundKey) -> Result<Standing, ProviderError>;

    /// What the account is like, for display.
    async fn overview(&self, caller: &BoundKey) -> Result<AccountOverview, ProviderError>;

    /// Sends the account's password; returns how long it counts for actions.
    async fn submit_account_password(
        &self,
        caller: &BoundKey,
        password: &SecretText,
    ) -> Result<Duration, ProviderError>;

    /// Fetches what the next action has to name.
    async fn action_challenge(&self, caller: &BoundKey) -> Result<String, ProviderError>;

    /// What `approval` signs to do something with the account.
    ///
    /// # Errors
    ///
    /// See [`ProviderError`].
    fn draft_action(
        &self,
        account: &AccountRef,
        device: &PublicKey,
        approval: &PublicKey,
        challenge: &str,
        action: &AccountAction,
    ) -> Result<Unsigned, ProviderError>;

    /// Sends a signed action; returns the provider's receipt, verified.
    async fn submit_action(&self, caller: &BoundKey, action: &str)
    -> Result<String, ProviderError>;

    /// Gives up being the account's device.
    async fn sign_out(&self, caller: &BoundKey) -> Result<Standing, ProviderError>;

    /// Sends the recovery code, on the account's device: it ends what is held.
    async fn recover(
        &self,
        caller: &BoundKey,
        code: &RecoveryCode,
    ) -> Result<Standing, ProviderError>;

    /// Fetches the open requests.
    async fn fetch_inbox(
        &self,
        caller: &BoundKey,
        account: &AccountRef,
    ) -> Result<Inbox, ProviderError>;

    /// Waits until something may be open, half a minute at most; `false` is no promise.
    async fn wait(&self, caller: &BoundKey) -> Result<bool, ProviderError>;

    /// What `signer` signs to answer a request.
    ///
    /// # Errors
    ///
    /// See [`ProviderError`].
    fn draft_answer(
        &self,
        request: &OpenRequest,
        account: &AccountRef,
        device: &PublicKey,
        signer: &PublicKey,
        answer: &Answer,
    ) -> Result<Unsigned, ProviderError>;

    /// Sends a signed answer; returns how the request ended, by this answer or another one.
    async fn submit_answer(
        &self,
        caller: &BoundKey,
        request_id: &str,
        request: &str,
        answer: &str,
    ) -> Result<Receipt, ProviderError>;

    /// Reads a request that was kept as it came. Nothing about it is open any more.
    ///
    /// # Errors
    ///
    /// See [`ProviderError`].
    fn recall(
        &self,
        device: &PublicKey,
        account: &AccountRef,
        request: &str,
    ) -> Result<OpenRequest, ProviderError>;

    /// What `device` signs to report `denial`, the answer as it was sent.
    ///
    /// # Errors
    ///
    /// See [`ProviderError`].
    fn draft_report(
        &self,
        account: &AccountRef,
        device: &PublicKey,
        denial: &str,
        reason: ReportReason,
    ) -> Result<Unsigned, ProviderError>;

    /// Sends a signed report; returns which reason stands, this one's or an earlier one's.
    async fn submit_report(
        &self,
        caller: &BoundKey,
        account: &AccountRef,
        report: SignedReport<'_>,
    ) -> Result<ReportReceipt, ProviderError>;
}
