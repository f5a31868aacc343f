//! `make demo`: the whole product in one terminal, and the same story played unattended.

mod programs;
mod scripted;
mod story;

use std::path::Path;

pub use programs::{Account, DemoError, Programs, RunningProvider};
pub use scripted::ScriptedPhone;
pub use story::play;

/// The seeded account of the demo.
pub const ACCOUNT: Account = Account {
    email: "anna@demo.example",
    password: "correct horse battery staple",
    name: "Anna Rossi",
    number: "+390612345678",
};

/// Opens the terminal phone beside a running provider, and returns when the person leaves.
///
/// # Errors
///
/// See [`DemoError`].
pub async fn open(programs: &Programs, folder: &Path) -> Result<(), DemoError> {
    let provider = programs.start_provider(&folder.join("provider"), &ACCOUNT).await?;
    let banner = folder.join("banner.txt");
    std::fs::write(&banner, banner_text(&provider)).map_err(DemoError::Folder)?;
    let phone = programs
        .phone(&folder.join("phone"), &provider.issuer)
        .arg("--banner-file")
        .arg(&banner)
        .status()
        .await
        .map_err(DemoError::Phone)?;
    provider.stop().await?;
    if phone.success() { Ok(()) } else { Err(DemoError::PhoneFailed) }
}

fn banner_text(provider: &RunningProvider) -> String {
    format!(
        "Sign-in page {}   SMS and mail {}\n{}   {}\n",
        provider.sign_in, provider.outbox, ACCOUNT.email, ACCOUNT.password
    )
}
