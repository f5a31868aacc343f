//! The provider's policies, each with a test that fails when its rule is taken out.
//!
//! A node runs in process on a manual clock; a small phone and a small browser talk to it over
//! real sockets.

#[cfg(test)]
mod actions;
#[cfg(test)]
mod activation;
#[cfg(test)]
mod answers;
#[cfg(test)]
mod browsers;
#[cfg(test)]
mod common;
#[cfg(test)]
mod contesting;
#[cfg(test)]
mod fatigue;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod inviting;
#[cfg(test)]
mod mailing;
#[cfg(test)]
mod notice_address;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod pairing;
#[cfg(test)]
mod panel;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod reporting;
#[cfg(test)]
mod rotation;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod signing_in_by_sms;
#[cfg(test)]
mod walks;
