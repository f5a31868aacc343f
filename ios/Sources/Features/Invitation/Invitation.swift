// How a pairing begins with an invitation, from a QR code or a link.

import CoreBridge

/// The page that reads a QR code.
public struct ScanPage: Equatable, Sendable {
    public var camera = Camera.asked
    /// A code was read and is looked at.
    public var busy: Ticket?
    /// What the last code was not; the camera looks on, for the right one.
    public var problem: Problem?

    /// Whether the camera looks for a code.
    public var isLooking: Bool { camera == .allowed && busy == nil }
}

/// Whether the app may use the camera.
public enum Camera: Hashable, Sendable {
    /// The platform asks the person.
    case asked
    case allowed
    case refused

    /// It is allowed and gives no picture: another app has it, or it is broken.
    case failed
}

/// The page that says what an invitation will do.
public struct InvitedPage: Equatable, Sendable {
    /// Nil while it is looked at, or if it is none.
    public var view: InvitationView?
    var invitation: Invitation?
    public var busy: Ticket?
    public var problem: Problem?
}

/// What an invitation will do.
public struct InvitationView: Hashable, Sendable {
    public let issuer: String
    /// The issuer's domain, in ASCII, so that letters that only look alike show.
    public let domain: String
    /// The provider's name, if this app knows it.
    public let provider: String?
    /// Whether the issuer is on this app's list; if not, the screen warns.
    public let isListed: Bool
}

extension PhoneState {
    mutating func cameraIs(allowed: Bool) {
        change { screen in
            guard case .scan(var page) = screen else { return false }
            page.camera = allowed ? .allowed : .refused
            screen = .scan(page)
            return true
        }
    }

    mutating func cameraFailed() {
        change { screen in
            guard case .scan(var page) = screen, page.camera == .allowed else { return false }
            page.camera = .failed
            screen = .scan(page)
            return true
        }
    }

    mutating func scanned(_ code: Field) -> [Effect] {
        guard case .scan(var page) = screen, page.isLooking else { return [] }
        let ticket = ticket()
        page.busy = ticket
        replaceTop(.scan(page))
        return [.readInvitation(ticket, code)]
    }

    mutating func openLink(_ link: Field) -> [Effect] {
        let ticket = ticket()
        if case .invited = screen { pop() }
        push(.invited(InvitedPage(busy: ticket)))
        return [.readInvitation(ticket, link)]
    }

    mutating func invitationRead(_ ticket: Ticket, _ reply: Reply<Invitation>) {
        var read: InvitedPage?
        var problem: Problem?
        switch reply {
        case .ok(let invitation):
            read = InvitedPage(view: view(invitation), invitation: invitation)
        case .failed(let why, _): problem = why
        }
        change { screen in
            switch screen {
            case .scan(var page) where page.busy == ticket:
                (page.busy, page.problem) = (nil, problem)
                screen = read.map(Screen.invited) ?? .scan(page)
            case .invited(var page) where page.busy == ticket:
                (page.busy, page.problem) = (nil, problem)
                screen = .invited(read ?? page)
            default: return false
            }
            return true
        }
    }

    private func view(_ invitation: Invitation) -> InvitationView {
        let provider = known.first { $0.issuer.withoutSlash == invitation.issuer.withoutSlash }
        return InvitationView(
            issuer: invitation.issuer, domain: invitation.domain, provider: provider?.name,
            isListed: invitation.isListed)
    }

    mutating func accept(_ page: InvitedPage) -> [Effect] {
        guard page.busy == nil, let invitation = page.invitation else { return [] }
        var page = page
        let ticket = ticket()
        (page.busy, page.problem) = (ticket, nil)
        replaceTop(.invited(page))
        return [.pairInvited(ticket, invitation)]
    }

    mutating func begun(_ ticket: Ticket, _ reply: Reply<PairingFlow>) -> [Effect] {
        var problem: Problem?
        var wizard: PairingWizard?
        switch reply {
        case .ok(let flow): wizard = PairingWizard(flow)
        case .failed(let why, _): problem = why
        }
        let isThere = change { screen in
            switch screen {
            case .provider(var page) where page.busy == ticket:
                (page.busy, page.problem) = (nil, problem)
                screen = wizard.map(Screen.pairing) ?? .provider(page)
            case .invited(var page) where page.busy == ticket:
                (page.busy, page.problem) = (nil, problem)
                screen = wizard.map(Screen.pairing) ?? .invited(page)
            default: return false
            }
            return true
        }
        // Whoever left meanwhile did not want it.
        if case .ok(let flow) = reply, !isThere || wizard == nil { return [.advance(flow.key, .abandon(nil))] }
        return []
    }
}

extension String {
    fileprivate var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
