//! What follows the provider's own check of who somebody is, which happens at a desk: the account
//! is thawed, or has another owner.

use std::path::Path;

use assenso_core::protocol::AssociationStatus;
use assenso_core::secret::SecretText;
use rusqlite::Connection;

use crate::clock::Clock;
use crate::folder::{Folder, FolderError};
use crate::node::Failure;
use crate::password;
use crate::policy::{IDENTITY_RANK, MAX_PASSWORD};
use crate::seeding::is_number;
use crate::store::account::{self, NewOwner, Power};
use crate::store::{self, OpenError, browser, contest, device, request, session};

/// Why nothing followed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityError {
    /// The data folder can't be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database can't be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database failed.
    #[error("the account could not be written")]
    Database(#[from] rusqlite::Error),
    /// There is no such mailbox.
    #[error("there is no such mailbox")]
    NoSuchAccount,
    /// The password is empty or too long.
    #[error("a password has 1 to 1,024 bytes")]
    InvalidPassword,
    /// The number is not `+` and 7 to 15 digits.
    #[error("the number must be + and 7 to 15 digits")]
    InvalidNumber,
    /// What is stored is not what this version writes.
    #[error("the account could not be changed: {0}")]
    Failed(String),
    /// Hashing failed.
    #[error("the cryptography does not work on this machine")]
    Cryptography,
}

impl From<Failure> for IdentityError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Database(error) => Self::Database(error),
            failure => Self::Failed(failure.to_string()),
        }
    }
}

/// Ends the freezing of an account, whether a node runs on the folder or not.
///
/// # Errors
///
/// See [`IdentityError`].
pub fn thaw(data: &Path, email: &str) -> Result<(), IdentityError> {
    changing(data, email, |db, id| {
        account::thaw(db, id)?;
        Ok(contest::void_all(db, id)?)
    })
}

/// Gives an account to another owner: number and password are theirs, everything else of the owner
/// before ends, the phone too. For 30 days the first phone that comes by SMS to that number has the
/// rank of this check.
///
/// # Errors
///
/// See [`IdentityError`].
pub fn change_owner(
    data: &Path,
    email: &str,
    number: &str,
    password: &SecretText,
    clock: &dyn Clock,
) -> Result<(), IdentityError> {
    // EXPOSE: only its length is looked at.
    if !(1..=MAX_PASSWORD).contains(&password.expose().len()) {
        return Err(IdentityError::InvalidPassword);
    }
    if !is_number(number) {
        return Err(IdentityError::InvalidNumber);
    }
    let password_hash = password::hash(password).map_err(|_| IdentityError::Cryptography)?;
    let now = clock.now();
    let new = NewOwner {
        number,
        password_hash: &password_hash,
        since: now,
        identity_until: now.plus(IDENTITY_RANK),
    };
    changing(data, email, |db, id| {
        let before = account::by_id(db, id)?;
        if !account::raise_generation(db, id, before.generation, Power::FULL)? {
            return Err(Failure::Stored("generation"));
        }
        if let Some(phone) = device::associated(db, id)? {
            device::put_out(db, phone.id, AssociationStatus::OwnerChanged, now)?;
            request::cancel_of_device(db, phone.id, now)?;
        }
        browser::end_all(db, id, before.owner_since)?;
        session::end_all(db, id)?;
        contest::void_all(db, id)?;
        Ok(account::change_owner(db, id, &new)?)
    })
}

/// Changes an account under its turn.
fn changing(
    data: &Path,
    email: &str,
    change: impl FnOnce(&Connection, i64) -> Result<(), Failure>,
) -> Result<(), IdentityError> {
    let folder = Folder::open(data)?;
    let mut connection = store::open_connection(&folder.database()?)?;
    let transaction = store::immediate(&mut connection)?;
    let (id, _) = account::credentials(&transaction, email)?.ok_or(IdentityError::NoSuchAccount)?;
    account::take_turn(&transaction, id)?;
    change(&transaction, id)?;
    Ok(transaction.commit()?)
}
