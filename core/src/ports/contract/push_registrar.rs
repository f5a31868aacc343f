//! What every [`PushRegistrar`] offers.

use crate::ports::{PushEndpoint, PushRegistrar};

/// Makes a test of each case; see [the module](crate::ports::contract).
#[macro_export]
macro_rules! push_registrar_contract {
    ($fixture:expr) => {
        $crate::port_contract!(push_registrar, $fixture, [
            the_endpoint_stays_until_the_transport_changes_it
            an_endpoint_is_well_formed
            debug_prints_no_endpoint
        ]);
    };
}

/// Asking registers nothing anew.
pub async fn the_endpoint_stays_until_the_transport_changes_it(push: &dyn PushRegistrar) {
    let first = endpoint(push).await;
    assert_eq!(push.endpoint().await, Ok(first));
}

/// What a provider will accept: an absolute http(s) URL, a token, hexadecimal bytes.
pub async fn an_endpoint_is_well_formed(push: &dyn PushRegistrar) {
    match endpoint(push).await {
        Some(PushEndpoint::WebPush(url)) => {
            let url = url::Url::parse(&url).expect("a URL");
            assert!(["https", "http"].contains(&url.scheme()) && url.has_host());
        }
        Some(PushEndpoint::Fcm(token)) => {
            assert!(!token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
        }
        Some(PushEndpoint::Apns(token)) => {
            let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(token.as_bytes());
            assert!(!bytes.expect("hexadecimal").is_empty());
        }
        None => {}
    }
}

/// Whoever knows it can send hints.
pub async fn debug_prints_no_endpoint(push: &dyn PushRegistrar) {
    let endpoint = endpoint(push).await;
    let shown = format!("{endpoint:?}");
    match &endpoint {
        Some(
            PushEndpoint::WebPush(value) | PushEndpoint::Fcm(value) | PushEndpoint::Apns(value),
        ) => assert!(!shown.contains(value), "{shown}"),
        None => assert_eq!(shown, "None"),
    }
}

async fn endpoint(push: &dyn PushRegistrar) -> Option<PushEndpoint> {
    push.endpoint().await.expect("the transport answers")
}
