//! What a person can do at each step of a pairing, and nothing else.

use std::sync::Arc;

use assenso_core::pairing;
use assenso_core::provider::SmsSent;

use super::activation::{ActivateStep, NumberCodeStep};
use super::error::INVALID;
use super::recovered::RecoveredStep;
use super::{Missing, Pairing, PairingError};
use crate::KeyClass;
use crate::codes::millis;
use crate::guard::guard;
use crate::typed::typed;

/// Where a pairing stands, with what can be done there.
#[derive(uniffi::Enum)]
pub enum PairingStep {
    /// Type e-mail and password.
    SignIn {
        /// What can be done.
        step: Arc<SignInStep>,
    },
    /// Type the SMS code of the sign-in.
    SignInCode {
        /// What can be done.
        step: Arc<SignInCodeStep>,
    },
    /// Signed in, not associated: associate this phone, or leave it for later.
    SignedIn {
        /// What can be done.
        step: Arc<SignedInStep>,
    },
    /// Signed in with the recovery code: associate this phone without any SMS.
    Recovered {
        /// What can be done.
        step: Arc<RecoveredStep>,
    },
    /// Type the SMS code of the association.
    AssociateCode {
        /// What can be done.
        step: Arc<AssociateCodeStep>,
    },
    /// On its way: go on.
    Finish {
        /// What can be done.
        step: Arc<FinishStep>,
    },
    /// 2-step verification is off: activate it with this phone, or leave it for later.
    Activate {
        /// What can be done.
        step: Arc<ActivateStep>,
    },
    /// Type the SMS code that verifies the number.
    NumberCode {
        /// What can be done.
        step: Arc<NumberCodeStep>,
    },
    /// Done: this phone is the account's device.
    Associated {
        /// The account.
        account: i64,
    },
    /// Given up, or lost to another phone: only a new pairing leads on.
    Ended,
}

pub(super) fn view(pairing: &Arc<Pairing>, step: pairing::PairingStep) -> PairingStep {
    use pairing::PairingStep as S;

    let pairing = Arc::clone(pairing);
    match step {
        S::SignIn(core) => PairingStep::SignIn { step: Arc::new(SignInStep { pairing, core }) },
        S::SignInCode(core) => {
            PairingStep::SignInCode { step: Arc::new(SignInCodeStep { pairing, core }) }
        }
        S::SignedIn(core) => {
            PairingStep::SignedIn { step: Arc::new(SignedInStep { pairing, core }) }
        }
        S::Recovered(core) => {
            PairingStep::Recovered { step: Arc::new(RecoveredStep { pairing, core }) }
        }
        S::AssociateCode(core) => {
            PairingStep::AssociateCode { step: Arc::new(AssociateCodeStep { pairing, core }) }
        }
        S::Finish(core) => PairingStep::Finish { step: Arc::new(FinishStep { pairing, core }) },
        S::Activate(core) => {
            PairingStep::Activate { step: Arc::new(ActivateStep { pairing, core }) }
        }
        S::NumberCode(core) => {
            PairingStep::NumberCode { step: Arc::new(NumberCodeStep { pairing, core }) }
        }
        S::Associated(account) => PairingStep::Associated { account: account.0 },
        S::Ended => PairingStep::Ended,
    }
}

/// An SMS code is on its way.
#[derive(uniffi::Record)]
pub struct SmsView {
    /// The number it went to, mostly hidden.
    pub sent_to: String,
    /// How many tries it allows.
    pub tries_left: u8,
    /// How long it is good.
    pub expires_in_ms: u64,
}

impl From<&SmsSent> for SmsView {
    fn from(sms: &SmsSent) -> Self {
        Self {
            sent_to: sms.sent_to.clone(),
            tries_left: sms.tries_left,
            expires_in_ms: millis(sms.expires_in),
        }
    }
}

/// The person is to type e-mail and password.
#[derive(uniffi::Object)]
pub struct SignInStep {
    pairing: Arc<Pairing>,
    core: pairing::SignIn,
}

#[uniffi::export(async_runtime = "tokio")]
impl SignInStep {
    /// Sends e-mail and password (UTF-8).
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn submit(
        &self,
        email: String,
        password: Vec<u8>,
    ) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.submit(&email, &typed(password, INVALID)?).await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }

    /// The recovery code (UTF-8, as people type it), after the password was right and no SMS could
    /// be sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn recover(&self, code: Vec<u8>) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.recover(&typed(code, INVALID)?).await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }
}

