//! The pairing wizard.

use std::sync::Arc;

use assenso_core::ports::BootInstant;
use assenso_core::secret::SecretText;

use super::{Effect, Field, Form, Key, Kind, Model, Screen, Ticket};
use crate::gateway::{At, FlowId, Input, Invitation, Problem, Sms, Step, Stuck};

/// The longest address or invitation, e-mail address and password that are taken, and a code's
/// digits.
const LONGEST: (usize, usize, usize, usize) = (400, 254, 1024, 6);
/// The longest mobile number, however it is written.
const LONGEST_NUMBER: usize = 40;
/// The longest recovery code, with whatever is typed between its groups.
const LONGEST_RECOVERY: usize = 48;

/// A page of the wizard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The provider's address, or the link of an invitation.
    Provider,
    /// Where an invitation leads, and whether to go there.
    Invitation,
    /// E-mail and password.
    SignIn,
    /// The code of the sign-in.
    SignInCode,
    /// The recovery code, in place of an SMS.
    Recovery,
    /// Signed in: associate this device?
    Notice,
    /// The same, with the recovery code.
    Recovered,
    /// What is missing before it can be associated.
    Missing {
        /// A screen lock.
        screen_lock: bool,
        /// Notifications.
        notifications: bool,
    },
    /// The code of the association.
    AssociateCode,
    /// Interrupted.
    Finish,
    /// 2-step verification is off: activate it with this device?
    Activate,
    /// The mobile number, before it can be activated.
    Number,
    /// The code that verifies the number.
    NumberCode,
    /// Done.
    Success,
}

/// The wizard.
#[derive(Debug)]
pub struct Pair {
    /// Its page.
    pub stage: Stage,
    /// Fields and buttons of the page.
    pub form: Form,
    /// The invitation that the person may accept.
    pub invitation: Option<Arc<Invitation>>,
    /// The pairing, once it has begun.
    pub step: Option<Step>,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// Another code was just sent.
    pub resent: bool,
    /// What is on its way.
    busy: Option<Ticket>,
    /// The keys are being made.
    pub finishing: bool,
}

/// What a button does.
enum Press {
    Begin(String),
    Read(SecretText),
    Accept(Arc<Invitation>),
    Advance(FlowId, Input),
    TurnOn,
    /// Go to the page of the recovery code, or back from it.
    Turn(bool),
    /// Give the pairing up.
    Abandon(FlowId),
    /// Go back to being signed in, and leave it there.
    Drop(FlowId),
    /// Leave it as it is.
    Leave,
}

impl Pair {
    fn new(stage: Stage, step: Option<Step>, fields: Vec<Field>, buttons: usize) -> Self {
        let form = Form::new(fields, buttons);
        let (invitation, problem, busy) = (None, None, None);
        Self { stage, form, invitation, step, problem, resent: false, busy, finishing: false }
    }

    /// The first page.
    #[must_use]
    pub fn provider(issuer: &str) -> Self {
        let field = Field::new(Kind::Text, LONGEST.0).with(issuer);
        Self::new(Stage::Provider, None, vec![field], 2)
    }

    /// The page of an invitation, before anybody is contacted.
    #[must_use]
    pub fn invited(invitation: Arc<Invitation>) -> Self {
        let mut page = Self::new(Stage::Invitation, None, Vec::new(), 2);
        // Where a warning stands, Enter alone does not go on.
        page.form.focus = usize::from(!invitation.is_listed());
        Self { invitation: Some(invitation), ..page }
    }

