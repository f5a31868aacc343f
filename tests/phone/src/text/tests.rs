//! Every language says everything.

use rstest::rstest;

use super::*;

const PROBLEMS: &[Problem] = &[
    Problem::Offline,
    Problem::ProviderFailed,
    Problem::NotAProvider,
    Problem::UnsupportedVersion,
    Problem::Untrusted,
    Problem::NotAnInvitation,
    Problem::InvitationOver,
    Problem::OtherRoot,
    Problem::OtherRootKnown,
    Problem::InvalidIssuer,
    Problem::InsecureIssuer,
    Problem::WrongCredentials,
    Problem::WrongCode { tries_left: 2 },
    Problem::CodeBurned,
    Problem::TooManySms { minutes: 7 },
    Problem::TooManyTries { minutes: 7 },
    Problem::Prerequisites { screen_lock: false, notifications: true },
    Problem::InvalidInput,
    Problem::Refused,
    Problem::Superseded,
    Problem::StartAgain,
    Problem::Cancelled,
    Problem::LockedOut,
    Problem::NotEnrolled,
    Problem::KeyInvalidated,
    Problem::KeyStore,
    Problem::CodesVault,
    Problem::CodesLocked,
    Problem::CodeLost,
    Problem::InvalidMobile,
    Problem::UpdateNeeded,
    Problem::SessionEnded,
    Problem::NoNumber,
    Problem::WrongPassword,
    Problem::Held,
    Problem::NoRecoveryCode,
    Problem::WrongRecoveryCode,
    Problem::WrongGroup,
    Problem::Outranked { hours: 7 },
    Problem::InvalidNumber,
    Problem::CommitUnderway,
    Problem::AnswerKept,
    Problem::ReportKept,
    Problem::ReportedBefore,
    Problem::NotDenied,
    Problem::Frozen,
    Problem::Clock,
    Problem::NotAssociated(Association::Replaced),
    Problem::OlderState,
    Problem::StillAssociated,
    Problem::Storage,
    Problem::WrongPin { tries_left: 2 },
    Problem::PinWait { seconds: 30 },
    Problem::PinsDiffer,
    Problem::PinForm,
    Problem::FolderInUse,
    Problem::FolderTooNew,
    Problem::FolderDamaged,
    Problem::FolderFailed,
    Problem::KeyLost,
    Problem::StoreSetAside,
    Problem::VaultUnavailable,
];

#[test]
fn every_problem_has_its_own_sentences_and_they_fit_three_lines() {
    for lang in Lang::ALL {
        let mut said = std::collections::BTreeSet::new();
        for &problem in PROBLEMS {
            let text = lang.problem(problem);
            let end = ['.', 'e', 'l', '/'];
            assert!(text.ends_with(end), "{text}");
            assert!(text.chars().count() <= 200, "{lang:?} {problem:?}");
            assert!(!text.contains("  "), "{text}");
            assert!(said.insert(text.clone()), "twice: {text}");
        }
    }
}

#[test]
fn the_languages_differ() {
    for &problem in PROBLEMS {
        assert_ne!(Lang::En.problem(problem), Lang::It.problem(problem));
    }
    // One text is the same in both by nature: "Account", "E-mail", "Password", "PIN", "Browser".
    let fields = |lang: Lang| {
        let shown = format!("{:?}", lang.words());
        shown.split(", ").map(str::to_owned).collect::<Vec<_>>()
    };
    let same = fields(Lang::En).into_iter().zip(fields(Lang::It)).filter(|(en, it)| en == it);
    let same: Vec<_> = same.map(|(en, _)| en).filter(|text| text.contains('"')).collect();
    assert!(same.len() <= 12, "{same:#?}");
}

#[test]
fn the_words_of_the_design_are_used() {
    let (en, it) = (Lang::En.words(), Lang::It.words());
    for (word, (in_english, in_italian)) in [
        ((en.request.authorize, it.request.authorize), ("Authorize", "Autorizza")),
        (
            (en.pair.associate, it.pair.associate),
            ("Associate this device", "Associa questo dispositivo"),
        ),
        ((en.report.not_me, it.report.not_me), ("It wasn't me", "Non ero io")),
        ((en.report.mistake, it.report.mistake), ("It was a mistake", "È stato un errore")),
        ((en.pair.cancel, it.pair.cancel), ("Cancel", "Annulla")),
        ((en.pair.go_on, it.pair.go_on), ("Continue", "Prosegui")),
        ((en.pair.verify, it.pair.verify), ("Verify", "Verifica")),
        (
            (en.pair.code_title, it.pair.code_title),
            ("Confirm authorization", "Conferma autorizzazione"),
        ),
        ((en.pair.notice_title, it.pair.notice_title), ("Associate device", "Associa dispositivo")),
    ] {
        assert_eq!(word, (in_english, in_italian));
    }
}

#[rstest]
#[case("it_IT.UTF-8", Lang::It)]
#[case("it", Lang::It)]
#[case("IT-ch", Lang::It)]
#[case("en_GB", Lang::En)]
#[case("italian", Lang::En)]
#[case("C", Lang::En)]
#[case("", Lang::En)]
fn the_locale_chooses_the_language(#[case] locale: &str, #[case] lang: Lang) {
    assert_eq!(Lang::from_locale(locale), lang);
}
