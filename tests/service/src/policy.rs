//! Every number that the provider's policy consists of, in one place.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use assenso_core::ports::KeyClass;

/// How long a `DPoP` nonce is good.
pub(crate) const NONCE_LIFE: Duration = Duration::from_mins(2);
/// How far the clocks of two nodes may differ before one refuses the other's nonces.
pub(crate) const NODE_SKEW: Duration = Duration::from_secs(10);
/// How long a proof's `jti` is remembered.
pub(crate) const JTI_LIFE: Duration = Duration::from_mins(5);
/// How long an approval request is open.
pub(crate) const REQUEST_LIFE: Duration = Duration::from_mins(2);
/// How long an approval waits for its browser.
pub(crate) const APPROVAL_LIFE: Duration = Duration::from_mins(1);
/// How long an unfinished sign-in of the app lives.
pub(crate) const SESSION_LIFE: Duration = Duration::from_mins(15);
/// How long a signed-in app that is not associated stays signed in.
pub(crate) const SIGNED_IN_LIFE: Duration = Duration::from_hours(30 * 24);
/// How long an invitation is good.
pub(crate) const INVITATION_LIFE: Duration = Duration::from_mins(5);
/// How long a challenge, and what is reserved on it, lives.
pub(crate) const CHALLENGE_LIFE: Duration = Duration::from_mins(10);
/// How long a code sent by SMS is good.
pub(crate) const SMS_LIFE: Duration = Duration::from_mins(5);
/// How often a code sent by SMS may be mistyped, the last one included.
pub(crate) const SMS_TRIES: i64 = 3;
/// SMS to one account, over all sessions.
pub(crate) const SMS_LIMITS: [(i64, Duration); 2] =
    [(5, Duration::from_hours(1)), (10, Duration::from_hours(24))];
/// Wrong codes of all kinds for one account.
pub(crate) const WRONG_CODE_LIMIT: (i64, Duration) = (10, Duration::from_hours(24));
/// Wrong passwords in one session of the app.
pub(crate) const PASSWORD_TRIES: i64 = 5;
/// Wrong passwords on the page, for one network address.
pub(crate) const WRONG_PASSWORD_LIMIT: (i64, Duration) = (150, Duration::from_hours(1));
/// Wrong passwords on one phone that is associated; wrong recovery codes are counted apart.
pub(crate) const DEVICE_PASSWORD_LIMIT: (i64, Duration) = (5, Duration::from_hours(1));
/// How long a right password counts for actions.
pub(crate) const PASSWORD_FRESH: Duration = Duration::from_mins(5);
/// How long the challenge of an action is good.
pub(crate) const ACTION_LIFE: Duration = Duration::from_mins(5);
/// Mails with a code to a notice address, for one account.
pub(crate) const NOTICE_MAILS: (i64, Duration) = (3, Duration::from_hours(24));
/// New sessions of the app, for one network address.
pub(crate) const SESSION_LIMIT: (i64, Duration) = (30, Duration::from_hours(1));
/// How long a phone can't be displaced by one with a weaker proof.
pub(crate) const RANK_HOLDS: Duration = Duration::from_hours(72);
/// How long a phone that was paired by SMS and password may not widen anything.
pub(crate) const PROBATION: Duration = Duration::from_hours(72);
/// The longest that an unknown browser has to wait after requests that nobody approved.
const LONGEST_BACK_OFF: Duration = Duration::from_hours(1);
/// How far back such requests count.
pub(crate) const BACK_OFF_COUNTS: Duration = Duration::from_hours(24);
/// So many wrong numbers in this time, and no unknown browser asks the phone.
pub(crate) const WRONG_NUMBER_LIMIT: (i64, Duration) = (3, Duration::from_hours(24));
/// How long a link that contests is good.
pub(crate) const CONTEST_LIFE: Duration = Duration::from_hours(72);
/// How long after an owner change a phone that comes by SMS has the rank of that check.
pub(crate) const IDENTITY_RANK: Duration = Duration::from_hours(30 * 24);
/// How long a browser that has typed the password waits on the sign-in page.
pub(crate) const PASSWORD_LIFE: Duration = Duration::from_mins(15);
/// How long a browser stays signed in.
pub(crate) const BROWSER_LIFE: Duration = Duration::from_hours(12);
/// How long a browser stays known after its last approved sign-in.
pub(crate) const KNOWN_LIFE: Duration = Duration::from_hours(180 * 24);
/// How long `/inbox/wait` waits.
pub(crate) const LONG_POLL: Duration = Duration::from_secs(25);
/// How often a waiting call looks for what another node did.
pub(crate) const POLL_EVERY: Duration = Duration::from_millis(250);

