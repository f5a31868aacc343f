// What the owner does with an account: leave it, deactivate, recovery codes.

import CoreBridge

extension Accounts {
    /// What can be done with the account of a page, as this phone stands to it.
    public func matters(_ row: Row) -> [Matter] {
        guard let account = paired(row) else { return [] }
        switch account.association {
        case .associated: return [account.hold?.held == .widening ? .enterCode : .newCode, .signOut, .deactivate]
        case .frozen: return [.signOut]
        default: return []
        }
    }
}

extension PhoneState {
    /// From the page of the 2-step verification, or from what has to wait.
    mutating func openDeed(_ matter: Matter) {
        guard let row = screen.row, case .paired(let account) = row, accounts.matters(row).contains(matter)
        else { return }
        let opened = Screen.deed(DeedScreen(account: account, page: DeedPage(matter)))
        switch screen {
        case .twoStep: push(opened)
        case .deed(let deed) where !deed.isBusy: replaceTop(opened)
        default: break
        }
    }

    mutating func deedGoesOn(_ screen: DeedScreen) -> [Effect] {
        guard !screen.isBusy else { return [] }
        var next = screen
        next.problem = nil
        switch screen.page {
        case .finished:
            goHome()
            return []
        case .deactivate: next.page = .reallyDeactivate(password: Field())
        case let page where page.fields.contains(where: \.isEmpty): next.problem = .invalidInput
        case let page:
            guard let deed = page.deed else { return [] }
            let ticket = ticket()
            (next.page, next.busy) = (page.sent, ticket)
            replaceTop(.deed(next))
            return [.perform(ticket, screen.account, deed)]
        }
        replaceTop(.deed(next))
        return []
    }

    /// Something on its way ends by itself: what was signed may be done already.
    mutating func leaveDeed(_ screen: DeedScreen) -> [Effect] {
        guard !screen.isBusy else { return [] }
        pop()
        if case .writeCode = screen.page { return [.forgetCode(screen.account)] }
        return []
    }

    mutating func performed(_ ticket: Ticket, _ reply: Reply<DeedResult>) -> [Effect] {
        // Before the page turns: that this phone is out is no news to whoever waits for it here.
        if case .ok(.changed(let account)) = reply { put(account) }
        change { screen in
            guard case .deed(var deed) = screen, deed.busy == ticket else { return false }
            deed.busy = nil
            switch reply {
            case .ok(.printed(let code)): deed.page = .writeCode(code, group: Field())
            case .ok(.kept), .ok(.changed): deed.page = .finished(deed.page.matter)
            case .failed(let problem, _): deed.problem = problem
            }
            screen = .deed(deed)
            return true
        }
        return [.load]
    }

    /// The account is so now.
    mutating func put(_ account: Account) {
        var now = accounts
        now.paired = now.paired.map { $0.key == account.key ? account : $0 }
        withAccounts(now)
    }
}
