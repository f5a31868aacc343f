//! The provider's pages in a real Chromium: what people do, what they see, and what it looks like.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "the helpers of tests are tests too, which the lints do not see here"
)]

mod flows;
mod keyboard;
mod pictures;
mod screen;

use std::net::TcpStream;

use assenso_tests::chromium::Driver;

#[test]
fn a_test_that_panics_leaves_no_driver_behind() {
    let Some(driver) = Driver::start() else { return };
    let address = driver.url().replace("http://", "");
    TcpStream::connect(&address).unwrap();
    let failed = std::thread::spawn(move || {
        let _driver = driver;
        panic!("on purpose");
    });
    failed.join().unwrap_err();
    assert!(TcpStream::connect(&address).is_err(), "nobody listens any more");
}
