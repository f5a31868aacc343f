//! What the core asks of a provider, and the dialects that answer.

pub(crate) mod assenso;
