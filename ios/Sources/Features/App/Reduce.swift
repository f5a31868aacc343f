// The one reducer.

import CoreBridge

extension PhoneState {
    /// What follows when `action` happens: the state becomes the next one, and what is returned is to be done, in this order.
    public mutating func take(_ action: Action) -> [Effect] {
        let effects = happen(action) + lockHiddenCodes()
        tidy()
        return effects
    }

    private mutating func happen(_ action: Action) -> [Effect] {
        switch action {
        case .page(let action):
            if case .page = shown { return page(action) }
            return []
        case .request(let id, let action): return request(id, action)
        case .back: return back()
        case .retry: return retry()
        case .unlock: return unlock()
        case .showRequest:
            showRequest()
            return []
        case .phone(let action): return phone(action)
        case .core(let action): return core(action)
        }
    }

    private mutating func page(_ action: PageAction) -> [Effect] {
        switch action {
        case .goOn: return goOn()
        case .cancel: return leave(cancels: true)
        case .typed(let name, let field): typed(name, field.text)
        case .addAccount: push(.provider(ProviderPage(address: suggestedAddress)))
        case .openRow(let row): openRow(row)
        case .openCodes: return openCodes()
        case .openSettings:
            push(.settings)
            return [.phone(.readSigns)]
        case .dismissProblem: problem = nil
        case .dismissLeftovers: leftovers = false
        case .openScan:
            push(.scan(ScanPage()))
            return [.phone(.askForCamera)]
        case .scanned(let code): return scanned(code)
        case .cameraFailed: cameraFailed()
        case .retryCamera: return [.phone(.readCamera)]
        case .allowCamera: return [.phone(.openCameraSettings)]
        case .resend: return resend()
        case .startAgain: return startAgain()
        case .useRecoveryCode: useRecoveryCode()
        case .chooseKeyClass(let keyClass): chooseKeyClass(keyClass)
        case .turnOn(let prerequisite): return [turnOn(prerequisite)]
        case .openMailbox(let row): push(.mailbox(row))
        case .openAccount: if let row = screen.row { push(.account(row)) }
        case .openTwoStep: if let row = screen.row { push(.twoStep(TwoStepPage(row: row))) }
        case .associate: associateAgain()
        case .check: return check()
        case .openDeed(let matter): openDeed(matter)
        case .askRemove: askRemove()
        case .confirmRemove: return confirmRemove()
        case .setLockAfter(let seconds): return setLockAfter(seconds)
        case .unlockCodes: return unlockCodes()
        case .copyCode(let account): return copyCode(account)
        }
        return []
    }

    private mutating func request(_ id: String, _ action: RequestAction) -> [Effect] {
        guard phase == .open else { return [] }
        switch front {
        case .asked(let asked) where asked.request.id == id: return self.asked(asked, action)
        case .over(let over) where over.requestID == id: return self.over(over, action)
        default: return []
        }
    }

    private mutating func phone(_ action: PhoneAction) -> [Effect] {
        switch action {
        case .goOn(let saved): if phase == .opening { books.route = Route(saved) }
        case .tick(let bootMs): return tick(bootMs)
        case .foreground(let bootMs): return foreground(bootMs)
        case .background(let bootMs): return background(bootMs)
        case .wake: return [.wake]
        case .openRequest(let account, let id): return openRequest(Wanted(account: account, requestID: id))
        case .openLink(let link): return openLink(link)
        case .posture(let posture): return postureIs(posture)
        case .signs(let signs): self.signs = signs
        case .camera(let allowed): cameraIs(allowed: allowed)
        case .unlockEnded(let ticket, let unlock): return unlockEnded(ticket, unlock)
        case .leftoversRemoved: leftovers = true
        }
        return []
    }

    private mutating func core(_ action: CoreAction) -> [Effect] {
        switch action {
        case .opened(let problem): return opened(problem)
        case .loaded(let reply): return loaded(reply)
        case .changed(let change): return changed(change)
        case .begun(let ticket, let reply): return begun(ticket, reply)
        case .stepped(let ticket, let reply): return stepped(ticket, reply)
        case .invitationRead(let ticket, let reply): invitationRead(ticket, reply)
        case .abandoned(let reply):
            if case .failed(let problem, _) = reply { note(problem) }
            return [.load]
        case .answered(let id, let reply): return answered(id, reply)
        case .ended(let id, let reply): ended(id, reply)
        case .reported(let id, let reply): reported(id, reply)
        case .codes(let visit, let codes): codesAre(visit, codes)
        case .checked(let ticket, let reply): return checked(ticket, reply)
        case .performed(let ticket, let reply): return performed(ticket, reply)
        case .removed(let ticket, let reply): return removed(ticket, reply)
        }
        return []
    }

    private mutating func goOn() -> [Effect] {
        switch screen {
        case .provider(let page): return submitAddress(page)
        case .invited(let page): return accept(page)
        case .pairing(let wizard): return pairingGoesOn(wizard)
        case .deed(let deed): return deedGoesOn(deed)
        case .dissociated:
            pop()
            return []
        default: return []
        }
    }

    private mutating func changed(_ change: Change) -> [Effect] {
        switch change {
        case .accounts(let paired): withAccounts(Accounts(paired: paired, unfinished: accounts.unfinished))
        case .requests(let account, let open): return requestsAre(account, open)
        case .reachable(let account, let isReachable): reachable(account, isReachable)
        case .trouble(let account, let problem): return trouble(account, problem)
        }
        return []
    }

    private mutating func tick(_ bootMs: Int64) -> [Effect] {
        nowBootMs = max(nowBootMs, bootMs)
        return requestsTick() + codesTick()
    }

    /// Shows a problem that no screen waits for. A prompt that was dismissed is none.
    mutating func note(_ problem: Problem) {
        if problem != .cancelled { self.problem = problem }
    }

    /// What holds of every state: its first screen, and what takes the front.
    private mutating func tidy() {
        stack[0] = accounts.rows.isEmpty ? .welcome : .accounts
        presentWanted()
        presentRequest()
        presentOutcome()
    }
}
