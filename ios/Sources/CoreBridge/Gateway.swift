// What screens and notifications ask of the core, as plain values. Only this module knows the generated code behind it.

/// The core of an opened phone.
///
/// Nothing here throws: whatever can go wrong is a ``Problem`` to show. Every call may come from any thread, and none runs on the caller's.
public protocol Gateway: Sendable {
    /// All accounts and all pairings that were begun and not ended.
    func accounts() async -> Reply<Accounts>

    /// Begins a pairing with the provider at `issuer`, an https URL.
    func pair(issuer: String) async -> Reply<PairingFlow>

    /// What an invitation says, from the text of a QR code or a link. Nothing is sent.
    func invitation(_ text: String) async -> Reply<Invitation>

    /// Begins a pairing with the provider that an invitation names.
    func pair(_ invitation: Invitation) async -> Reply<PairingFlow>

    /// E-mail and password of the step ``At/signIn``. The password is wiped.
    func signIn(_ pairing: PairingKey, email: String, password: Secret) async -> Reply<PairingFlow>

    /// The SMS code of the step that asks for one; `keyClass` counts where the code associates. The code is wiped.
    func submitCode(_ pairing: PairingKey, code: Secret, keyClass: KeyClass) async -> Reply<PairingFlow>

    /// A mobile number for the step ``At/activate(number:)``, however it is written; a code goes there.
    func submitMobile(_ pairing: PairingKey, number: String) async -> Reply<PairingFlow>

    /// The recovery code, as people type it, in place of every SMS. It is wiped.
    func recover(_ pairing: PairingKey, code: Secret) async -> Reply<PairingFlow>

    /// Another SMS code.
    func resendCode(_ pairing: PairingKey) async -> Reply<PairingFlow>

    /// Towards an association, which turns 2-step verification on where it is off: after the recovery code through to the end with a key of `keyClass`, else sends the second code, or says what is missing (``Problem/prerequisites(screenLock:notifications:)``).
    func associate(_ pairing: PairingKey, keyClass: KeyClass) async -> Reply<PairingFlow>

    /// Goes on after an interruption.
    func resume(_ pairing: PairingKey) async -> Reply<PairingFlow>

    /// Drops this try: back to where the person decides.
    func startAgain(_ pairing: PairingKey) async -> Reply<PairingFlow>

    /// Stops what a pairing is doing; what was begun can be resumed.
    func cancel(_ pairing: PairingKey)

    /// Gives a pairing up for good.
    func abandon(_ pairing: PairingKey) async -> Reply<Done>

    /// What changes, for as long as it is read: the state now first, then each change. Ends only with its reader.
    func changes() -> AsyncStream<Change>

    /// The network is back, or a push came: look again now.
    func wake()

    /// Approves with the `number` typed from the page, which is wiped; the platform asks the person for biometry or the passcode.
    func approve(_ account: AccountKey, requestID: String, number: Secret) async -> Reply<Outcome>

    /// Denies; also on a locked phone.
    func deny(_ account: AccountKey, requestID: String) async -> Reply<Outcome>

    /// How a request ended that this phone answered, as far as it is stored here: nothing is sent. Nil if this phone did not answer it;
    /// ``Problem/answerKept`` while the provider has not confirmed the answer.
    func outcome(_ account: AccountKey, requestID: String) async -> Reply<Outcome?>

    /// Withdraws a prompt that is up; the request stays open.
    func cancelAnswer(requestID: String)

    /// Says why a request was denied.
    func report(_ account: AccountKey, requestID: String, reason: ReportReason) async -> Reply<ReportOutcome>

    /// Fallback codes: reading unlocks them, which prompts; leaving locks them. Ends after `locked` or `failed`.
    func codes() -> AsyncStream<CodesState>

    /// Asks the provider whether this phone is still the account's device.
    func check(_ account: AccountKey) async -> Reply<Account>

    /// What the owner does with an account; the platform may ask the person for biometry or the passcode. Its secrets are wiped.
    func perform(_ account: AccountKey, _ deed: Deed) async -> Reply<DeedResult>

    /// Forgets a recovery code of an account that was not kept.
    func forgetCode(_ account: AccountKey)

    /// Takes an account off the list that is no longer associated.
    func remove(_ account: AccountKey) async -> Reply<Done>
}

/// What became of a call.
public enum Reply<Value: Sendable>: Sendable {
    /// It went well.
    case ok(Value)

    /// It did not. `flow` is where the pairing stands now, if it moved all the same.
    case failed(Problem, flow: PairingFlow? = nil)
}

extension Reply: Equatable where Value: Equatable {}

/// What a call comes to that has nothing to tell but that it went well.
public struct Done: Hashable, Sendable {
    public init() {}
}
