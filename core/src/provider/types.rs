//! What goes to a provider and what comes back, in no dialect.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::account::AssociationState;
use crate::crypto::PublicKey;
use crate::jose::{Digest, Unsigned};
use crate::otp::Totp;
use crate::ports::{HardwareLevel, KeyClass};
use crate::protocol::{Browser, DisplayText, Held, PanelAction, ReportReason, System};
use crate::secret::SecretBytes;

/// The name of a sign-in session, bound to a possession key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionId(pub(crate) String);

/// A session that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Its name.
    pub id: SessionId,
    /// The mailbox that the invitation is for: unsigned, to be typed over.
    pub email: Option<String>,
}

/// What an SMS code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodePurpose {
    /// Signing in to the app.
    SignIn,
    /// Associating this phone.
    Associate,
    /// Verifying a mobile number.
    VerifyNumber,
}

/// An SMS code is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmsSent {
    /// The number it went to, mostly hidden.
    pub sent_to: String,
    /// How many tries it allows.
    pub tries_left: u8,
    /// How long it is good.
    pub expires_in: Duration,
}

/// What a sign-in session waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// E-mail and password.
    Password,
    /// The SMS code of the sign-in.
    SignInCode(SmsSent),
    /// The person's decision to associate this phone.
    SignedIn,
    /// The SMS code of the association.
    AssociateCode(SmsSent),
    /// The signed statement.
    Statement,
    /// The SMS code that verifies a number.
    NumberCode(SmsSent),
    /// The person's decision to activate 2-step verification.
    NotActive {
        /// The number that codes go to, mostly hidden, if there is one.
        number: Option<String>,
    },
}

/// An invitation to introduce keys, verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// As it came, in the dialect's form.
    pub raw: String,
    /// The account's pseudonym.
    pub account: String,
    /// The classes of approval key that the provider allows.
    pub classes: Vec<KeyClass>,
    /// What the approval key's attestation must quote.
    pub attestation_challenge: Vec<u8>,
    /// How fallback codes are computed.
    pub totp: Totp,
}

/// The keys that are introduced, and the phone they live on.
#[derive(Debug, Clone)]
pub struct Introduction {
    /// The possession key.
    pub possession: PublicKey,
    /// The approval key.
    pub approval: PublicKey,
    /// The possession key's signed acceptance.
    pub acceptance: String,
    /// What verifies the user.
    pub class: KeyClass,
    /// Where the keys live.
    pub level: HardwareLevel,
    /// The attestation chain, DER, leaf first.
    pub attestation: Vec<Vec<u8>>,
    /// The phone's name.
    pub device_name: DisplayText,
    /// The app's name and version.
    pub app: DisplayText,
}

/// What the approval key is to sign, and what it makes both sides share.
#[derive(Debug)]
pub struct Statement {
    /// The bytes to sign.
    pub unsigned: Unsigned,
    /// The secret of the fallback codes.
    pub code_secret: SecretBytes,
    /// What the provider will prove that it derived the same.
    pub expected_tag: SecretBytes,
}

/// An association that the provider is ready to make, verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paired {
    /// As it came, in the dialect's form.
    pub raw: String,
    /// The provider's name.
    pub provider_name: String,
    /// The account's name, usually the mailbox.
    pub account_name: String,
    /// The account's generation once committed.
    pub generation: u64,
    /// How many digits are typed to approve.
    pub number_digits: u8,
    /// Until when widening actions are held, Unix milliseconds; 0 for not at all.
    pub full_power_from_ms: u64,
}

/// What a key is to its account, by the provider's signed word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What it is.
    pub state: AssociationState,
    /// The account's generation; 0 for an unknown key.
    pub generation: u64,
    /// What the account's device has to wait with.
    pub held: Held,
    /// Until when, Unix milliseconds; 0 if nothing is held.
    pub full_power_from_ms: u64,
    /// The provider's clock.
    pub time: SystemTime,
}

/// Which account a call is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRef {
    /// The account's pseudonym.
    pub pseudonym: String,
}

/// What is open at the moment of one call, verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// The account's generation.
    pub generation: u64,
    /// The provider's clock.
    pub time: SystemTime,
    /// The open requests.
    pub requests: Vec<OpenRequest>,
}

/// One open request, verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRequest {
    /// Its id.
    pub id: String,
    /// As it came, in the dialect's form: what an answer is bound to.
    pub raw: String,
    /// When it was made, for display.
    pub created: SystemTime,
    /// How long it is open, counted from before the call that fetched it.
    pub left: Duration,
    /// How many digits are typed to approve.
    pub number_digits: u8,
    /// What it shows; `None` if this version can't show it, so that it can only be denied.
    pub subject: Option<Subject>,
}

/// What a request is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Somebody signs in.
    SignIn(BrowserDetails),
    /// Somebody who is signed in changes the account.
    Action(PanelAction, BrowserDetails),
}

/// What a person sees of a browser that asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrowserDetails {
    /// The browser.
    pub browser: Browser,
    /// The operating system under it.
    pub system: System,
    /// Its network address.
    pub address: String,
    /// Roughly where that is, if the provider can tell.
    pub place: Option<String>,
    /// Whether this browser has signed in with an approval before.
    pub known: bool,
}

/// How a request ended, by the provider's signed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// As it came: the evidence.
    pub raw: String,
    /// How it ended.
    pub end: crate::protocol::RequestState,
    /// Whether the answer that was sent is what ended it.
    pub by_this_answer: bool,
}

/// What the owner does with the account, with everything that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountAction {
    /// 2-step verification goes off.
    Deactivate,
    /// A new recovery code takes the place of the one before.
    RecoveryCode {
        /// What the provider keeps of it.
        hash: Digest,
    },
}

/// What a provider says of an account, for display. Unsigned: it decides nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountOverview {
    /// The number that codes go to, mostly hidden, if there is one.
    pub number: Option<String>,
    /// Whether there is a recovery code.
    pub recovery_code: bool,
}

/// A report that was signed, and what it is about.
#[derive(Debug, Clone, Copy)]
pub struct SignedReport<'a> {
    /// The report.
    pub report: &'a str,
    /// The answer that it reports, as it was sent.
    pub denial: &'a str,
    /// The reason that it gives.
    pub reason: ReportReason,
}

/// The provider's proof that a denial was reported, verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportReceipt {
    /// As it came: the evidence.
    pub raw: String,
    /// The reason that stands.
    pub reason: ReportReason,
}
