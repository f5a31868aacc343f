//! Files and folders that can't be written.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use assenso_core::store::{SqliteStore, StoreError};

use crate::support::{Place, as_child, base_key, pair, path_as_child};

const SELF: &str = "read_only::what_cannot_be_written_is_named_and_not_changed";

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[tokio::test]
async fn what_cannot_be_written_is_named_and_not_changed() {
    if let Some(path) = path_as_child() {
        let refused = SqliteStore::open(&path, base_key()).await;
        return assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
    }
    // (the folder's mode, the file's mode or no file)
    for (folder, file) in [
        (0o555, Some(0o666)),
        (0o555, Some(0o444)),
        (0o555, None),
        (0o777, Some(0o444)),
        (0o777, Some(0)),
    ] {
        let place = Place::new();
        if let Some(mode) = file {
            pair(&place.open().await.unwrap(), "a", "kept").await;
            set_mode(&place.path(), mode);
        }
        let before = place.files();
        set_mode(place.folder(), folder);
        let verdict = open_as_nobody(place.folder());
        set_mode(place.folder(), 0o700);
        if let Some(success) = verdict {
            assert!(success, "folder {folder:o}, file {file:?}");
        }
        assert_eq!(place.files(), before, "folder {folder:o}, file {file:?}");
    }
}

/// Runs the child as somebody who owns nothing here. `None` if that can't be done.
fn open_as_nobody(folder: &Path) -> Option<bool> {
    // The test program may stand where only root looks.
    let programs = tempfile::TempDir::new().unwrap();
    set_mode(programs.path(), 0o755);
    let program = programs.path().join("child");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
        command
    } else {
        Command::new(&program)
    };
    match as_child(command, SELF, folder).output() {
        Ok(output) => {
            let report = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(report.contains("1 passed") || report.contains("1 failed"), "{output:?}");
            Some(output.status.success())
        }
        Err(error) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "setpriv is needed: {error}");
            skip_loudly();
            None
        }
    }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn skip_loudly() {
    use std::io::Write as _;

    let mut stderr = std::io::stderr();
    writeln!(stderr, "SKIPPED: read-only stores are not tested: root without setpriv").unwrap();
}
