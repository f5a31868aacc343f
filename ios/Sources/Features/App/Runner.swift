// Carries effects out, and sends what comes of them as actions.

import CoreBridge

/// How often the clocks of the screens move.
private let tickMs = 500

/// What needs the core waits until `open` has brought one. Everything here is on the main actor; the gateway is not.
@MainActor
final class Runner {
    private let bring: @Sendable () async -> Reply<any Gateway>
    private let platform: any Platform
    private let send: (Action) -> Void
    private var core: (any Gateway)?
    private var waiting: [CheckedContinuation<any Gateway, Never>] = []
    private var opening: Task<Void, Never>?
    private var watching: [Task<Void, Never>] = []
    private var codes: Task<Void, Never>?
    /// The last step of each pairing: giving one up waits until what it was doing has stopped.
    private var pairings: [PairingKey: Task<Void, Never>] = [:]

    init(
        open: @escaping @Sendable () async -> Reply<any Gateway>, platform: any Platform,
        send: @escaping (Action) -> Void
    ) {
        (bring, self.platform, self.send) = (open, platform, send)
    }

    func run(_ effect: Effect) {
        switch effect {
        case .open: open()
        case .load: ask { .loaded(await $0.accounts()) }
        case .watch: watch()
        case .stopWatching:
            for task in watching { task.cancel() }
            watching = []
        case .wake: core?.wake()
        case .readInvitation(let ticket, let link): ask { .invitationRead(ticket, await $0.invitation(link.text)) }
        case .pair(let ticket, let issuer): ask { .begun(ticket, await $0.pair(issuer: issuer)) }
        case .pairInvited(let ticket, let invitation): ask { .begun(ticket, await $0.pair(invitation)) }
        case .advance(let pairing, let step): advance(pairing, step)
        case .cancelPairing(let pairing): core?.cancel(pairing)
        case .approve(let account, let id, let number):
            ask { .answered(id, await $0.approve(account, requestID: id, number: number)) }
        case .deny(let account, let id): ask { .answered(id, await $0.deny(account, requestID: id)) }
        case .askOutcome(let account, let id): ask { .ended(id, await $0.outcome(account, requestID: id)) }
        case .cancelAnswer(let id): core?.cancelAnswer(requestID: id)
        case .report(let account, let id, let reason):
            ask { .reported(id, await $0.report(account, requestID: id, reason: reason)) }
        case .unlockCodes(let visit): unlockCodes(visit)
        case .lockCodes: codes?.cancel()
        case .check(let ticket, let account): ask { .checked(ticket, await $0.check(account)) }
        case .perform(let ticket, let account, let deed):
            ask { .performed(ticket, await $0.perform(account, deed)) }
        case .forgetCode(let account): core?.forgetCode(account)
        case .remove(let ticket, let account): ask { .removed(ticket, await $0.remove(account)) }
        case .phone(let effect): phone(effect)
        }
    }

    private func open() {
        guard opening == nil else { return }
        opening = Task {
            var problem: Problem?
            if core == nil {
                switch await bring() {
                case .ok(let gateway):
                    core = gateway
                    for waiter in waiting { waiter.resume(returning: gateway) }
                    waiting = []
                case .failed(let why, _): problem = why
                }
            }
            opening = nil
            send(.core(.opened(problem)))
        }
    }

    private func opened() async -> any Gateway {
        if let core { return core }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func ask(_ question: @escaping @Sendable (any Gateway) async -> CoreAction) {
        Task { send(.core(await question(await opened()))) }
    }

    private func watch() {
        guard watching.isEmpty else { return }
        let changes = Task {
            for await change in await opened().changes() where !Task.isCancelled { send(.core(.changed(change))) }
        }
        let clock = Task {
            repeat {
                send(.phone(.tick(bootMs: platform.bootMs())))
            } while (try? await platform.sleep(ms: tickMs)) != nil
        }
        watching = [changes, clock]
    }

    private func unlockCodes(_ visit: Ticket) {
        codes?.cancel()
        codes = Task {
            for await state in await opened().codes() where !Task.isCancelled {
                send(.core(.codes(visit: visit, state)))
            }
        }
    }

    private func advance(_ pairing: PairingKey, _ step: Advance) {
        let before = pairings[pairing]
        pairings[pairing] = Task {
            await before?.value
            send(.core(await opened().advance(pairing, step)))
        }
    }

    private func phone(_ effect: PhoneEffect) {
        switch effect {
        case .unlockApp(let ticket): Task { tell(.unlockEnded(ticket, await platform.unlockApp())) }
        case .readPosture: Task { tell(.posture(await platform.posture())) }
        case .readSigns: Task { tell(.signs(await platform.signs())) }
        case .askForNotifications: Task { await askForNotifications() }
        case .askForCamera: Task { tell(.camera(allowed: await platform.askForCamera() == .granted)) }
        case .readCamera: tell(.camera(allowed: platform.cameraAllowed()))
        case .openCameraSettings: platform.openCameraSettings()
        case .openNotificationSettings: platform.openNotificationSettings()
        case .openScreenLockSettings: platform.openScreenLockSettings()
        case .openBiometricEnrolment: platform.openBiometricEnrolment()
        case .copyCode(let code): platform.copyCode(code)
        case .keep(let preferences): platform.keep(preferences)
        }
    }

    private func askForNotifications() async {
        if await platform.askForNotifications() == .notAsked { platform.openNotificationSettings() }
        tell(.posture(await platform.posture()))
    }

    private func tell(_ action: PhoneAction) { send(.phone(action)) }
}

extension Gateway {
    /// Takes a pairing on, and says where it stands then.
    fileprivate func advance(_ pairing: PairingKey, _ step: Advance) async -> CoreAction {
        switch step {
        case .signIn(let ticket, let email, let password):
            return .stepped(ticket, await signIn(pairing, email: email.text, password: password))
        case .submitCode(let ticket, let code, let keyClass):
            return .stepped(ticket, await submitCode(pairing, code: code, keyClass: keyClass))
        case .submitMobile(let ticket, let number):
            return .stepped(ticket, await submitMobile(pairing, number: number.text))
        case .recover(let ticket, let code): return .stepped(ticket, await recover(pairing, code: code))
        case .resendCode(let ticket): return .stepped(ticket, await resendCode(pairing))
        case .associate(let ticket, let keyClass):
            return .stepped(ticket, await associate(pairing, keyClass: keyClass))
        case .resume(let ticket): return .stepped(ticket, await resume(pairing))
        case .startAgain(let ticket): return .stepped(ticket, await startAgain(pairing))
        case .abandon(let ticket):
            let reply = await abandon(pairing)
            return ticket.map { .removed($0, reply) } ?? .abandoned(reply)
        }
    }
}
