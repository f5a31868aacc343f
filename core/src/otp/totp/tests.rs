//! The table of RFC 6238, the edges of time and of periods.

use proptest::prelude::*;

use super::*;

fn totp(algorithm: OtpAlgorithm, digits: u8, period_s: u32) -> Totp {
    Totp {
        algorithm,
        digits: Digits::try_from(digits).unwrap(),
        period: Period::from_seconds(period_s).unwrap(),
    }
}

fn secret(algorithm: OtpAlgorithm) -> SecretBytes {
    SecretBytes::new(
        b"1234567890".iter().copied().cycle().take(algorithm.secret_length()).collect(),
    )
}

fn at(unix_s: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(unix_s)).unwrap()
}

/// RFC 6238 appendix B: eight digits, 30 seconds; the codes under SHA-1, SHA-256 and SHA-512. The
/// seeds repeat "1234567890" to 20, 32 and 64 bytes, as the appendix's program has them (its text
/// names the first alone: RFC errata 2866).
const APPENDIX_B: [(u64, u64, [&str; 3]); 6] = [
    (59, 0x0000_0001, ["94287082", "46119246", "90693936"]),
    (1_111_111_109, 0x023_523EC, ["07081804", "68084774", "25091201"]),
    (1_111_111_111, 0x023_523ED, ["14050471", "67062674", "99943326"]),
    (1_234_567_890, 0x273_EF07, ["89005924", "91819424", "93441116"]),
    (2_000_000_000, 0x3F9_40AA, ["69279037", "90698825", "38618901"]),
    (20_000_000_000, 0x27BC_86AA, ["65353130", "77737706", "47863826"]),
];

#[test]
fn the_table_of_rfc_6238_comes_out() {
    for (time, counter, codes) in APPENDIX_B {
        let algorithms = [OtpAlgorithm::Sha1, OtpAlgorithm::Sha256, OtpAlgorithm::Sha512];
        for (algorithm, code) in algorithms.into_iter().zip(codes) {
            let totp = totp(algorithm, 8, 30);
            assert_eq!(totp.counter(at(time)), Ok(counter));
            let shown = totp.code_at(&secret(algorithm), at(time)).unwrap();
            assert!(shown.matches(code), "{algorithm:?} at {time}");
        }
    }
}

#[test]
fn before_1970_there_is_no_code() {
    let totp = totp(OtpAlgorithm::Sha1, 6, 30);
    let secret = secret(OtpAlgorithm::Sha1);
    let early = SystemTime::UNIX_EPOCH.checked_sub(Duration::from_nanos(1)).unwrap();
    assert_eq!(totp.counter(early), Err(TotpError::BeforeEpoch));
    assert_eq!(totp.code_at(&secret, early), Err(TotpError::BeforeEpoch));
    assert_eq!(totp.next(&secret, early), Err(TotpError::BeforeEpoch));
    assert_eq!(totp.time_left(early), Err(TotpError::BeforeEpoch));
    assert_eq!(totp.counter(SystemTime::UNIX_EPOCH), Ok(0));
}

#[test]
fn a_code_changes_at_the_end_of_its_period_and_not_before() {
    let totp = totp(OtpAlgorithm::Sha1, 6, 30);
    let secret = secret(OtpAlgorithm::Sha1);
    let first = totp.code_at(&secret, at(30)).unwrap();
    let last = at(60).checked_sub(Duration::from_nanos(1)).unwrap();
    assert_eq!(totp.code_at(&secret, last).unwrap(), first);
    assert_eq!(totp.time_left(last), Ok(Duration::from_nanos(1)));
    assert_ne!(totp.code_at(&secret, at(60)).unwrap(), first);
    assert_eq!(totp.time_left(at(60)), Ok(Duration::from_secs(30)));
}

#[test]
fn the_parameters_are_written_as_the_protocol_has_them() {
    let json = r#"{"algorithm":"SHA256","digits":8,"period_s":30}"#;
    let totp = totp(OtpAlgorithm::Sha256, 8, 30);
    assert_eq!(serde_json::to_string(&totp).unwrap(), json);
    assert_eq!(serde_json::from_str::<Totp>(json).unwrap(), totp);
    for wrong in [
        r#"{"algorithm":"SHA256","digits":8}"#,
        r#"{"algorithm":"SHA256","digits":9,"period_s":30}"#,
        r#"{"algorithm":"SHA256","digits":8,"period_s":0}"#,
        r#"{"algorithm":"SHA256","digits":8,"period_s":30,"t0":0}"#,
    ] {
        assert!(serde_json::from_str::<Totp>(wrong).is_err(), "{wrong}");
    }
}

fn parameters() -> impl Strategy<Value = Totp> {
    let algorithms = vec![OtpAlgorithm::Sha1, OtpAlgorithm::Sha256, OtpAlgorithm::Sha512];
    (prop::sample::select(algorithms), 6..=8_u8, 1..=86_400_u32)
        .prop_map(|(algorithm, digits, period_s)| totp(algorithm, digits, period_s))
}

/// Any time that the platform can express, from the first second to the end of time.
fn times() -> impl Strategy<Value = SystemTime> {
    (any::<u64>(), 0..1_000_000_000_u32).prop_filter_map("not a time here", |(seconds, nanos)| {
        SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanos))
    })
}

proptest! {
    #[test]
    fn the_next_code_is_the_one_that_is_good_when_the_time_left_has_passed(
        totp in parameters(),
        key in prop::collection::vec(any::<u8>(), 1..65),
        now in times(),
    ) {
        let key = SecretBytes::new(key);
        let left = totp.time_left(now).unwrap();
        prop_assert!(left > Duration::ZERO);
        prop_assert!(left <= Duration::from_secs(totp.period.seconds().into()));
        if let Some(then) = now.checked_add(left) {
            prop_assert_eq!(totp.next(&key, now).unwrap(), totp.code_at(&key, then).unwrap());
            let counter = totp.counter(now).unwrap();
            prop_assert_eq!(totp.counter(then).unwrap(), counter.checked_add(1).unwrap());
            let just_before = then.checked_sub(Duration::from_nanos(1)).unwrap();
            prop_assert_eq!(totp.counter(just_before).unwrap(), counter);
        }
    }

    #[test]
    fn the_counter_is_that_of_hotp(
        totp in parameters(),
        key in prop::collection::vec(any::<u8>(), 1..65),
        now in times(),
    ) {
        let key = SecretBytes::new(key);
        let counter = totp.counter(now).unwrap();
        let expected = hotp(&key, totp.algorithm, totp.digits, counter);
        prop_assert_eq!(totp.code_at(&key, now).unwrap(), expected);
    }
}
