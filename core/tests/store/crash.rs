//! A process that is killed with SIGKILL between or in its commits.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;

use assenso_core::store::{NewAccount, SqliteStore, Store as _};

use crate::support::{Place, base_key, child, path_as_child, state, text};

#[tokio::test]
async fn a_killed_process_leaves_every_acknowledged_commit() {
    if let Some(path) = path_as_child() {
        return commit_without_end(&path).await;
    }
    let place = Place::new();
    let mut acknowledged = 0;
    let mut last_of_rounds = Vec::new();
    for round in 1..=8 {
        acknowledged = run_and_kill(&place, acknowledged + round * 3).max(acknowledged);
        let store = place.open().await.unwrap();
        let accounts = store.accounts().await.unwrap();
        let committed = accounts.len();
        // The one commit that was not acknowledged may be there as well, whole.
        assert!((acknowledged..=acknowledged + 1).contains(&committed), "{committed} committed");
        last_of_rounds.push(committed);
        let killed_after = |number| last_of_rounds.contains(&(number + 1));
        for (number, account) in accounts.iter().enumerate() {
            assert_eq!(text(&account.state), format!("account {number}"));
            let code = store.code(account.code.unwrap()).await.unwrap();
            assert_eq!(code, Some((number.to_string(), b"sealed".to_vec())));
            let approvals = store.approvals(account.id).await.unwrap();
            assert!(approvals.len() == 1 || killed_after(number), "account {number}");
        }
        let pairings = store.pairings().await.unwrap();
        assert!(pairings.len() <= 1, "{} pairings", pairings.len());
        for (_, pairing) in pairings {
            let committed = accounts.iter().any(|account| account.state == pairing);
            assert!(!committed, "{pairing:?} stands in both tables");
        }
        acknowledged = committed;
    }
    assert!(!place.beside(".corrupt-1").exists());
}

/// Lets a child work until it acknowledged `until` accounts, kills it, and returns how many it
/// acknowledged in the end.
fn run_and_kill(place: &Place, until: usize) -> usize {
    let mut command =
        child("crash::a_killed_process_leaves_every_acknowledged_commit", place.folder());
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let mut last = 0;
    let mut killed = false;
    for line in output.lines() {
        let line = line.unwrap();
        if let Some(count) = line.strip_prefix("acknowledged ") {
            last = count.parse().unwrap();
        }
        if last >= until && !killed {
            child.kill().unwrap();
            killed = true;
        }
    }
    assert!(killed, "the child ended by itself");
    assert!(!child.wait().unwrap().success());
    last
}

/// Works until it is killed.
async fn commit_without_end(path: &Path) {
    let store = SqliteStore::open(path, base_key()).await.unwrap();
    for (abandoned, _) in store.pairings().await.unwrap() {
        store.delete_pairing(abandoned, None).await.unwrap();
    }
    let first = store.accounts().await.unwrap().len();
    for number in first.. {
        let text = format!("account {number}");
        let pairing = store.insert_pairing(state(&text)).await.unwrap();
        let code = store.reserve_code(&number.to_string()).await.unwrap();
        store.put_code(code, b"sealed").await.unwrap();
        let account =
            NewAccount { natural_key: text.clone(), state: state(&text), code: Some(code) };
        let account = store.commit_pairing(pairing, account).await.unwrap();
        let mut stdout = std::io::stdout();
        writeln!(stdout, "\nacknowledged {}", number + 1).unwrap();
        stdout.flush().unwrap();
        store.upsert_approval(account, "r", state(&text)).await.unwrap();
    }
}
