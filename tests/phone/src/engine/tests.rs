//! The engine with a faked core.