/// The person is to type the SMS code of the sign-in.
#[derive(uniffi::Object)]
pub struct SignInCodeStep {
    pairing: Arc<Pairing>,
    core: pairing::SignInCode,
}

#[uniffi::export(async_runtime = "tokio")]
impl SignInCodeStep {
    /// Where the code went; `None` after a restart.
    pub fn sms(&self) -> Option<SmsView> {
        self.core.sms().map(Into::into)
    }

    /// Sends the recovery code (UTF-8, as people type it) in place of every SMS.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn recover(&self, code: Vec<u8>) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.recover(&typed(code, INVALID)?).await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }

    /// Sends the typed code (UTF-8).
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn submit(&self, code: Vec<u8>) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.submit(&typed(code, INVALID)?).await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }

    /// Has another code sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn resend(&self) -> Result<Arc<Self>, PairingError> {
        guard(async {
            let core = self.pairing.done(self.core.resend().await)?;
            Ok(Arc::new(Self { pairing: Arc::clone(&self.pairing), core }))
        })
        .await
    }
}

/// The person is signed in and decides whether to associate this phone.
#[derive(uniffi::Object)]
pub struct SignedInStep {
    pairing: Arc<Pairing>,
    core: pairing::SignedIn,
}

#[uniffi::export(async_runtime = "tokio")]
impl SignedInStep {
    /// What the phone still lacks, asked of it anew: to be called when the person comes back.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn missing(&self) -> Result<Missing, PairingError> {
        guard(async { Ok(self.pairing.done(self.core.missing().await)?.into()) }).await
    }

    /// "Associate this device": checks that the phone is ready, has the SMS code sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn associate(&self) -> Result<Arc<AssociateCodeStep>, PairingError> {
        guard(async {
            let core = self.pairing.done(self.core.associate().await)?;
            Ok(Arc::new(AssociateCodeStep { pairing: Arc::clone(&self.pairing), core }))
        })
        .await
    }
}

/// The person is to type the SMS code of the association.
#[derive(uniffi::Object)]
pub struct AssociateCodeStep {
    pub(super) pairing: Arc<Pairing>,
    pub(super) core: pairing::AssociateCode,
}

#[uniffi::export(async_runtime = "tokio")]
impl AssociateCodeStep {
    /// Where the code went; `None` after a restart.
    pub fn sms(&self) -> Option<SmsView> {
        self.core.sms().map(Into::into)
    }

    /// Sends the typed code (UTF-8) and goes through to the end, with the phone's prompts.
    /// `key_class` is what will verify each approval.
    ///
    /// # Errors
    ///
    /// See [`PairingError`]. After the code was accepted the pairing goes on from
    /// [`Pairing::step`].
    pub async fn submit(
        &self,
        code: Vec<u8>,
        key_class: KeyClass,
    ) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.submit(&typed(code, INVALID)?, key_class.into()).await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }

    /// Has another code sent.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn resend(&self) -> Result<Arc<Self>, PairingError> {
        guard(async {
            let core = self.pairing.done(self.core.resend().await)?;
            Ok(Arc::new(Self { pairing: Arc::clone(&self.pairing), core }))
        })
        .await
    }

    /// Back to where the person decides.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn start_again(&self) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.cancel().await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }
}

/// What the person had to type is typed; the rest goes on by itself, with the phone's prompts.
#[derive(uniffi::Object)]
pub struct FinishStep {
    pairing: Arc<Pairing>,
    core: pairing::Finish,
}

#[uniffi::export(async_runtime = "tokio")]
impl FinishStep {
    /// Goes on where the pairing stopped, repeating what may have been sent byte for byte.
    ///
    /// # Errors
    ///
    /// See [`PairingError`].
    pub async fn resume(&self) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.resume().await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }

    /// Drops this try and goes back to where the person decides.
    ///
    /// # Errors
    ///
    /// See [`PairingError`]. Refused once the association may have been made.
    pub async fn start_again(&self) -> Result<PairingStep, PairingError> {
        guard(async {
            let done = self.core.start_again().await;
            Ok(view(&self.pairing, self.pairing.done(done)?))
        })
        .await
    }
}
