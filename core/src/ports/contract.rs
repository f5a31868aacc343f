//! What every implementation of a port does, fakes included: one suite a port.
//!
//! A macro makes a test of each case: `device_key_contract!(fixture)`. The expression makes a
//! fresh fixture for every case, may await, and dereferences to the port: a `Box` or an `Arc`
//! does, and so may a type of the tests that also keeps a folder alive. The cases panic where an
//! implementation breaks the contract. Other crates get them with the feature `contract`, which
//! no release has.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::unused_async,
    reason = "these are tests, compiled for the tests of other crates too"
)]

pub mod clock;
pub mod codes_vault;
pub mod device_key;
pub mod posture;
pub mod push_registrar;
pub mod vault;

/// Makes a test module out of the cases of one suite.
#[doc(hidden)]
#[macro_export]
macro_rules! port_contract {
    ($suite:ident, $fixture:expr, [$($case:ident)+]) => {
        mod contract {
            #[allow(unused_imports, reason = "the fixture may need nothing of its surroundings")]
            use super::*;

            $(
                #[tokio::test]
                async fn $case() {
                    let fixture = $fixture;
                    $crate::ports::contract::$suite::$case(&*fixture).await;
                }
            )+
        }
    };
}

#[cfg(test)]
mod tests;
