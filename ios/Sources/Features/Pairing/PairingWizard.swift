// The way to an association, page by page.

import CoreBridge

/// The pairing wizard at one of its pages.
public struct PairingWizard: Equatable, Sendable {
    public var flow: PairingFlow
    public var page: PairingPage
    public var busy: Ticket?
    public var problem: Problem?
    /// Another SMS was just sent.
    public var resent = false
    /// What the approval key will ask for; nil until it was chosen.
    public var keyClass: KeyClass?

    /// The wizard at the step where a pairing stands; nil if nothing is left to do there.
    init?(_ flow: PairingFlow, keyClass: KeyClass? = nil) {
        let chosen = keyClass ?? (flow.keyClasses.count == 1 ? flow.keyClasses.first : nil)
        guard let page = PairingPage(of: flow, keyClass: chosen) else { return nil }
        (self.flow, self.page, self.keyClass) = (flow, page, chosen)
    }

    /// The message that the page is about, if the wizard knows where it went.
    public var sms: Sms? {
        switch flow.at {
        case .signInCode(let sms), .numberCode(let sms), .associateCode(let sms): sms
        default: nil
        }
    }
}

/// A page of the pairing wizard.
public enum PairingPage: Equatable, Sendable {
    /// E-mail and password.
    case signIn(email: Field, password: Field)

    /// "Confirm authorization": the code of the sign-in.
    case signInCode(Field)

    /// The recovery code, in place of an SMS.
    case recovery(Field)

    /// The same notice as ``notice``, after the recovery code.
    case recovered

    /// "Associate device": signed in; associate, or cancel.
    case notice

    /// Which class the approval key is to have, if the provider takes several.
    case keyClass(KeyClass)

    /// What is missing before this phone can be associated. It goes on by itself when nothing is.
    case missing([Prerequisite])

    /// The second code.
    case associateCode(Field)

    /// The keys are being made; the platform's prompt comes on the way.
    case finishing

    /// Interrupted; it can go on, start again, or be left.
    case finish

    /// "Activate verification": it is off; activate and associate, or cancel.
    case activate

    /// The mobile number, before it can be activated.
    case mobile(Field)

    /// The code that verifies the number.
    case numberCode(Field)

    case success
}

/// What a phone needs before it can be associated.
public enum Prerequisite: Hashable, Sendable, CaseIterable { case screenLock, biometrics, notifications }

extension PairingWizard {
    /// Whether the recovery code may take the place of an SMS: where one is waited for, or the password was right and none can be sent.
    var offersRecovery: Bool {
        switch (page, problem) {
        case (.signInCode, _), (.signIn, .frozen), (.signIn, .noNumber), (.signIn, .tooManySms): true
        default: false
        }
    }
}

extension PairingPage {
    init?(of flow: PairingFlow, keyClass: KeyClass?) {
        switch flow.at {
        case .signIn: self = .signIn(email: Field(flow.email ?? ""), password: Field())
        case .signInCode: self = .signInCode(Field())
        case .signedIn: self = .notice
        case .recovered: self = .recovered
        case .associateCode: self = keyClass == nil ? .choice(flow) : .associateCode(Field())
        case .finish: self = .finish
        case .activate(let number): self = number == nil ? .mobile(Field()) : .activate
        case .numberCode: self = .numberCode(Field())
        case .associated: self = .success
        case .ended: return nil
        }
    }

    static func choice(_ flow: PairingFlow) -> PairingPage { .keyClass(flow.keyClasses.first ?? .device) }

    var hasFields: Bool {
        switch self {
        case .signIn, .signInCode, .recovery, .mobile, .numberCode, .associateCode: true
        default: false
        }
    }

    /// The same without passwords and codes.
    var withoutSecrets: PairingPage {
        switch self {
        case .signIn(let email, _): .signIn(email: email, password: Field())
        case .signInCode: .signInCode(Field())
        case .recovery: .recovery(Field())
        case .numberCode: .numberCode(Field())
        case .associateCode: .associateCode(Field())
        default: self
        }
    }

    /// Puts what was typed into the field of that name, if the page has it.
    mutating func put(_ name: FieldName, _ taken: Field) {
        switch (self, name) {
        case (.signIn(_, let password), .email): self = .signIn(email: taken, password: password)
        case (.signIn(let email, _), .password): self = .signIn(email: email, password: taken)
        case (.signInCode, .code): self = .signInCode(taken)
        case (.recovery, .recoveryCode): self = .recovery(taken)
        case (.mobile, .mobile): self = .mobile(taken)
        case (.numberCode, .code): self = .numberCode(taken)
        case (.associateCode, .code): self = .associateCode(taken)
        default: break
        }
    }
}
