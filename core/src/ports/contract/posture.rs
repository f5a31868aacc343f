//! What every [`DevicePosture`] tells.

use crate::ports::DevicePosture;

/// Makes a test of each case; see [the module](crate::ports::contract).
#[macro_export]
macro_rules! posture_contract {
    ($fixture:expr) => {
        $crate::port_contract!(posture, $fixture, [
            the_state_is_told_whenever_it_is_asked
            biometrics_come_with_a_screen_lock
        ]);
    };
}

/// Nothing changed in between, so both answers are the same.
pub async fn the_state_is_told_whenever_it_is_asked(posture: &dyn DevicePosture) {
    let first = posture.current().await.expect("the platform tells");
    assert_eq!(posture.current().await, Ok(first));
}

/// No platform enrols a finger or a face without a PIN, pattern or password beside it.
pub async fn biometrics_come_with_a_screen_lock(posture: &dyn DevicePosture) {
    let posture = posture.current().await.expect("the platform tells");
    assert!(posture.screen_lock || !posture.biometrics, "{posture:?}");
}
