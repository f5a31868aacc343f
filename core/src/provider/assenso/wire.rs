//! Unsigned JSON bodies. They never leave this dialect.

use serde::{Deserialize, Serialize};

use crate::protocol::DisplayText;

#[derive(Deserialize)]
pub(super) struct Discovery {
    pub(super) issuer: String,
    pub(super) name: DisplayText,
    pub(super) versions: Vec<u32>,
    pub(super) base: String,
}

#[derive(Deserialize)]
pub(super) struct Chain {
    pub(super) keys: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct SessionOpened {
    pub(super) session: String,
    pub(super) email: Option<String>,
}

#[derive(Serialize)]
pub(super) struct OpenSession<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) invitation: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Empty {}

#[derive(Serialize)]
pub(super) struct InSession<'a> {
    pub(super) session: &'a str,
}

#[derive(Serialize)]
pub(super) struct SubmitPassword<'a> {
    pub(super) session: &'a str,
    pub(super) email: &'a str,
    pub(super) password: &'a str,
}

#[derive(Serialize)]
pub(super) struct SubmitNumber<'a> {
    pub(super) session: &'a str,
    pub(super) number: &'a str,
}

#[derive(Serialize)]
pub(super) struct SubmitRecoveryCode<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) session: Option<&'a str>,
    pub(super) code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) nonce: Option<String>,
}

#[derive(Serialize)]
pub(super) struct SubmitAccountPassword<'a> {
    pub(super) password: &'a str,
}

#[derive(Serialize)]
pub(super) struct SubmitAction<'a> {
    pub(super) action: &'a str,
}

#[derive(Deserialize)]
pub(super) struct PasswordReply {
    pub(super) expires_in_s: u32,
}

#[derive(Deserialize)]
pub(super) struct ActionChallengeReply {
    pub(super) challenge: String,
}

#[derive(Deserialize)]
pub(super) struct OverviewReply {
    pub(super) number: Option<DisplayText>,
    pub(super) recovery_code: bool,
}

#[derive(Serialize)]
pub(super) struct SubmitCode<'a> {
    pub(super) session: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) purpose: Option<super::CodePurpose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Resend<'a> {
    pub(super) session: &'a str,
    pub(super) purpose: super::CodePurpose,
}

#[derive(Serialize)]
pub(super) struct SubmitStatement<'a> {
    pub(super) session: &'a str,
    pub(super) statement: &'a str,
}

#[derive(Serialize)]
pub(super) struct Commit<'a> {
    pub(super) session: &'a str,
    pub(super) paired: String,
    pub(super) nonce: String,
}

#[derive(Serialize)]
pub(super) struct AskAssociation {
    pub(super) nonce: String,
}

#[derive(Serialize)]
pub(super) struct SubmitAnswer<'a> {
    pub(super) answer: &'a str,
}

#[derive(Serialize)]
pub(super) struct SubmitReport<'a> {
    pub(super) report: &'a str,
}

#[derive(Deserialize)]
#[serde(tag = "next", rename_all = "snake_case")]
pub(super) enum Next {
    Password,
    SignInCode { sms: Sms },
    SignedIn,
    AssociateCode { sms: Sms },
    Statement,
    NumberCode { sms: Sms },
    NotActive { number: Option<DisplayText> },
}

#[derive(Deserialize)]
pub(super) struct SmsReply {
    pub(super) sms: Sms,
}

#[derive(Deserialize)]
pub(super) struct Sms {
    pub(super) sent_to: DisplayText,
    pub(super) expires_in_s: u32,
    pub(super) tries_left: u8,
}

#[derive(Deserialize)]
pub(super) struct ChallengeReply {
    pub(super) challenge: String,
}

#[derive(Deserialize)]
pub(super) struct PairedReply {
    pub(super) paired: String,
}

#[derive(Deserialize)]
pub(super) struct AssociationReply {
    pub(super) association: String,
}

#[derive(Deserialize)]
pub(super) struct InboxReply {
    pub(super) inbox: String,
}

#[derive(Deserialize)]
pub(super) struct WaitReply {
    pub(super) waiting: bool,
}

#[derive(Deserialize)]
pub(super) struct ReceiptReply {
    pub(super) receipt: String,
}

/// An RFC 9457 problem document, as far as it is read.
#[derive(Deserialize)]
pub(super) struct Problem {
    #[serde(default)]
    pub(super) code: String,
    pub(super) tries_left: Option<u8>,
    pub(super) retry_after_s: Option<u32>,
    pub(super) until_ms: Option<u64>,
    pub(super) receipt: Option<String>,
}
