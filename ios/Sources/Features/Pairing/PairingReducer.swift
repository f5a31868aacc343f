// What a person does in the wizard.

import CoreBridge

extension PhoneState {
    mutating func pairingGoesOn(_ wizard: PairingWizard) -> [Effect] {
        guard wizard.busy == nil else { return [] }
        switch wizard.page {
        case .signIn(let email, let password): return signIn(wizard, email, password)
        case .signInCode(let code): return submitCode(wizard, code, then: wizard.page.withoutSecrets)
        case .numberCode(let code): return submitCode(wizard, code, then: wizard.page.withoutSecrets)
        case .associateCode(let code): return submitCode(wizard, code, then: .finishing)
        case .mobile(let number): return submitMobile(wizard, number.text.trimmed)
        case .recovery(let code): return recover(wizard, code)
        case .notice, .activate, .recovered:
            if wizard.keyClass != nil { return associate(wizard) }
            put(wizard, page: .choice(wizard.flow))
            return []
        case .keyClass(let choice):
            var chosen = wizard
            chosen.keyClass = choice
            return associate(chosen)
        case .missing: return associate(wizard)
        case .finish: return send(wizard, page: .finishing) { .resume($0) }
        case .success:
            goHome()
            return [.load]
        case .finishing: return []
        }
    }

    private mutating func signIn(_ wizard: PairingWizard, _ email: Field, _ password: Field) -> [Effect] {
        let email = email.text.trimmed
        if email.isEmpty || password.isEmpty { return stay(wizard, .invalidInput) }
        return send(wizard, page: wizard.page.withoutSecrets) {
            .signIn($0, email: Field(email), password: Secret(password.text))
        }
    }

    private mutating func submitCode(_ wizard: PairingWizard, _ code: Field, then page: PairingPage) -> [Effect] {
        if code.text.count != FieldName.codeDigits { return stay(wizard, .invalidInput) }
        let keyClass = wizard.keyClass ?? wizard.flow.keyClasses.first ?? .device
        return send(wizard, page: page) { .submitCode($0, Secret(code.text), keyClass) }
    }

    private mutating func recover(_ wizard: PairingWizard, _ code: Field) -> [Effect] {
        if code.text.trimmed.isEmpty { return stay(wizard, .noRecoveryCode) }
        return send(wizard, page: wizard.page.withoutSecrets) { .recover($0, Secret(code.text)) }
    }

    /// To the recovery code that takes the place of an SMS.
    mutating func useRecoveryCode() {
        guard case .pairing(var wizard) = screen, wizard.offersRecovery, wizard.busy == nil else { return }
        (wizard.page, wizard.problem, wizard.resent) = (.recovery(Field()), nil, false)
        replaceTop(.pairing(wizard))
    }

    private mutating func submitMobile(_ wizard: PairingWizard, _ number: String) -> [Effect] {
        if number.isEmpty { return stay(wizard, .invalidMobile) }
        return send(wizard, page: wizard.page) { .submitMobile($0, Field(number)) }
    }

    private mutating func stay(_ wizard: PairingWizard, _ problem: Problem) -> [Effect] {
        var wizard = wizard
        wizard.problem = problem
        replaceTop(.pairing(wizard))
        return []
    }

    /// Towards the association, with the class that was chosen; or says what this phone lacks for it.
    private mutating func associate(_ wizard: PairingWizard) -> [Effect] {
        let needs = needs(wizard.keyClass)
        if !needs.isEmpty {
            put(wizard, page: .missing(needs))
            return [.phone(.readPosture)]
        }
        if case .associateCode = wizard.flow.at {
            put(wizard, page: .associateCode(Field()))
            return []
        }
        let keyClass = wizard.keyClass ?? wizard.flow.keyClasses.first ?? .device
        let page = wizard.flow.at == .recovered ? .finishing : wizard.page
        return send(wizard, page: page) { .associate($0, keyClass) }
    }

    /// What the phone lacks, as far as it is known here; the core looks again.
    private func needs(_ keyClass: KeyClass?) -> [Prerequisite] {
        guard let posture else { return [] }
        var needs: [Prerequisite] = []
        if !posture.screenLock { needs.append(.screenLock) }
        if !posture.biometrics && keyClass == .biometric { needs.append(.biometrics) }
        if !posture.notifications { needs.append(.notifications) }
        return needs
    }

    /// The phone was set up anew: the wizard says what is still missing, or goes on by itself.
    mutating func prerequisitesChanged() -> [Effect] {
        guard case .pairing(var wizard) = screen, case .missing = wizard.page, wizard.busy == nil, lock == .open
        else { return [] }
        let needs = needs(wizard.keyClass)
        if needs.isEmpty { return associate(wizard) }
        wizard.page = .missing(needs)
        replaceTop(.pairing(wizard))
        return []
    }

    mutating func chooseKeyClass(_ keyClass: KeyClass) {
        guard case .pairing(var wizard) = screen, case .keyClass = wizard.page, wizard.busy == nil,
            wizard.flow.keyClasses.contains(keyClass)
        else { return }
        wizard.page = .keyClass(keyClass)
        replaceTop(.pairing(wizard))
    }

    mutating func resend() -> [Effect] {
        guard case .pairing(let wizard) = screen, wizard.busy == nil else { return [] }
        switch wizard.page {
        case .signInCode, .numberCode, .associateCode:
            return send(wizard, page: wizard.page.withoutSecrets) { .resendCode($0) }
        default: return []
        }
    }

    mutating func startAgain() -> [Effect] {
        guard case .pairing(let wizard) = screen, wizard.busy == nil else { return [] }
        switch wizard.page {
        case .finish, .numberCode: return send(wizard, page: wizard.page.withoutSecrets) { .startAgain($0) }
        default: return []
        }
    }

    private mutating func put(_ wizard: PairingWizard, page: PairingPage) {
        var wizard = wizard
        (wizard.page, wizard.problem) = (page, nil)
        replaceTop(.pairing(wizard))
    }

    private mutating func send(
        _ wizard: PairingWizard, page: PairingPage, _ advance: (Ticket) -> Advance
    ) -> [Effect] {
        var wizard = wizard
        let ticket = ticket()
        (wizard.page, wizard.busy, wizard.problem, wizard.resent) = (page, ticket, nil, false)
        replaceTop(.pairing(wizard))
        return [.advance(wizard.flow.key, advance(ticket))]
    }

    /// Leaves the wizard. "Back" leaves a pairing where it stands; "Cancel" gives a try up.
    mutating func leavePairing(_ wizard: PairingWizard, cancels: Bool) -> [Effect] {
        let pairing = wizard.flow.key
        let stops: [Effect] = wizard.busy == nil ? [] : [.cancelPairing(pairing)]
        // A page back, to where the pairing stands.
        if !cancels, case .recovery = wizard.page, wizard.busy == nil,
            let page = PairingPage(of: wizard.flow, keyClass: wizard.keyClass)
        {
            put(wizard, page: page)
            return []
        }
        if wizard.page == .success {
            goHome()
            return [.load]
        }
        pop()
        switch wizard.page {
        case .signIn: return stops + [.advance(pairing, .abandon(nil))]
        case .signInCode where cancels, .recovery where cancels: return stops + [.advance(pairing, .abandon(nil))]
        case .associateCode where cancels && wizard.busy == nil:
            return [.advance(pairing, .startAgain(ticket()))]
        default: return stops + [.load]
        }
    }
}
