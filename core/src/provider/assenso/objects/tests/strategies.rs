//! Arbitrary claims of every kind, within what the protocol allows.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::super::*;
use crate::crypto::{EphemeralSecret, PublicKey};
use crate::jose::{Jwk, MAX_INTEGER};
use crate::otp::{Digits, OtpAlgorithm, Period, Totp};
use crate::ports::{HardwareLevel, KeyClass, KeyRole};
use crate::secret::SecretBytes;

fn bytes<const N: usize>() -> impl Strategy<Value = Bytes<N>> {
    vec(any::<u8>(), N).prop_map(|bytes| Bytes::new(bytes.try_into().unwrap()))
}

fn integer() -> impl Strategy<Value = u64> {
    prop_oneof![0..=MAX_INTEGER, Just(0), Just(MAX_INTEGER)]
}

fn public_key() -> impl Strategy<Value = PublicKey> {
    (1..=200_u8).prop_map(|seed| {
        EphemeralSecret::from_bytes(&SecretBytes::new(vec![seed; 32])).unwrap().public()
    })
}

fn jwk() -> impl Strategy<Value = Jwk> {
    public_key().prop_map(Jwk)
}

fn display_text() -> impl Strategy<Value = DisplayText> {
    "\\PC{1,64}".prop_filter_map("not fit to be shown", |text| DisplayText::new(text).ok())
}

/// `v`, `iss` and `aud`.
fn envelope() -> impl Strategy<Value = (V1, String, String)> {
    (Just(V1), any::<String>(), any::<String>())
}

fn class() -> impl Strategy<Value = KeyClass> {
    select(vec![KeyClass::Device, KeyClass::Biometric])
}

fn totp() -> impl Strategy<Value = Totp> {
    let algorithms = vec![OtpAlgorithm::Sha1, OtpAlgorithm::Sha256, OtpAlgorithm::Sha512];
    let digits = vec![Digits::Six, Digits::Seven, Digits::Eight];
    (select(algorithms), select(digits), 1..=86_400_u32).prop_map(|(algorithm, digits, period)| {
        Totp { algorithm, digits, period: Period::from_seconds(period).unwrap() }
    })
}

fn members() -> impl Strategy<Value = Members> {
    let member = prop_oneof![
        any::<bool>().prop_map(Member::Flag),
        integer().prop_map(Member::Number),
        any::<String>().prop_map(Member::Text),
    ];
    btree_map(any::<String>(), member, 0..8).prop_map(Members::new)
}

pub(super) fn sign_in_view() -> impl Strategy<Value = SignInView> {
    use {Browser as B, System as S};
    let browsers = vec![B::Chrome, B::Edge, B::Firefox, B::Safari, B::Opera, B::Other];
    let systems = vec![S::Windows, S::MacOs, S::Linux, S::Android, S::Ios, S::Other];
    let address = prop_oneof![
        any::<Ipv4Addr>().prop_map(IpAddr::V4),
        any::<Ipv6Addr>().prop_map(|address| IpAddr::V6(address).to_canonical()),
    ];
    let place = proptest::option::of(display_text());
    (select(browsers), select(systems), address, place, any::<bool>()).prop_map(
        |(browser, system, address, place, known)| SignInView {
            browser,
            system,
            address,
            place,
            known,
        },
    )
}

pub(super) fn action_view() -> impl Strategy<Value = ActionView> {
    let primary = select(vec![PrimaryMethod::Push, PrimaryMethod::Code]);
    let action = prop_oneof![
        Just(PanelAction::Deactivate {}),
        display_text().prop_map(|number| PanelAction::Number { number }),
        display_text().prop_map(|notice_address| PanelAction::NoticeAddress { notice_address }),
        (primary, any::<bool>(), any::<bool>())
            .prop_map(|(primary, code, sms)| PanelAction::Methods { primary, code, sms }),
    ];
    (action, sign_in_view()).prop_map(|(action, from)| ActionView { action, from })
}

pub(super) fn keys() -> impl Strategy<Value = KeysClaims> {
    let previous = proptest::option::of(bytes());
    (envelope(), integer(), jwk(), vec(jwk(), 1..5), previous, integer()).prop_map(
        |((v, iss, aud), epoch, root, keys, previous, created_ms)| KeysClaims {
            v,
            iss,
            aud,
            epoch,
            root,
            keys,
            previous,
            created_ms,
        },
    )
}

pub(super) fn challenge() -> impl Strategy<Value = ChallengeClaims> {
    let lists = (vec(class(), 0..3), vec(any::<u32>(), 0..4));
    let ids = (bytes(), bytes(), bytes());
    (envelope(), integer(), ids, jwk(), totp(), lists, integer()).prop_map(
        |(
            (v, iss, aud),
            epoch,
            (session, challenge, account),
            ephemeral,
            totp,
            lists,
            lifetime_ms,
        )| {
            let (classes, versions) = lists;
            ChallengeClaims {
                v,
                iss,
                aud,
                epoch,
                session,
                challenge,
                account,
                ephemeral,
                totp,
                classes,
                versions,
                lifetime_ms,
            }
        },
    )
}

pub(super) fn accept() -> impl Strategy<Value = AcceptClaims> {
    let role = select(vec![KeyRole::Possession, KeyRole::Approval]);
    (envelope(), bytes(), public_key(), role).prop_map(|((v, iss, aud), challenge, other, role)| {
        AcceptClaims { v, iss, aud, challenge, other: other.thumbprint(), role }
    })
}

