//! The steps of a pairing, as the wizard shows them.

use assenso_core::ports::BootInstant;
use assenso_core::secret::SecretText;

use super::Problem;

/// A pairing's name between the screens and the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowId(pub u64);

/// A pairing at one of its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name for the gateway.
    pub flow: FlowId,
    /// The provider's issuer.
    pub issuer: String,
    /// The provider's display name.
    pub provider: String,
    /// The mailbox, once it is known.
    pub email: Option<String>,
    /// Whether it turns 2-step verification on.
    pub activates: bool,
    /// Where the pairing stands.
    pub at: At,
}

/// Where a pairing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// E-mail and password are asked for.
    SignIn,
    /// The code of the sign-in is asked for; where it went is not known after a restart.
    SignInCode(Option<Sms>),
    /// Signed in with the recovery code; this phone may be associated without any SMS.
    Recovered,
    /// Signed in; this phone may be associated.
    SignedIn,
    /// The code of the association is asked for.
    AssociateCode(Option<Sms>),
    /// Interrupted in the middle of the association; it can go on.
    Finish,
    /// 2-step verification is off; this phone may turn it on.
    Activate {
        /// The number that codes go to, masked, if there is one.
        number: Option<String>,
    },
    /// The code that verifies the number is asked for.
    NumberCode(Option<Sms>),
    /// Done.
    Associated,
}

/// Why a pairing did not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// What to show.
    pub problem: Problem,
    /// Where the pairing stands now, if it moved all the same.
    pub step: Option<Step>,
}

impl From<Problem> for Stuck {
    fn from(problem: Problem) -> Self {
        Self { problem, step: None }
    }
}

/// A message that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sms {
    /// The number, masked.
    pub sent_to: String,
    /// Tries left.
    pub tries_left: u32,
    /// When the code ends.
    pub expires_at: BootInstant,
}

/// What takes a pairing on.
#[derive(Debug)]
pub enum Input {
    /// E-mail and password.
    SignIn {
        /// The mailbox.
        email: String,
        /// Its password.
        password: SecretText,
    },
    /// A mobile number, as it was typed.
    Number(String),
    /// The code that was sent.
    Code(SecretText),
    /// The recovery code.
    Recover(SecretText),
    /// Another code.
    Resend,
    /// Associate this device, and turn 2-step verification on where it is off.
    Associate,
    /// Go on after an interruption.
    Resume,
    /// Drop this try: back to where the person decides.
    StartAgain,
}