    /// The page of a step.
    #[must_use]
    pub fn at(step: Step) -> Self {
        let code = || vec![Field::new(Kind::Digits, LONGEST.3)];
        let (stage, fields, buttons) = match &step.at {
            At::SignIn => {
                let email = Field::new(Kind::Text, LONGEST.1);
                let email = email.with(step.email.as_deref().unwrap_or_default());
                (Stage::SignIn, vec![email, Field::new(Kind::Password, LONGEST.2)], 2)
            }
            At::SignInCode(_) => (Stage::SignInCode, code(), 4),
            At::SignedIn => (Stage::Notice, Vec::new(), 2),
            At::Recovered => (Stage::Recovered, Vec::new(), 2),
            At::AssociateCode(_) => (Stage::AssociateCode, code(), 3),
            At::Finish => (Stage::Finish, Vec::new(), 3),
            At::Activate { number: Some(_) } => (Stage::Activate, Vec::new(), 2),
            At::Activate { number: None } => {
                (Stage::Number, vec![Field::new(Kind::Text, LONGEST_NUMBER)], 2)
            }
            At::NumberCode(_) => (Stage::NumberCode, code(), 3),
            At::Associated => (Stage::Success, Vec::new(), 1),
        };
        Self::new(stage, Some(step), fields, buttons)
    }

    /// Puts pasted text into the field; a whole address or link takes the place of what was there.
    pub(super) fn paste(&mut self, text: &str) {
        if self.stage == Stage::Provider && text.contains("://") {
            self.form.fields.iter_mut().for_each(Field::clear);
        }
        self.form.paste(text);
    }

    /// Whether the person types, or waits for an answer that belongs here.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        !self.form.fields.is_empty() || self.is_busy()
    }

    /// Whether something is on its way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.busy.is_some()
    }

    /// Whether the pairing turns 2-step verification on.
    #[must_use]
    pub fn activates(&self) -> bool {
        self.step.as_ref().is_some_and(|step| step.activates)
    }

    /// The number that codes go to, masked.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        match &self.step.as_ref()?.at {
            At::Activate { number } => number.as_deref(),
            _ => None,
        }
    }

    /// The message that the page is about.
    #[must_use]
    pub fn sms(&self) -> Option<&Sms> {
        match &self.step.as_ref()?.at {
            At::SignInCode(sms) | At::NumberCode(sms) | At::AssociateCode(sms) => sms.as_ref(),
            _ => None,
        }
    }

    /// Seconds that the code is still good, rounded up.
    #[must_use]
    pub fn code_left(&self, now: BootInstant) -> u64 {
        self.sms().map_or(0, |sms| super::update::seconds(sms.expires_at.left_from(now)))
    }

    fn note_tries(&mut self, left: u32) {
        if let Some(
            At::SignInCode(Some(sms)) | At::NumberCode(Some(sms)) | At::AssociateCode(Some(sms)),
        ) = self.step.as_mut().map(|step| &mut step.at)
        {
            sms.tries_left = left;
        }
    }

    fn press(&self, button: usize) -> Result<Press, Problem> {
        let last = self.form.buttons.saturating_sub(1);
        let Some(step) = &self.step else {
            let typed = self.form.text(0).trim();
            return match (button, &self.invitation) {
                (0, Some(invitation)) => Ok(Press::Accept(Arc::clone(invitation))),
                (0, None) if typed.is_empty() => Err(Problem::InvalidIssuer),
                // No address has a fragment.
                (0, None) if typed.contains('#') => {
                    Ok(Press::Read(SecretText::new(typed.to_owned())))
                }
                (0, None) => Ok(Press::Begin(typed.to_owned())),
                _ => Ok(Press::Leave),
            };
        };
        let flow = step.flow;
        let input = match self.stage {
            Stage::Success => return Ok(Press::Leave),
            Stage::SignIn | Stage::SignInCode if button == last => return Ok(Press::Abandon(flow)),
            Stage::Recovery if button == last => return Ok(Press::Turn(false)),
            Stage::SignInCode if button == 2 => return Ok(Press::Turn(true)),
            Stage::SignIn if button == 1 => return Ok(Press::Turn(true)),
            // "Another number": a page back.
            Stage::NumberCode if button == last => Input::StartAgain,
            Stage::AssociateCode if button == last => return Ok(Press::Drop(flow)),
            _ if button == last => return Ok(Press::Leave),
            Stage::Finish if button == 1 => Input::StartAgain,
            Stage::Missing { notifications: true, .. } => return Ok(Press::TurnOn),
            Stage::SignIn => self.credentials()?,
            Stage::SignInCode | Stage::NumberCode | Stage::AssociateCode if button == 1 => {
                Input::Resend
            }
            Stage::SignInCode | Stage::NumberCode | Stage::AssociateCode => self.code()?,
            Stage::Number => self.typed_number()?,
            Stage::Recovery => self.recovery_code()?,
            Stage::Notice | Stage::Recovered | Stage::Activate | Stage::Missing { .. } => {
                Input::Associate
            }
            Stage::Finish | Stage::Provider | Stage::Invitation => Input::Resume,
        };
        Ok(Press::Advance(flow, input))
    }

    fn credentials(&self) -> Result<Input, Problem> {
        let email = self.form.text(0).trim().to_owned();
        match self.form.fields.get(1) {
            Some(password) if !email.is_empty() && !password.is_empty() => {
                Ok(Input::SignIn { email, password: password.secret() })
            }
            _ => Err(Problem::InvalidInput),
        }
    }

    fn recovery_code(&self) -> Result<Input, Problem> {
        let typed = self.form.fields.first().filter(|field| !field.is_empty());
        typed.map(|field| Input::Recover(field.secret())).ok_or(Problem::NoRecoveryCode)
    }

    /// Whether the password was right and no SMS comes: the recovery code leads on.
    #[must_use]
    pub fn offers_recovery(&self) -> bool {
        let no_sms = matches!(
            self.problem,
            Some(Problem::Frozen | Problem::NoNumber | Problem::TooManySms { .. })
        );
        self.stage == Stage::SignIn && no_sms
    }

    /// What went wrong, with what can be done about it.
    fn note(&mut self, problem: Option<Problem>) {
        self.problem = problem;
        if self.stage == Stage::SignIn {
            self.form.buttons = if self.offers_recovery() { 3 } else { 2 };
        }
    }

    /// To the page of the recovery code, or back from it.
    fn turn(&mut self, recovers: bool) {
        let Some(step) = self.step.clone() else { return };
        *self = Self::at(step);
        if recovers {
            let field = Field::new(Kind::Text, LONGEST_RECOVERY);
            (self.stage, self.form) = (Stage::Recovery, Form::new(vec![field], 2));
        }
    }

    fn typed_number(&self) -> Result<Input, Problem> {
        let number = self.form.text(0).trim();
        if number.is_empty() {
            return Err(Problem::InvalidMobile);
        }
        Ok(Input::Number(number.to_owned()))
    }

    fn code(&self) -> Result<Input, Problem> {
        let complete = self.form.fields.first().filter(|field| field.len() == LONGEST.3);
        complete.map(|field| Input::Code(field.secret())).ok_or(Problem::InvalidInput)
    }
}

