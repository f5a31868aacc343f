//! A pairing, and what a person can do at each of its steps, and nothing else.

use std::sync::Arc;

use super::PairingError;
use super::driver::Flow;
use crate::ports::KeyClass;
use crate::provider::{CodePurpose, SmsSent};
use crate::secret::SecretText;
use crate::store::{AccountId, PairingId};

/// One pairing, at whatever step it stands. Clones are the same pairing.
#[derive(Debug, Clone)]
pub struct Pairing {
    pub(super) flow: Arc<Flow>,
}

impl Pairing {
    /// Its row on this phone, the same at each of its steps and after a restart.
    #[must_use]
    pub fn id(&self) -> PairingId {
        self.flow.row()
    }

    /// The provider's issuer, to be shown wherever a password or code is typed.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.flow.issuer()
    }

    /// The provider's name.
    #[must_use]
    pub fn provider_name(&self) -> &str {
        self.flow.provider_name()
    }

    /// The e-mail that was typed, if one was accepted; before that the one that the invitation was
    /// for, to be typed over.
    pub async fn email(&self) -> Option<String> {
        self.flow.email().await
    }

    /// Whether it turns 2-step verification on.
    pub async fn activates(&self) -> bool {
        self.flow.activates().await
    }

    /// Where it stands now, also after a call of a step failed.
    pub async fn step(&self) -> PairingStep {
        self.flow.current().await
    }

    /// Ends the call that runs on one of its steps, with [`PairingError::Cancelled`]. What it had
    /// stored stays: [`Pairing::step`] tells where the pairing stands.
    pub fn cancel(&self) {
        self.flow.cancel();
    }

    /// Gives up: what was made for this pairing is destroyed. A call that runs is cut off first.
    ///
    /// # Errors
    ///
    /// [`PairingError::CommitUnderway`] once the association may have been made; else see
    /// [`PairingError`].
    pub async fn abandon(&self) -> Result<(), PairingError> {
        self.flow.abandon().await
    }
}

/// What a phone lacks for an association.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Missing {
    /// A screen lock has to be set up.
    pub screen_lock: bool,
    /// Notifications have to be allowed.
    pub notifications: bool,
}

impl Missing {
    /// Whether the phone is ready.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        !self.screen_lock && !self.notifications
    }
}

/// Where a pairing stands, with what can be done there.
#[derive(Debug)]
pub enum PairingStep {
    /// Type e-mail and password.
    SignIn(SignIn),
    /// Type the SMS code of the sign-in.
    SignInCode(SignInCode),
    /// Signed in, not associated: associate this phone, or leave it for later.
    SignedIn(SignedIn),
    /// Signed in with the recovery code: associate this phone without any SMS.
    Recovered(Recovered),
    /// Type the SMS code of the association.
    AssociateCode(AssociateCode),
    /// On its way: go on.
    Finish(Finish),
    /// 2-step verification is off: activate it with this phone, or leave it for later.
    Activate(Activate),
    /// Type the SMS code that verifies the number.
    NumberCode(NumberCode),
    /// Done: this phone is the account's device.
    Associated(AccountId),
    /// Given up, or lost to another phone: only a new pairing leads on.
    Ended,
}

macro_rules! step {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            pub(super) flow: Arc<Flow>,
            $(pub(super) $field: $type,)*
        }

        impl $name {
            /// The pairing whose step this is.
            #[must_use]
            pub fn pairing(&self) -> Pairing {
                Pairing { flow: Arc::clone(&self.flow) }
            }
        }
    };
}

