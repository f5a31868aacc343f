//! What the owner does with an account, as the screens know it.

use assenso_core::secret::SecretText;

use super::Association;

/// Something to do.
#[derive(Debug)]
pub enum Deed {
    /// Stop being the account's device.
    SignOut,
    /// Turn 2-step verification off.
    Deactivate {
        /// The account's password.
        password: SecretText,
    },
    /// Make a recovery code, which counts for nothing yet.
    NewCode {
        /// The account's password.
        password: SecretText,
    },
    /// Make it count.
    KeepCode {
        /// The group that was asked for.
        group: SecretText,
    },
    /// End the probation with the recovery code.
    EnterCode {
        /// The account's password.
        password: SecretText,
        /// The code.
        code: SecretText,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum Done {
    /// This phone is out.
    Out(Association),
    /// A recovery code to write down.
    Code(PrintedCode),
    /// The recovery code counts now.
    CodeKept,
    /// This phone has full power.
    FullPower,
}

/// A recovery code on the screen.
#[derive(Debug)]
pub struct PrintedCode {
    /// Its groups.
    pub groups: Vec<SecretText>,
    /// Which one is typed back, from 0.
    pub asked: usize,
}