impl Model {
    pub(super) fn pair_key(&mut self, key: Key) -> Vec<Effect> {
        let Screen::Pair(pair) = &mut self.screen else { return Vec::new() };
        if pair.is_busy() {
            return Vec::new();
        }
        let cancels = key == Key::Esc;
        let last = pair.form.buttons.saturating_sub(1);
        let Some(button) = (if cancels { Some(last) } else { pair.form.press(key) }) else {
            return Vec::new();
        };
        match pair.press(button) {
            Ok(press) => self.pair_press(press),
            Err(problem) => {
                pair.problem = Some(problem);
                Vec::new()
            }
        }
    }

    fn pair_press(&mut self, press: Press) -> Vec<Effect> {
        match press {
            Press::Begin(issuer) => self.pair_sends(false, |ticket| Effect::Pair(ticket, issuer)),
            Press::Read(link) => self.pair_sends(false, |ticket| Effect::Read(ticket, link)),
            Press::Accept(invitation) => {
                self.pair_sends(false, |ticket| Effect::PairInvited(ticket, invitation))
            }
            Press::Advance(flow, input) => {
                let finishing = match (&input, self.pair_stage()) {
                    (Input::Code(_), Some(Stage::AssociateCode))
                    | (Input::Associate, Some(Stage::Recovered)) => true,
                    (input, _) => matches!(input, Input::Resume),
                };
                self.pair_sends(finishing, |ticket| Effect::Advance(ticket, flow, input))
            }
            Press::Turn(recovers) => {
                if let Screen::Pair(pair) = &mut self.screen {
                    pair.turn(recovers);
                }
                Vec::new()
            }
            Press::TurnOn => vec![Effect::SetNotifications(true)],
            Press::Abandon(flow) => {
                self.go_home();
                vec![Effect::Abandon(flow)]
            }
            Press::Drop(flow) => {
                self.go_home();
                vec![Effect::Advance(self.ticket(), flow, Input::StartAgain)]
            }
            Press::Leave => {
                self.go_home();
                vec![Effect::Load]
            }
        }
    }

