// Requests and how they end, from the generated types and to them.

import AssensoFFI

extension Request {
    init(_ view: RequestView, account: AccountKey, deadlineBootMs: Int64) {
        var (signIn, change): (SignIn?, AccountChange?) = (nil, nil)
        switch view.subject {
        case .signIn(let details): signIn = SignIn(details)
        case .action(let action, let details): (signIn, change) = (SignIn(details), AccountChange(action))
        case .notShowable: break
        }
        self.init(
            account: account, id: view.id, provider: view.provider, name: view.account,
            createdUnixMs: view.createdUnixMs, deadlineBootMs: deadlineBootMs, digits: Int(view.numberDigits),
            signIn: signIn, change: change)
    }
}

extension AccountChange {
    init(_ action: PanelAction) {
        self =
            switch action {
            case .deactivate: .deactivate
            case .changeNumber(let number): .number(number)
            case .changeNoticeAddress(let address): .noticeAddress(address)
            case .changeMethods(let codeFirst, let code, let sms): .methods(codeFirst: codeFirst, code: code, sms: sms)
            }
    }
}

extension SignIn {
    init(_ view: BrowserView) {
        self.init(
            browser: Browser(view.browser), system: OperatingSystem(view.system), address: view.address,
            place: view.place, known: view.known)
    }
}

extension Browser {
    init(_ kind: BrowserKind) {
        self =
            switch kind {
            case .chrome: .chrome
            case .edge: .edge
            case .firefox: .firefox
            case .safari: .safari
            case .opera: .opera
            case .other: .other
            }
    }
}

extension OperatingSystem {
    init(_ system: AssensoFFI.OperatingSystem) {
        self =
            switch system {
            case .windows: .windows
            case .macOs: .macOS
            case .linux: .linux
            case .android: .android
            case .ios: .iOS
            case .other: .other
            }
    }
}

extension Outcome {
    init(_ outcome: AssensoFFI.Outcome) {
        self =
            switch outcome {
            case .approved: .approved
            case .denied: .denied
            case .wrongNumber: .wrongNumber
            case .expired: .expired
            case .withdrawn: .withdrawn
            case .answeredElsewhere(let approved): approved ? .approvedElsewhere : .deniedElsewhere
            case .notKnown: .notKnown
            }
    }
}

extension ReportReason {
    var ffi: AssensoFFI.ReportReason {
        switch self {
        case .notMe: .notMe
        case .mistake: .mistake
        }
    }
}

extension ReportOutcome {
    init(_ outcome: AssensoFFI.ReportOutcome) {
        self =
            switch outcome {
            case .taken: .taken
            case .notTaken: .notTaken
            }
    }
}