step! {
    /// The person is to type e-mail and password. The session is bound to this phone's key already.
    SignIn {}
}
step! {
    /// The person is to type the SMS code of the sign-in ("Confirm authorization").
    SignInCode { sms: Option<SmsSent> }
}
step! {
    /// The person is signed in and decides whether to associate this phone.
    SignedIn {}
}
step! {
    /// The person signed in with the recovery code: it stands for every SMS, and nothing is held from
    /// the phone, unless the code was made while settings were held. It is used up by the
    /// association, and not before.
    Recovered {}
}
step! {
    /// The person is to type the SMS code of the association.
    AssociateCode { sms: Option<SmsSent> }
}
step! {
    /// 2-step verification is off. The person decides whether to activate it with this phone, and
    /// first gives a number if the account has none.
    Activate { number: Option<String> }
}
step! {
    /// The person is to type the SMS code that verifies the number.
    NumberCode { sms: Option<SmsSent> }
}
step! {
    /// What the person had to type is typed; the rest goes on by itself, with the phone's prompts.
    Finish {}
}

impl SignIn {
    /// Sends e-mail and password.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn submit(
        &self,
        email: &str,
        password: &SecretText,
    ) -> Result<PairingStep, PairingError> {
        self.flow.uncut(self.flow.submit_password(email, password)).await
    }

    /// The same as [`SignInCode::recover`], after the password was right and no SMS could be sent:
    /// the account is frozen, has no number, or too many were sent.
    ///
    /// # Errors
    ///
    /// See [`SignInCode::recover`].
    pub async fn recover(&self, code: &SecretText) -> Result<PairingStep, PairingError> {
        self.flow.uncut(self.flow.submit_recovery_code(code)).await
    }
}

impl Recovered {
    /// What the phone still lacks for an association, asked of the phone anew.
    ///
    /// # Errors
    ///
    /// [`PairingError::Posture`] if the phone did not tell.
    pub async fn missing(&self) -> Result<Missing, PairingError> {
        self.flow.missing().await
    }

    /// "Associate this device", through to the end. `class` is what will verify each approval.
    ///
    /// # Errors
    ///
    /// [`PairingError::Prerequisites`] names what the phone lacks; else see [`PairingError`].
    pub async fn associate(&self, class: KeyClass) -> Result<PairingStep, PairingError> {
        self.flow.uncut(self.flow.associate_recovered(class)).await
    }
}

impl SignInCode {
    /// "I have my recovery code": sends it in place of every SMS, as people type it.
    ///
    /// # Errors
    ///
    /// [`PairingError::NoRecoveryCode`], [`PairingError::WrongRecoveryCode`]; else see
    /// [`PairingError`].
    pub async fn recover(&self, code: &SecretText) -> Result<PairingStep, PairingError> {
        self.flow.uncut(self.flow.submit_recovery_code(code)).await
    }

    /// Where the code went; `None` after a restart.
    #[must_use]
    pub fn sms(&self) -> Option<&SmsSent> {
        self.sms.as_ref()
    }

    /// Sends the typed code.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn submit(&self, code: &SecretText) -> Result<PairingStep, PairingError> {
        self.flow.uncut(self.flow.submit_code(CodePurpose::SignIn, code)).await
    }

    /// Has another code sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn resend(&self) -> Result<Self, PairingError> {
        let sms = Some(self.flow.uncut(self.flow.resend(CodePurpose::SignIn)).await?);
        Ok(Self { flow: Arc::clone(&self.flow), sms })
    }
}

impl SignedIn {
    /// What the phone still lacks for an association, asked of the phone anew.
    ///
    /// # Errors
    ///
    /// [`PairingError::Posture`] if the phone did not tell.
    pub async fn missing(&self) -> Result<Missing, PairingError> {
        self.flow.missing().await
    }

    /// "Associate this device": checks that the phone is ready, has the SMS code sent.
    ///
    /// # Errors
    ///
    /// [`PairingError::Prerequisites`] names what the phone lacks; else see [`PairingError`].
    pub async fn associate(&self) -> Result<AssociateCode, PairingError> {
        let sms = Some(self.flow.uncut(self.flow.begin_association()).await?);
        Ok(AssociateCode { flow: Arc::clone(&self.flow), sms })
    }
}

