//! One-time codes: HOTP (RFC 4226) and TOTP (RFC 6238).
//!
//! Time comes from the caller. Nothing here stores a secret or reads a URI.

mod code;
mod hotp;
mod parameters;
mod totp;

pub use code::Code;
pub use hotp::hotp;
pub use parameters::{Digits, InvalidParameter, OtpAlgorithm, Period};
pub use totp::{Totp, TotpError};