    fn pair_stage(&self) -> Option<Stage> {
        match &self.screen {
            Screen::Pair(pair) => Some(pair.stage),
            _ => None,
        }
    }

    fn pair_sends(
        &mut self,
        finishing: bool,
        effect: impl FnOnce(Ticket) -> Effect,
    ) -> Vec<Effect> {
        let ticket = self.ticket();
        if let Screen::Pair(pair) = &mut self.screen {
            pair.busy = Some(ticket);
            pair.finishing = finishing;
            pair.note(None);
            pair.resent = false;
        }
        vec![effect(ticket)]
    }

    pub(super) fn invited(
        &mut self,
        ticket: Ticket,
        result: Result<Arc<Invitation>, Problem>,
    ) -> Vec<Effect> {
        if let Screen::Pair(pair) = &mut self.screen
            && pair.busy == Some(ticket)
        {
            pair.busy = None;
            match result {
                Ok(invitation) => *pair = Pair::invited(invitation),
                Err(problem) => pair.problem = Some(problem),
            }
        }
        Vec::new()
    }

    pub(super) fn stepped(&mut self, ticket: Ticket, result: Result<Step, Stuck>) -> Vec<Effect> {
        let issuer = self.issuer.clone();
        let Screen::Pair(pair) = &mut self.screen else { return vec![Effect::Load] };
        if pair.busy != Some(ticket) {
            return vec![Effect::Load];
        }
        pair.busy = None;
        pair.finishing = false;
        match result {
            Ok(step) => {
                let same_page = pair.step.as_ref().is_some_and(|old| {
                    std::mem::discriminant(&old.at) == std::mem::discriminant(&step.at)
                });
                let done = step.at == At::Associated;
                *pair = Pair { resent: same_page, ..Pair::at(step) };
                return if done { vec![Effect::Load] } else { Vec::new() };
            }
            Err(Stuck {
                problem: Problem::Prerequisites { screen_lock, notifications }, ..
            }) => {
                pair.stage = Stage::Missing { screen_lock, notifications };
                pair.form = Form::new(Vec::new(), 2);
            }
            Err(Stuck { problem: Problem::SessionEnded, .. }) => {
                let issuer = pair.step.as_ref().map_or(issuer, |step| step.issuer.clone());
                let problem = Some(Problem::SessionEnded);
                *pair = Pair { problem, ..Pair::provider(&issuer) };
                return vec![Effect::Load];
            }
            Err(Stuck { problem, step: Some(step) }) => {
                *pair = Pair::at(step);
                pair.note(Some(problem));
            }
            Err(Stuck { problem, step: None }) => {
                if pair.stage != Stage::Provider {
                    pair.form.clear_secrets();
                }
                pair.note(Some(problem));
                if let Problem::WrongCode { tries_left } = problem {
                    pair.note_tries(tries_left);
                }
            }
        }
        Vec::new()
    }

    pub(super) fn notifications_set(&mut self, result: Result<bool, Problem>) -> Vec<Effect> {
        match result {
            Ok(on) => self.notifications = on,
            Err(problem) => self.problem = Some(problem),
        }
        match &self.screen {
            // What was missing is there now: the wizard goes on by itself.
            Screen::Pair(Pair {
                stage: Stage::Missing { .. },
                step: Some(step),
                busy: None,
                ..
            }) if self.notifications => {
                let flow = step.flow;
                self.pair_press(Press::Advance(flow, Input::Associate))
            }
            _ => Vec::new(),
        }
    }
}
