//! The file in memory and the PIN that opens it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use assenso_core::crypto::{SealingKey, random_bytes};
use assenso_core::ports::BootInstant;
use assenso_core::secret::SecretBytes;

use super::file::{Blob, Lock, PhoneFile, VERSION};
use super::folder::{Folder, FolderError};
use super::guard::Guard;
use super::pin::{Cost, Pin};
use super::sealed_box;

/// Why a PIN did not open the phone.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PinError {
    /// It is another PIN.
    #[error("wrong PIN")]
    Wrong {
        /// Tries left before the phone waits.
        tries_left: u32,
    },
    /// Too many wrong PINs.
    #[error("too many wrong PINs")]
    Wait {
        /// How long the phone still takes none.
        left: Duration,
    },
    /// No PIN was set yet, or one is set already.
    #[error("the phone is not in a state for this")]
    State,
    /// The PIN could not be checked, or a key not be made.
    #[error("the cryptography failed")]
    Crypto,
    /// The folder failed.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

/// What a right PIN releases.
pub(super) struct Released {
    /// Kept while the program runs.
    pub(super) device: SecretBytes,
    /// Wiped after one use.
    pub(super) person: SecretBytes,
}

/// The phone's sealed state. Its methods block: on files, and on Argon2id.
pub struct Safe {
    folder: Folder,
    cost: Cost,
    file: Mutex<Option<PhoneFile>>,
}

impl std::fmt::Debug for Safe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Safe")
    }
}

impl Safe {
    /// Opens the folder at `path`. A PIN that is set later costs `cost`.
    ///
    /// # Errors
    ///
    /// See [`FolderError`].
    pub fn open(path: &Path, cost: Cost) -> Result<Self, FolderError> {
        let folder = Folder::open(path)?;
        let file = Mutex::new(folder.read()?);
        Ok(Self { folder, cost, file })
    }

    /// Whether no PIN was set yet.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.lock().is_none()
    }

    /// Where the core keeps its store.
    #[must_use]
    pub fn store_path(&self) -> PathBuf {
        self.folder.store_path()
    }

    /// How long no PIN is taken.
    ///
    /// # Errors
    ///
    /// [`PinError::Folder`] if a wait that starts anew could not be noted.
    pub fn wait_left(&self, now: BootInstant) -> Result<Duration, PinError> {
        let Some(guard) = self.lock().as_ref().map(|file| file.guard) else {
            return Ok(Duration::ZERO);
        };
        let (noted, left) = guard.wait_left(now);
        if noted != guard {
            self.change(|file| file.guard = noted)?;
        }
        Ok(left)
    }

    /// Sets the PIN of a new phone.
    pub(super) fn set_pin(&self, pin: &Pin) -> Result<Released, PinError> {
        let mut slot = self.lock();
        if slot.is_some() {
            return Err(PinError::State);
        }
        let random = || random_bytes::<32>().map_err(|_| PinError::Crypto);
        let (person, person_public) = sealed_box::generate().ok_or(PinError::Crypto)?;
        let device = SecretBytes::new(random()?.to_vec());
        let id = Blob(random()?.to_vec());
        let empty = || Blob(Vec::new());
        let mut lock = Lock {
            salt: Blob(random()?.to_vec()),
            cost: self.cost,
            person_public,
            person: empty(),
            device: empty(),
        };
        let key = pin.derive_key(&lock.salt.0, lock.cost).ok_or(PinError::Crypto)?;
        let key = SealingKey::new(&key).map_err(|_| PinError::Crypto)?;
        let seal = |secret, name| {
            key.seal(secret, &lock.place(&id, name)).map(Blob).map_err(|_| PinError::Crypto)
        };
        let (sealed_device, sealed_person) = (seal(&device, "device")?, seal(&person, "person")?);
        lock.device = sealed_device;
        lock.person = sealed_person;
        let file = PhoneFile {
            version: VERSION,
            id,
            lock,
            guard: Guard::default(),
            notifications: true,
            vault: BTreeMap::new(),
            codes_key: None,
            keys: BTreeMap::new(),
        };
        self.folder.write(&file)?;
        *slot = Some(file);
        Ok(Released { device, person })
    }

    /// Checks a PIN. The try is on disk as a wrong one before it is judged.
    pub(super) fn try_pin(&self, pin: &Pin, now: BootInstant) -> Result<Released, PinError> {
        self.wait_left(now)?;
        let begun = self.change(|file| {
            file.guard = file.guard.begin(now).map_err(|left| PinError::Wait { left })?;
            Ok::<_, PinError>((file.guard, file.lock.clone(), file.id.clone()))
        })?;
        let (guard, lock, id) = begun?;
        let key = pin.derive_key(&lock.salt.0, lock.cost).ok_or(PinError::Crypto)?;
        let key = SealingKey::new(&key).map_err(|_| PinError::Crypto)?;
        let open = |blob: &Blob, name| key.open(&blob.0, &lock.place(&id, name));
        match (open(&lock.device, "device"), open(&lock.person, "person")) {
            (Ok(device), Ok(person)) => {
                self.change(|file| file.guard = Guard::default())?;
                Ok(Released { device, person })
            }
            _ => match (guard.tries_left(), guard.wait_left(now).1) {
                (0, left) => Err(PinError::Wait { left }),
                (tries_left, _) => Err(PinError::Wrong { tries_left }),
            },
        }
    }

    /// Reads the file.
    pub(super) fn read<T>(&self, work: impl FnOnce(&PhoneFile) -> T) -> Result<T, PinError> {
        self.lock().as_ref().map(work).ok_or(PinError::State)
    }

    /// Changes the file: on disk first, then in memory.
    pub(super) fn change<T>(&self, work: impl FnOnce(&mut PhoneFile) -> T) -> Result<T, PinError> {
        let mut slot = self.lock();
        let mut changed = slot.clone().ok_or(PinError::State)?;
        let result = work(&mut changed);
        self.folder.write(&changed)?;
        *slot = Some(changed);
        Ok(result)
    }

    fn lock(&self) -> MutexGuard<'_, Option<PhoneFile>> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