impl Activate {
    /// The number that codes go to, mostly hidden; `None` if one has to be given first.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// Gives a mobile number, for an account that has none or to mend the one just given; a code
    /// goes there. However people write it: the provider understands it or says that it doesn't.
    ///
    /// # Errors
    ///
    /// [`PairingError::InvalidNumber`]; else see [`PairingError`].
    pub async fn submit_number(&self, number: &str) -> Result<NumberCode, PairingError> {
        let sms = Some(self.flow.uncut(self.flow.submit_number(number)).await?);
        Ok(NumberCode { flow: Arc::clone(&self.flow), sms })
    }

    /// What the phone still lacks for an association, asked of the phone anew.
    ///
    /// # Errors
    ///
    /// [`PairingError::Posture`] if the phone did not tell.
    pub async fn missing(&self) -> Result<Missing, PairingError> {
        self.flow.missing().await
    }

    /// "Activate and associate this device": checks that the phone is ready, has the SMS code sent.
    ///
    /// # Errors
    ///
    /// [`PairingError::NoNumber`] before a number was verified, [`PairingError::Prerequisites`]
    /// names what the phone lacks; else see [`PairingError`].
    pub async fn activate(&self) -> Result<AssociateCode, PairingError> {
        let sms = Some(self.flow.uncut(self.flow.begin_association()).await?);
        Ok(AssociateCode { flow: Arc::clone(&self.flow), sms })
    }
}

impl NumberCode {
    /// Where the code went; `None` after a restart.
    #[must_use]
    pub fn sms(&self) -> Option<&SmsSent> {
        self.sms.as_ref()
    }

    /// Sends the typed code.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn submit(&self, code: &SecretText) -> Result<PairingStep, PairingError> {
        let purpose = CodePurpose::VerifyNumber;
        self.flow.uncut(self.flow.submit_code(purpose, code)).await
    }

    /// Has another code sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn resend(&self) -> Result<Self, PairingError> {
        let sms = Some(self.flow.uncut(self.flow.resend(CodePurpose::VerifyNumber)).await?);
        Ok(Self { flow: Arc::clone(&self.flow), sms })
    }

    /// "Another number": back to where the number is given.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn cancel(&self) -> Result<PairingStep, PairingError> {
        self.flow.start_again().await
    }
}

impl AssociateCode {
    /// Where the code went; `None` after a restart.
    #[must_use]
    pub fn sms(&self) -> Option<&SmsSent> {
        self.sms.as_ref()
    }

    /// Sends the typed code and goes through to the end: keys are made, the phone asks for
    /// verification, both sides confirm. `class` is what will verify each approval.
    ///
    /// # Errors
    ///
    /// See [`PairingError`]. After the code was accepted the pairing goes on with
    /// [`Finish::resume`], which [`Pairing::step`] offers.
    pub async fn submit(
        &self,
        code: &SecretText,
        class: KeyClass,
    ) -> Result<PairingStep, PairingError> {
        self.flow.uncut(self.flow.submit_associate_code(code, class)).await
    }

    /// Has another code sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn resend(&self) -> Result<Self, PairingError> {
        let sms = Some(self.flow.uncut(self.flow.resend(CodePurpose::Associate)).await?);
        Ok(Self { flow: Arc::clone(&self.flow), sms })
    }

    /// "Cancel": back to where the person decides.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn cancel(&self) -> Result<PairingStep, PairingError> {
        self.flow.start_again().await
    }
}

impl Finish {
    /// Goes on where the pairing stopped, repeating what may have been sent byte for byte.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn resume(&self) -> Result<PairingStep, PairingError> {
        self.flow.uncut(self.flow.advance()).await
    }

    /// Drops this try and goes back to where the person decides.
    ///
    /// # Errors
    ///
    /// [`PairingError::Step`] once the association may have been made; else see [`PairingError`].
    pub async fn start_again(&self) -> Result<PairingStep, PairingError> {
        self.flow.start_again().await
    }
}
