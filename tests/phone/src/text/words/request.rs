//! The words of requests: what is asked, and what became of it.

/// The request screen.
#[derive(Debug)]
pub struct RequestWords {
    /// Title.
    pub title: &'static str,
    /// The question.
    pub question: &'static str,
    /// Provider.
    pub provider: &'static str,
    /// Account.
    pub account: &'static str,
    /// Browser and system.
    pub browser: &'static str,
    /// Joins browser and system.
    pub on: &'static str,
    /// Address.
    pub address: &'static str,
    /// Place.
    pub place: &'static str,
    /// The place is not known.
    pub place_unknown: &'static str,
    /// Time.
    pub time: &'static str,
    /// A browser that was approved before.
    pub known: &'static str,
    /// A browser that was not.
    pub new: &'static str,
    /// Asks for the number: digits.
    pub number: fn(usize) -> String,
    /// Time left.
    pub left: &'static str,
    /// Approve.
    pub authorize: &'static str,
    /// Deny.
    pub deny: &'static str,
    /// The key that denies, a capital letter.
    pub deny_key: char,
    /// While the answer is sent.
    pub sending: &'static str,
    /// Title of a change that a browser asks for.
    pub action_title: &'static str,
    /// What it would change.
    pub actions: ActionWords,
    /// Title of a request that can't be shown.
    pub unknown_title: &'static str,
    /// What to do about it.
    pub unknown_text: &'static str,
    /// More requests wait: how many.
    pub more: fn(usize) -> String,
}

/// What a browser would change.
#[derive(Debug)]
pub struct ActionWords {
    /// What: the label.
    pub what: &'static str,
    /// 2-step verification goes off.
    pub deactivate: &'static str,
    /// Another mobile number.
    pub number: &'static str,
    /// Another notice address.
    pub notice_address: &'static str,
    /// Other methods.
    pub methods: &'static str,
    /// The new number or address: the label.
    pub new: &'static str,
    /// What is asked for first: the label.
    pub first: &'static str,
    /// The phone.
    pub phone: &'static str,
    /// A code of the app.
    pub code: &'static str,
    /// What also signs in: the label.
    pub also: &'static str,
    /// A code of the app, before yes or no.
    pub by_code: &'static str,
    /// A code by SMS, before yes or no.
    pub by_sms: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
}

/// One outcome a pair: title and text.
#[derive(Debug)]
pub struct OutcomeWords {
    /// Approved.
    pub approved: (&'static str, &'static str),
    /// Denied.
    pub denied: (&'static str, &'static str),
    /// Wrong number.
    pub wrong_number: (&'static str, &'static str),
    /// Expired.
    pub expired: (&'static str, &'static str),
    /// Cancelled.
    pub cancelled: (&'static str, &'static str),
    /// Approved elsewhere.
    pub elsewhere_approved: (&'static str, &'static str),
    /// Denied elsewhere.
    pub elsewhere_denied: (&'static str, &'static str),
    /// Sent, and nothing known of it.
    pub not_known: (&'static str, &'static str),
}

/// The question after a denial.
#[derive(Debug)]
pub struct ReportWords {
    /// The question.
    pub question: &'static str,
    /// Somebody else.
    pub not_me: &'static str,
    /// The person's own sign-in.
    pub mistake: &'static str,
    /// Key: says what has the focus.
    pub say: &'static str,
    /// Key: says nothing.
    pub leave: &'static str,
    /// The provider knows that it was somebody else.
    pub not_me_taken: &'static str,
    /// The provider knows that it was a mistake.
    pub mistake_taken: &'static str,
    /// The provider does not want to know.
    pub not_taken: &'static str,
}
