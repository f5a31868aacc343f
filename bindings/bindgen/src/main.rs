//! Generates the bindings, or with `api LIBRARY` lists what is exported. `bindings/generate.sh`
//! calls it.
#![forbid(unsafe_code)]

mod api;

use std::io::{Write as _, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [command, library] = arguments.as_slice() else {
        uniffi::uniffi_bindgen_main();
        return ExitCode::SUCCESS;
    };
    if command != "api" {
        uniffi::uniffi_bindgen_main();
        return ExitCode::SUCCESS;
    }
    let done = api::lines(library.as_ref()).and_then(|lines| {
        let mut out = stdout().lock();
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        Ok(out.flush()?)
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If standard error is closed there is nobody left to tell.
            let _closed = writeln!(std::io::stderr(), "assenso-bindgen: {error}");
            ExitCode::FAILURE
        }
    }
}
