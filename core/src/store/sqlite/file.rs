//! The file: locking while it is opened, and setting a damaged one aside. Nothing is deleted here.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{Access, FlockOperation, access, flock};

use crate::store::StoreError;

/// How long a store waits for another process.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

const LOCK_STEP: Duration = Duration::from_millis(20);

/// What `SQLite` puts beside a database, by suffix.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The paths of one store, its folder locked against other openings.
///
/// The lock lasts only as long as this value: it keeps two processes from making, migrating or
/// setting aside the same file. The folder is locked, not the file, because closing a second
/// descriptor of the file would drop `SQLite`'s own locks.
#[derive(Debug)]
pub(super) struct StoreFile<'a> {
    path: &'a Path,
    folder: File,
}

impl<'a> StoreFile<'a> {
    /// Locks the folder and makes the file, readable by its owner only, if it is not there.
    pub(super) fn prepare(path: &'a Path) -> Result<Self, StoreError> {
        let folder_path = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let folder = File::open(folder_path)?;
        lock(&folder)?;
        let file = Self { path, folder };
        check_access(folder_path, Access::WRITE_OK | Access::EXEC_OK)?;
        if file.lost_its_main_part()? {
            return Err(file.set_aside());
        }
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Ok(_) => file.sync_folder()?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                check_access(path, Access::READ_OK | Access::WRITE_OK)?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(file)
    }

    pub(super) fn size(&self) -> Result<u64, StoreError> {
        Ok(size(self.path)?.unwrap_or_default())
    }

    /// Whether a write-ahead log with something in it stands beside the file.
    pub(super) fn has_wal(&self) -> Result<bool, StoreError> {
        Ok(size(&with_suffix(self.path, "-wal"))?.is_some_and(|size| size > 0))
    }

    /// `SQLite` silently deletes the log of an empty file, and takes one byte for empty. No store
    /// is ever in that state by itself, so the log is what is left of one.
    fn lost_its_main_part(&self) -> Result<bool, StoreError> {
        Ok(self.size()? <= 1 && self.has_wal()?)
    }

    /// Moves the file and its companions to the first free name. The caller has closed it.
    pub(super) fn set_aside(&self) -> StoreError {
        match self.try_set_aside() {
            Ok(set_aside) => StoreError::Corrupt { set_aside },
            Err(error) => error,
        }
    }

    fn try_set_aside(&self) -> Result<PathBuf, StoreError> {
        let mut number: u64 = 1;
        let target = loop {
            let candidate = with_suffix(self.path, &format!(".corrupt-{number}"));
            if is_free(&candidate)? {
                break candidate;
            }
            number = number.saturating_add(1);
        };
        // The main part goes first: without it, what is left is never taken for a whole store.
        for suffix in [""].into_iter().chain(COMPANIONS) {
            match fs::rename(with_suffix(self.path, suffix), with_suffix(&target, suffix)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        self.sync_folder()?;
        Ok(target)
    }

    fn sync_folder(&self) -> Result<(), StoreError> {
        Ok(self.folder.sync_all()?)
    }
}

#[expect(clippy::disallowed_methods, reason = "nothing tells that another process let go")]
fn lock(folder: &File) -> Result<(), StoreError> {
    let mut waited = Duration::ZERO;
    loop {
        match flock(folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(()),
            Err(rustix::io::Errno::WOULDBLOCK) if waited < BUSY_TIMEOUT => {
                std::thread::sleep(LOCK_STEP);
                waited = waited.saturating_add(LOCK_STEP);
            }
            Err(error) => return Err(io::Error::from(error).into()),
        }
    }
}

fn check_access(path: &Path, wanted: Access) -> Result<(), StoreError> {
    access(path, wanted).map_err(|error| io::Error::from(error).into())
}

fn is_free(path: &Path) -> Result<bool, StoreError> {
    for suffix in [""].into_iter().chain(COMPANIONS) {
        if size(&with_suffix(path, suffix))?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn size(path: &Path) -> Result<Option<u64>, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}
