//! Prepares a phone's file with any number of accounts and codes, for measuring.
#![forbid(unsafe_code)]

use std::error::Error;
use std::path::PathBuf;

use assenso_core::codes::plant;
use assenso_core::secret::SecretBytes;
use assenso_core::store::SqliteStore;
use assenso_tests::bench;
use clap::Parser;

/// Make a file that an app opens as its own, with accounts that have codes.
#[derive(Parser)]
struct Arguments {
    /// The file to make, in a folder that is there; beside it stand `SQLite`'s own.
    #[arg(long)]
    db: PathBuf,
    /// What the app's vault has to answer: 64 hex digits.
    #[arg(long, value_parser = bench::parse_key)]
    base_key: [u8; 32],
    /// What the app's codes vault has to answer: 64 hex digits.
    #[arg(long, value_parser = bench::parse_key)]
    codes_key: [u8; 32],
    /// How many accounts.
    #[arg(long)]
    count: usize,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let store =
        SqliteStore::open(&arguments.db, SecretBytes::new(arguments.base_key.to_vec())).await?;
    let codes_key = SecretBytes::new(arguments.codes_key.to_vec());
    plant(&store, &codes_key, arguments.count).await?;
    Ok(())
}
