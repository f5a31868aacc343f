//! The data folder: issuer and address, the node secret, the keys, the database.
//!
//! Only its owner may read it. A real provider keeps the root key elsewhere and offline; here
//! it lies beside the others, so that one command rotates.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use assenso_core::crypto::random_bytes;
use assenso_core::secret::SecretBytes;
use serde::{Deserialize, Serialize};

/// What stays the same at every start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identity {
    pub(crate) version: u32,
    pub(crate) issuer: String,
    pub(crate) listen: SocketAddr,
    pub(crate) name: String,
}

/// Why the data folder can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// The operating system refused.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A file has other contents than this version writes.
    #[error("{0} is not a file of this version")]
    Malformed(PathBuf),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random,
}

/// The data folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Opens the folder and makes it, for its owner alone, if it is not there.
    pub(crate) fn open(path: &Path) -> Result<Self, FolderError> {
        let folder = Self(path.to_owned());
        for part in [path.to_owned(), folder.keys()] {
            DirBuilder::new().recursive(true).mode(0o700).create(&part).map_err(at(&part))?;
        }
        Ok(folder)
    }

    /// Holds the folder for the time that something in it is made for the first time.
    pub(crate) fn lock(&self) -> Result<File, FolderError> {
        let path = self.0.join("lock");
        let file = private_options().create(true).truncate(false).open(&path).map_err(at(&path))?;
        file.lock().map_err(at(&path))?;
        Ok(file)
    }

    pub(crate) fn database(&self) -> Result<PathBuf, FolderError> {
        let path = self.0.join("service.db");
        // SQLite would make the file with the process's mask; its companions copy its mode.
        private_options().create(true).truncate(false).open(&path).map_err(at(&path))?;
        Ok(path)
    }

    pub(crate) fn identity(&self) -> Result<Option<Identity>, FolderError> {
        let path = self.0.join("service.json");
        let Some(json) = read(&path)? else { return Ok(None) };
        let identity: Identity =
            serde_json::from_slice(&json).map_err(|_| FolderError::Malformed(path.clone()))?;
        if identity.version == 1 { Ok(Some(identity)) } else { Err(FolderError::Malformed(path)) }
    }

    pub(crate) fn keep_identity(&self, identity: &Identity) -> Result<(), FolderError> {
        let path = self.0.join("service.json");
        let json = serde_json::to_vec_pretty(identity)
            .map_err(|_| FolderError::Malformed(path.clone()))?;
        write_new(&path, &json)
    }

    /// The secret that all nodes share, made at the first start.
    pub(crate) fn node_secret(&self) -> Result<SecretBytes, FolderError> {
        let path = self.0.join("node.key");
        if let Some(secret) = read(&path)? {
            let secret = SecretBytes::new(secret);
            // EXPOSE: only its length is looked at.
            let whole = secret.expose().len() == 32;
            return if whole { Ok(secret) } else { Err(FolderError::Malformed(path)) };
        }
        let secret =
            SecretBytes::new(random_bytes::<32>().map_err(|_| FolderError::Random)?.to_vec());
        // EXPOSE: it is kept for the other nodes and the next start.
        write_new(&path, secret.expose())?;
        Ok(secret)
    }

    /// A private key as PKCS#8, by `root` or its thumbprint.
    pub(crate) fn private_key(&self, name: &str) -> Result<Option<SecretBytes>, FolderError> {
        Ok(read(&self.key_path(name))?.map(SecretBytes::new))
    }

    pub(crate) fn keep_private_key(&self, name: &str, pkcs8: &[u8]) -> Result<(), FolderError> {
        write_new(&self.key_path(name), pkcs8)
    }

    pub(crate) fn drop_private_key(&self, name: &str) -> Result<(), FolderError> {
        let path = self.key_path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other.map_err(at(&path)),
        }
    }

    fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    fn key_path(&self, name: &str) -> PathBuf {
        self.keys().join(format!("{name}.p8"))
    }
}

fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, FolderError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

/// Writes beside and renames, so that a process killed in between leaves no half file.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let beside = path.with_extension("new");
    let mut file =
        private_options().create(true).truncate(true).open(&beside).map_err(at(&beside))?;
    file.set_permissions(fs::Permissions::from_mode(0o600)).map_err(at(&beside))?;
    file.write_all(bytes).map_err(at(&beside))?;
    file.sync_all().map_err(at(&beside))?;
    fs::rename(&beside, path).map_err(at(path))?;
    let parent = path.parent().unwrap_or(path);
    File::open(parent).and_then(|folder| folder.sync_all()).map_err(at(parent))
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |source| FolderError::Io { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_folder_keeps_only_its_owner_may_read() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(&dir.path().join("data")).unwrap();
        folder.node_secret().unwrap();
        folder.keep_private_key("root", b"key").unwrap();
        folder.database().unwrap();
        for file in ["", "keys", "node.key", "keys/root.p8", "service.db"] {
            let path = dir.path().join("data").join(file);
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
        }
    }

    #[test]
    fn the_node_secret_is_made_once() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        assert_eq!(folder.node_secret().unwrap(), folder.node_secret().unwrap());
    }

    #[test]
    fn an_identity_of_another_version_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        assert!(folder.identity().unwrap().is_none());
        let identity = Identity {
            version: 2,
            issuer: "http://127.0.0.1:1".to_owned(),
            listen: "127.0.0.1:1".parse().unwrap(),
            name: "x".to_owned(),
        };
        folder.keep_identity(&identity).unwrap();
        assert!(matches!(folder.identity(), Err(FolderError::Malformed(_))));
    }
}