pub(super) fn pairing() -> impl Strategy<Value = PairingClaims> {
    let levels = vec![
        HardwareLevel::StrongBox,
        HardwareLevel::Tee,
        HardwareLevel::SecureEnclave,
        HardwareLevel::Software,
    ];
    let keys = (jwk(), jwk(), jwk());
    let texts = (any::<String>(), vec(any::<String>(), 0..4), display_text(), display_text());
    (envelope(), bytes(), keys, texts, class(), select(levels), bytes(), vec(any::<u32>(), 0..4))
        .prop_map(|((v, iss, aud), challenge, keys, texts, class, level, tag, versions)| {
            let (possession, approval, ephemeral) = keys;
            let (accept, attestation, device_name, app) = texts;
            PairingClaims {
                v,
                iss,
                aud,
                challenge,
                possession,
                approval,
                accept,
                class,
                level,
                attestation,
                ephemeral,
                tag,
                versions,
                device_name,
                app,
            }
        })
}

pub(super) fn paired() -> impl Strategy<Value = PairedClaims> {
    let names = (display_text(), display_text());
    let numbers = (integer(), integer(), integer(), any::<u8>());
    (envelope(), bytes(), bytes(), names, bytes(), numbers).prop_map(
        |((v, iss, aud), statement, account, (provider_name, account_name), tag, numbers)| {
            let (epoch, generation, full_power_from_ms, number_digits) = numbers;
            PairedClaims {
                v,
                iss,
                aud,
                epoch,
                statement,
                account,
                provider_name,
                account_name,
                generation,
                tag,
                number_digits,
                full_power_from_ms,
            }
        },
    )
}

pub(super) fn request() -> impl Strategy<Value = RequestClaims> {
    (envelope(), bytes(), bytes(), any::<String>(), members(), any::<u8>(), integer()).prop_map(
        |((v, iss, aud), id, account, kind, view, number_digits, created_ms)| RequestClaims {
            v,
            iss,
            aud,
            id,
            account,
            kind,
            view,
            number_digits,
            created_ms,
        },
    )
}

pub(super) fn inbox() -> impl Strategy<Value = InboxClaims> {
    let entry =
        (any::<String>(), integer()).prop_map(|(request, left_ms)| InboxEntry { request, left_ms });
    (envelope(), integer(), bytes(), integer(), integer(), vec(entry, 0..9)).prop_map(
        |((v, iss, aud), epoch, jti, time_ms, generation, requests)| InboxClaims {
            v,
            iss,
            aud,
            epoch,
            jti,
            time_ms,
            generation,
            requests,
        },
    )
}

pub(super) fn answer() -> impl Strategy<Value = AnswerClaims> {
    let decision = select(vec![Decision::Approve, Decision::Deny]);
    let number = proptest::option::of("[0-9]{2,6}");
    (envelope(), bytes(), bytes(), bytes(), decision, number).prop_map(
        |((v, iss, aud), request_id, request, account, decision, number)| AnswerClaims {
            v,
            iss,
            aud,
            request_id,
            request,
            account,
            decision,
            number,
        },
    )
}

pub(super) fn receipt() -> impl Strategy<Value = ReceiptClaims> {
    use ReceiptState as R;
    let states =
        vec![R::Approved, R::Denied, R::Burned, R::Expired, R::Cancelled, R::Reported, R::Done];
    let hashes = (proptest::option::of(bytes()), proptest::option::of(bytes()));
    (envelope(), proptest::option::of(bytes()), hashes, select(states), integer()).prop_map(
        |((v, iss, aud), request_id, (request, of), state, time_ms)| ReceiptClaims {
            v,
            iss,
            aud,
            request_id,
            request,
            of,
            state,
            time_ms,
        },
    )
}

pub(super) fn report() -> impl Strategy<Value = ReportClaims> {
    (envelope(), bytes(), bytes(), select(ReportReason::ALL.to_vec())).prop_map(
        |((v, iss, aud), account, answer, reason)| ReportClaims {
            v,
            iss,
            aud,
            account,
            answer,
            reason,
        },
    )
}

pub(super) fn action() -> impl Strategy<Value = ActionClaims> {
    let actions = prop_oneof![
        Just(Action::Deactivate),
        bytes().prop_map(|hash| Action::RecoveryCode { hash })
    ];
    (envelope(), bytes(), bytes(), actions).prop_map(
        |((v, iss, aud), account, challenge, action)| ActionClaims {
            v,
            iss,
            aud,
            account,
            challenge,
            action,
        },
    )
}

pub(super) fn association() -> impl Strategy<Value = AssociationClaims> {
    use AssociationStatus as A;
    let states = vec![
        A::Associated,
        A::NotActive,
        A::Replaced,
        A::OwnerChanged,
        A::SignedOut,
        A::Deactivated,
        A::Frozen,
        A::Unknown,
    ];
    let held = vec![Held::Nothing, Held::Settings, Held::Widening];
    let numbers = (integer(), integer(), integer(), integer());
    (envelope(), bytes(), select(states), select(held), numbers).prop_map(
        |((v, iss, aud), nonce, state, held, numbers)| {
            let (epoch, generation, full_power_from_ms, time_ms) = numbers;
            AssociationClaims {
                v,
                iss,
                aud,
                epoch,
                nonce,
                generation,
                state,
                held,
                full_power_from_ms,
                time_ms,
            }
        },
    )
}

pub(super) fn proof() -> impl Strategy<Value = ProofClaims> {
    (any::<String>(), any::<String>(), bytes(), integer(), any::<String>(), bytes())
        .prop_map(|(htm, htu, jti, iat, nonce, bh)| ProofClaims { htm, htu, jti, iat, nonce, bh })
}
