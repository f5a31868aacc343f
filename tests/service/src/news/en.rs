//! English.

use super::News;

#[expect(clippy::too_many_lines, reason = "one arm for each piece of news")]
pub(super) fn told(news: News<'_>, email: &str) -> (&'static str, String) {
    match news {
        News::Activated(phone) => (
            "2-step verification is on",
            format!(
                "2-step verification is on for {email}, and the phone \"{phone}\" authorizes \
                 its sign-ins. Mail programs need a dedicated password now."
            ),
        ),
        News::Associated(phone) => (
            "A phone was associated",
            format!("The phone \"{phone}\" now authorizes the sign-ins of {email}."),
        ),
        News::SignedOut => (
            "Your phone signed out",
            format!(
                "The phone of {email} has signed out: no phone authorizes its sign-ins now. \
                 2-step verification stays on."
            ),
        ),
        News::Deactivated => (
            "2-step verification is off",
            format!(
                "2-step verification is off for {email}: the password alone opens the \
                 mailbox, in mail programs too."
            ),
        ),
        News::RecoveryCodeMade => (
            "A recovery code was made",
            format!("The phone of {email} made a recovery code; an earlier one is no longer good."),
        ),
        News::RecoveryCodeUsed => (
            "The recovery code was used",
            format!("The recovery code of {email} was used: make another one in the app."),
        ),
        News::UnknownRefused => (
            "Your phone is not asked about new browsers",
            format!(
                "Wrong numbers were typed three times in a day for {email}. Until you change \
                 your password your phone is not asked about browsers that it does not know; \
                 sign in with a code from the app."
            ),
        ),
        News::NoticeAddress(address) => (
            "Notices go to another address too",
            format!("What happens with {email} is now told to {address} as well."),
        ),
        News::PasswordChanged => (
            "Your password was changed",
            format!("The password of {email} was changed, and all browsers are signed out."),
        ),
        News::Frozen => (
            "Your account is frozen",
            format!(
                "The account {email} is frozen: nobody signs in or changes anything. Your \
                 recovery code ends that, in the app on a phone, or your provider does."
            ),
        ),
        News::NumberChanged(number) => (
            "Another mobile number",
            format!("Codes and notices by SMS about {email} now go to the number {number}."),
        ),
        News::NoticeAddressChanged(address) => (
            "Another notice address",
            format!("What happens with {email} is now told to {address}."),
        ),
        News::MethodsChanged => (
            "How you sign in was changed",
            format!(
                "What signs in to {email} beside the phone was changed. Your provider's page \
                 shows it, under 2-step verification."
            ),
        ),
    }
}
