//! The terminal phone: Assenso for people at a desk.
//!
//! A full-screen terminal program on the core, with software keys under a PIN, and a scripted mode
//! that drives the same model and the same screens.
#![forbid(unsafe_code)]

pub mod app;
pub mod engine;
pub mod gateway;
pub mod keys;
pub mod real;
#[cfg(test)]
mod samples;
pub mod screens;
pub mod script;
pub mod terminal;
pub mod text;
