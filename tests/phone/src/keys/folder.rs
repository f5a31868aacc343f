//! The phone's folder: private to its owner, used by one program at a time, written atomically.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::file::{PhoneFile, VERSION};

const FILE: &str = "phone.json";
const TEMPORARY: &str = "phone.json.new";
const LOCK: &str = "phone.lock";
const STORE: &str = "assenso.db";

/// Why the folder can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// Another program has it open.
    #[error("another phone program uses this folder")]
    InUse,
    /// A newer version wrote it.
    #[error("a newer version wrote phone.json")]
    TooNew,
    /// `phone.json` is there but is not what this program writes. It is left as it is.
    #[error("phone.json is damaged")]
    Damaged,
    /// The operating system refused.
    #[error("the folder can't be read or written")]
    Io(#[from] io::Error),
}

/// An open folder. Other programs are kept out until it is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    lock: File,
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Closing is not enough: a child process in the middle of being started has the file too.
        if let Err(error) = self.lock.unlock() {
            tracing::warn!(%error, "the folder's lock was not released");
        }
    }
}

impl Folder {
    /// Opens `path`, making it if it is not there, and closes it to everybody else.
    ///
    /// # Errors
    ///
    /// See [`FolderError`].
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        fs::set_permissions(path, Permissions::from_mode(0o700))?;
        let lock = private().create(true).truncate(false).open(path.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Where the core keeps its store.
    #[must_use]
    pub fn store_path(&self) -> PathBuf {
        self.path.join(STORE)
    }

    /// What is kept; `None` in a new folder.
    pub(super) fn read(&self) -> Result<Option<PhoneFile>, FolderError> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }

        let mut text = String::new();
        match File::open(self.path.join(FILE)) {
            Ok(mut file) => file.read_to_string(&mut text).map_err(|error| match error.kind() {
                io::ErrorKind::InvalidData => FolderError::Damaged,
                _ => error.into(),
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let Version { version } = serde_json::from_str(&text).map_err(|_| FolderError::Damaged)?;
        if version > VERSION {
            return Err(FolderError::TooNew);
        }
        serde_json::from_str(&text).map(Some).map_err(|_| FolderError::Damaged)
    }

    /// Replaces what is kept: on disk, whole, when this returns; the old content until then.
    pub(super) fn write(&self, file: &PhoneFile) -> Result<(), FolderError> {
        let text = serde_json::to_vec_pretty(file).map_err(io::Error::other)?;
        let temporary = self.path.join(TEMPORARY);
        let mut out = private().create(true).truncate(true).open(&temporary)?;
        out.write_all(&text)?;
        out.sync_all()?;
        fs::rename(&temporary, self.path.join(FILE))?;
        // Without this the rename itself may be lost with the power.
        File::open(&self.path)?.sync_all()?;
        Ok(())
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_program_is_kept_out_until_the_first_ends() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("phone");
        let first = Folder::open(&path).unwrap();
        assert!(matches!(Folder::open(&path), Err(FolderError::InUse)));
        drop(first);
        Folder::open(&path).unwrap();
    }

    #[test]
    fn the_folder_is_its_owners_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep/phone");
        let _folder = Folder::open(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(fs::metadata(path.join(LOCK)).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_newer_or_damaged_file_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        assert!(folder.read().unwrap().is_none());
        for (text, newer) in
            [("{\"version\":2,\"more\":1}", true), ("{\"version\":1}", false), ("half", false)]
        {
            fs::write(dir.path().join(FILE), text).unwrap();
            match folder.read() {
                Err(FolderError::TooNew) => assert!(newer),
                Err(FolderError::Damaged) => assert!(!newer),
                _ => panic!("{text} was taken"),
            }
            assert_eq!(fs::read_to_string(dir.path().join(FILE)).unwrap(), text);
        }
    }
}