/// Bytes of a body.
pub(crate) const MAX_BODY: usize = 64 * 1024;
/// Bytes of a proof.
pub(crate) const MAX_PROOF: usize = 4 * 1024;
/// Bytes of an e-mail address.
pub(crate) const MAX_EMAIL: usize = 254;
/// The fewest characters of a new password.
pub(crate) const MIN_PASSWORD: usize = 8;
/// Bytes of a password.
pub(crate) const MAX_PASSWORD: usize = 1_024;
/// Certificates in an attestation.
pub(crate) const MAX_CERTIFICATES: usize = 8;
/// Bytes of all certificates of an attestation, as DER.
pub(crate) const MAX_ATTESTATION: usize = 20 * 1024;
/// Requests in one inbox.
pub(crate) const MAX_INBOX: i64 = 8;
/// Keys objects in one reply.
pub(crate) const KEYS_PAGE: i64 = 32;
/// Online keys in one keys object.
pub(crate) const MAX_ONLINE_KEYS: usize = 4;
/// How long a key is still listed after it stopped signing.
pub(crate) const KEY_AFTERLIFE: Duration = Duration::from_hours(24);

/// Whom a limit by network address counts: the address, or the network that one IPv6 customer
/// has. Behind a proxy this would have to be the address that the proxy vouches for.
pub(crate) fn source(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            format!("{}/64", Ipv6Addr::from_bits(network))
        }
    }
}

/// What an operator may choose.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Policy {
    /// Digits of the number on the sign-in page, 2 to 6.
    pub number_digits: u8,
    /// The classes of approval key that may be paired.
    pub classes: Vec<KeyClass>,
    /// Whether software keys may be paired. The terminal phone has no others.
    pub software_keys: bool,
    /// How long an unknown browser waits after a request that was not approved; doubled by each
    /// more, up to an hour.
    pub back_off: Duration,
}

impl Policy {
    /// How long an unknown browser waits after so many requests that were not approved.
    pub(crate) fn back_off_after(&self, requests: u32) -> Duration {
        let doublings = requests.saturating_sub(1).min(30);
        self.back_off.saturating_mul(1 << doublings).min(LONGEST_BACK_OFF)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            number_digits: 2,
            classes: vec![KeyClass::Device, KeyClass::Biometric],
            software_keys: true,
            back_off: Duration::from_secs(10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(1, 10)]
    #[case(2, 20)]
    #[case(3, 40)]
    #[case(9, 2_560)]
    #[case(10, 3_600)]
    #[case(u32::MAX, 3_600)]
    fn an_unknown_browser_waits_twice_as_long_each_time(#[case] requests: u32, #[case] s: u64) {
        assert_eq!(Policy::default().back_off_after(requests), Duration::from_secs(s));
    }

    #[rstest::rstest]
    #[case("192.0.2.7", "192.0.2.7")]
    #[case("::ffff:192.0.2.7", "192.0.2.7")]
    #[case("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    fn a_limit_counts_addresses_and_ipv6_networks(#[case] address: &str, #[case] counted: &str) {
        assert_eq!(source(address.parse().unwrap()), counted);
    }
}
