//! The Rust side of `make bench`: the same calls as in Kotlin and Swift, without a crossing.
#![forbid(unsafe_code)]

use std::error::Error;
use std::time::{Duration, Instant};

use assenso_core::authenticator::Authenticator;
use assenso_tests::bench::{Folder, median};

const WARM_UP: usize = 100;
const SYNC_ROUNDS: usize = 500;
const SYNC_CALLS: u32 = 1_000;
const ASYNC_CALLS: usize = 5_000;
const LISTS: usize = 50;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = Folder::from_environment()?;
    let empty = folder.open(&folder.empty_db).await?;
    let phone = folder.open(&folder.db).await?;
    say("sync", sync_call(&phone).await?);
    say("async", async_call(&empty).await?);
    say("list", list(&phone, folder.codes).await?);
    Ok(())
}

/// `lock()` on codes that are locked: no argument, no answer, no port.
async fn sync_call(phone: &Authenticator) -> Result<f64, Box<dyn Error>> {
    let codes = phone.codes().await?;
    let mut times = Vec::new();
    for _ in 0..SYNC_ROUNDS {
        let begun = Instant::now();
        for _ in 0..SYNC_CALLS {
            std::hint::black_box(&codes).lock();
        }
        times.push(begun.elapsed());
    }
    Ok(nanoseconds(times) / f64::from(SYNC_CALLS))
}

/// `accounts()` on an empty store.
async fn async_call(phone: &Authenticator) -> Result<f64, Box<dyn Error>> {
    let mut times = Vec::new();
    for call in 0..WARM_UP.saturating_add(ASYNC_CALLS) {
        let begun = Instant::now();
        let accounts = phone.accounts().await?;
        if call >= WARM_UP {
            times.push(begun.elapsed());
        }
        if !accounts.is_empty() {
            return Err("the empty store is not empty".into());
        }
    }
    Ok(nanoseconds(times))
}

/// `list()` of all codes; each on codes that were unlocked anew, which is not timed.
async fn list(phone: &Authenticator, expected: usize) -> Result<f64, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..LISTS {
        let codes = phone.codes().await?;
        let begun = Instant::now();
        let listed = codes.list().await?;
        times.push(begun.elapsed());
        if listed.iter().filter(|listed| listed.code.is_some()).count() != expected {
            return Err("not every account has its code".into());
        }
    }
    Ok(nanoseconds(times))
}

fn nanoseconds(times: Vec<Duration>) -> f64 {
    median(times).as_secs_f64() * 1e9
}

#[expect(clippy::print_stdout, reason = "what tests/bench/run.sh reads")]
fn say(name: &str, ns: f64) {
    println!(r#"{{"name": "{name}", "ns": {ns:.1}}}"#);
}
