//! The Assenso dialect.

pub(crate) mod objects;
