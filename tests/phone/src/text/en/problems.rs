//! English sentences for problems and for states of an association.

use crate::gateway::{Association, Problem};

pub(in crate::text) fn association(association: Association) -> &'static str {
    match association {
        Association::Associated => "this device is associated",
        Association::NotActive => "2-step verification is off in this account",
        Association::Replaced => "another phone was associated in its place",
        Association::OwnerChanged => "the account has a new owner",
        Association::SignedOut => "this phone was signed out",
        Association::Deactivated => "2-step verification was deactivated",
        Association::Frozen => "frozen after a change was contested; ask your provider",
        Association::Unknown => "the provider does not know this phone",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence a problem, and none can be missing")]
pub(in crate::text) fn problem(problem: Problem) -> String {
    match problem {
        Problem::Offline => "Your provider can't be reached. Check the connection, then try again.",
        Problem::ProviderFailed => "Your provider has a problem of its own. Try again in a minute.",
        Problem::NotAProvider => "There is no provider at this address. Check how it is spelled.",
        Problem::UnsupportedVersion => "Your provider and this app don't match. Update the app.",
        Problem::Untrusted => {
            "The answer was not signed by your provider, so it was not used. Try on another \
             network; if it stays, ask your provider."
        }
        Problem::NotAnInvitation => {
            "This is no invitation. Copy the whole link, or type your provider's address."
        }
        Problem::InvitationOver => {
            "This invitation is no longer good. Make a new one in your provider's account panel."
        }
        Problem::OtherRoot => {
            "Whoever answers has another key than the invitation names. Nothing was sent. Try on \
             another network; if it stays, ask your provider."
        }
        Problem::OtherRootKnown => {
            "This phone knows this provider by another key than the invitation names. Nothing was \
             changed. Ask your provider which one is right."
        }
        Problem::InvalidIssuer => "This is no address. Type one such as https://mail.example",
        Problem::InsecureIssuer => "This address is not protected. Type one with https://",
        Problem::WrongCredentials => "E-mail or password is wrong. Type both again.",
        Problem::WrongCode { tries_left } => {
            return format!("This code is wrong. Read the SMS again; tries left: {tries_left}.");
        }
        Problem::CodeBurned => "This code is no longer good. Send another code.",
        Problem::TooManySms { minutes } => {
            return format!("Too many messages were sent. Try again in {minutes} min.");
        }
        Problem::TooManyTries { minutes } => {
            return format!("Too many wrong tries. Try again in {minutes} min.");
        }
        Problem::Prerequisites { .. } => "This phone is not ready yet. Turn on what is missing.",
        Problem::InvalidInput => "Something is missing or misspelled. Check what you typed.",
        Problem::Refused => "Your provider refuses this phone. Start again, or ask your provider.",
        Problem::SessionEnded => "Your sign-in to the app has ended. Sign in again.",
        Problem::NoNumber => {
            "This account has no mobile number for codes. Add one in your provider's account panel."
        }
        Problem::InvalidMobile => {
            "This is no mobile number that gets SMS. Type it with its country code, as in +39 347 \
             1234567."
        }
        Problem::WrongPassword => "The password is wrong. Type the one of your mailbox.",
        Problem::Held => {
            "This phone has to wait with this: the account says until when. Nothing was changed."
        }
        Problem::NoRecoveryCode => {
            "This is no recovery code: a character is missing or mistyped. It has seven groups of \
             four."
        }
        Problem::WrongRecoveryCode => {
            "This recovery code is not yours, or it was used: it is good once."
        }
        Problem::WrongGroup => "This is not that group. Write the code down, then type the group.",
        Problem::Outranked { hours } => {
            return format!(
                "A phone was associated a short while ago with a better proof. Use your recovery \
                 code, or try again in {hours} h."
            );
        }
        Problem::CommitUnderway => "This device may be associated already. Continue, to make sure.",
        Problem::AnswerKept => {
            "Your provider can't be reached. Your answer is kept and sent as soon as it can be."
        }
        Problem::Frozen => {
            "This account is frozen: nothing can be authorized now. Ask your provider."
        }
        Problem::Clock => "This computer's clock is wrong. Set it, then unlock the codes again.",
        Problem::Superseded => {
            "Another phone was associated meanwhile. If it is not yours, start \
                                again here and change your password."
        }
        Problem::StartAgain => "This took too long. Start the association again.",
        Problem::Cancelled => "You did not confirm, so nothing was sent. Try again when you want.",
        Problem::LockedOut => "Three wrong PINs: wait 30 seconds, then try again.",
        Problem::NotEnrolled => {
            "Your provider asks for fingerprint or face, which this phone \
                                 has not. Associate another phone."
        }
        Problem::KeyInvalidated => "This account's key is gone. Associate this device again.",
        Problem::KeyStore => "The keys can't be used. Close the app and open it again.",
        Problem::CodesVault => "The codes can't be opened. Close the app and open it again.",
        Problem::CodesLocked => "The codes are locked again. Unlock them with your PIN.",
        Problem::CodeLost => "This account's codes are gone. Associate this device again.",
        Problem::InvalidNumber => "Type all the digits that the page in the browser shows.",
        Problem::UpdateNeeded => "This version can't show the request. Deny it or update the app.",
        Problem::ReportKept => {
            "The provider can't be reached now. What you said is kept, and sent as soon as it can."
        }
        Problem::ReportedBefore => "You told your provider something else about this before.",
        Problem::NotDenied => "This phone did not deny this sign-in, so there is nothing to tell.",
        Problem::NotAssociated(state) => {
            return format!("Not associated: {}. Associate this device again.", association(state));
        }
        Problem::OlderState => {
            "Your provider told an older state than this phone knows. Nothing \
                                was changed. Tell your provider about it."
        }
        Problem::StillAssociated => "This device is still associated; it can't be removed now.",
        Problem::Storage => "The phone's storage failed. Check free space, then open it again.",
        Problem::WrongPin { tries_left } => {
            return format!("Wrong PIN. Try again; tries left before a wait: {tries_left}.");
        }
        Problem::PinWait { seconds } => {
            return format!("Three wrong PINs. Wait {seconds} s, then try again.");
        }
        Problem::PinsDiffer => "The two PINs differ. Type the same one twice.",
        Problem::PinForm => "A PIN has 4 to 12 digits. Type another one.",
        Problem::FolderInUse => "This phone is open in another window. Close it there first.",
        Problem::FolderTooNew => "A newer version wrote this phone's folder. Update the app.",
        Problem::FolderDamaged => {
            "phone.json in this phone's folder is damaged; nothing was \
                                   changed. Restore it, or start with another folder."
        }
        Problem::FolderFailed => {
            "This phone's folder can't be used. Check its permissions and \
                                  the free space, then start again."
        }
        Problem::KeyLost => {
            "The accounts are here but the key that opens them is gone. Start with \
                             an empty folder and associate this device again."
        }
        Problem::StoreSetAside => {
            "The accounts were damaged. They are kept beside as a copy; \
                                   start again, and associate this device anew."
        }
        Problem::VaultUnavailable => {
            "The key of the accounts can't be read; nothing was changed. \
                                      Restore phone.json, or start with another folder."
        }
    }
    .to_owned()
}
