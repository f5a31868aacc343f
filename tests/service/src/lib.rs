//! The stand-in provider: a reference verifier for the Assenso protocol.
//!
//! It is the worked example of `docs/PROTOCOL.md` for a provider's engineer. [`start`] runs one
//! node in process; the binary `assenso-service` does the same from the command line. What
//! verifies here is written for the provider's side: the only things shared with the phone are
//! the shapes of the signed objects and the cryptography of `assenso_core`.
//!
//! Nothing that matters lives in a process's memory, so several nodes over one database would
//! serve the same provider: nonces are stateless under a key that all nodes share, replayed
//! proofs are found in the database, and one row per account puts competing changes in order.
//!
//! | `PROTOCOL.md` | here |
//! |---|---|
//! | 1 transport, 9 keys | `device/discovery`, `keys/` |
//! | 2 device calls | `device/call`, `device/proof`, `device/nonce` |
//! | 6 pairing | `device/sessions`, `device/password`, `device/challenge`, `device/statement` with `device/verify`, `device/commit`; codes in `sms` |
//! | 7 approval | `web/progress` asks, `device/inbox` shows, `device/answers` settles |
//! | 8 association status, the account | `device/association`, `device/account`, `device/action`, `device/recovery`, `contest` |
//! | 10 error codes, 11 limits | `device/problem`, `policy` |
//! | 12 what only the provider can keep | `web/`, `store/request`, `totp` |
#![forbid(unsafe_code)]

mod changes;
mod clock;
mod config;
mod contest;
mod device;
mod folder;
mod identity;
mod keys;
mod mail;
mod mailed_code;
mod news;
mod node;
mod notices;
mod password;
mod phone_number;
mod policy;
mod random;
mod secrets;
mod seeding;
mod server;
mod sms;
mod store;
mod time;
mod totp;
mod web;

pub use clock::{Clock, ManualClock, SystemClock};
pub use config::{Config, StartError};
pub use identity::{IdentityError, change_owner, thaw};
pub use keys::{RotateError, Rotated, rotate_keys};
pub use mail::{Smtp, SmtpError};
pub use policy::Policy;
pub use seeding::{Language, SeedAccount, SeedError, Seeded, seed};
pub use server::{Running, start};
pub use time::UnixMs;
