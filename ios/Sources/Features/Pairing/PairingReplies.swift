// What the core answers to the wizard.

import CoreBridge

extension PhoneState {
    mutating func stepped(_ ticket: Ticket, _ reply: Reply<PairingFlow>) -> [Effect] {
        let index = stack.firstIndex { screen in
            if case .pairing(let wizard) = screen { wizard.busy == ticket } else { false }
        }
        guard let index, case .pairing(let wizard) = stack[index] else { return [.load] }
        switch reply {
        case .ok(let flow): return moved(index, wizard, flow)
        case .failed(let problem, let flow): return failed(index, wizard, problem, flow)
        }
    }

    private mutating func moved(_ index: Int, _ wizard: PairingWizard, _ flow: PairingFlow) -> [Effect] {
        guard var next = PairingWizard(flow, keyClass: wizard.chosen(of: flow)) else {
            leaveOut(index)
            return [.load]
        }
        next.resent = next.sms != nil && wizard.flow.at.asksLike(flow.at)
        stack[index] = .pairing(next)
        if case .associated = flow.at { return [.load] }
        return []
    }

    private mutating func failed(
        _ index: Int, _ wizard: PairingWizard, _ problem: Problem, _ flow: PairingFlow?
    ) -> [Effect] {
        if let needs = problem.needs, !needs.isEmpty {
            var missing = wizard
            (missing.page, missing.busy) = (.missing(needs), nil)
            stack[index] = .pairing(missing)
            return []
        }
        if problem == .sessionEnded {
            stack[index] = .provider(ProviderPage(address: Field(wizard.flow.issuer), problem: problem))
            return [.load]
        }
        guard let flow else {
            stack[index] = .pairing(wizard.stayed(problem))
            return []
        }
        guard var next = PairingWizard(flow, keyClass: wizard.chosen(of: flow)) else {
            leaveOut(index)
            note(problem)
            return [.load]
        }
        next.problem = problem
        stack[index] = .pairing(next)
        return []
    }

    /// The first screen always stays.
    private mutating func leaveOut(_ index: Int) { if index > 0 { stack.remove(at: index) } }
}

extension PairingWizard {
    /// The class that the person chose, unless the provider has said meanwhile that it does not allow it.
    fileprivate func chosen(of flow: PairingFlow) -> KeyClass? {
        keyClass.flatMap { flow.keyClasses.contains($0) || flow.keyClasses.isEmpty ? $0 : nil }
    }

    /// The same page with what went wrong.
    fileprivate func stayed(_ problem: Problem) -> PairingWizard {
        var next = self
        if page == .finishing { next.page = PairingPage(of: flow, keyClass: keyClass) ?? page }
        if case .wrongCode(let triesLeft) = problem { next.flow.at.setTries(triesLeft) }
        (next.busy, next.problem) = (nil, problem)
        return next
    }
}

extension At {
    fileprivate func asksLike(_ other: At) -> Bool {
        switch (self, other) {
        case (.signInCode, .signInCode), (.numberCode, .numberCode), (.associateCode, .associateCode): true
        default: false
        }
    }
}

extension Problem {
    fileprivate var needs: [Prerequisite]? {
        guard case .prerequisites(let screenLock, let notifications) = self else { return nil }
        return (screenLock ? [.screenLock] : []) + (notifications ? [.notifications] : [])
    }
}
