// What a test makes a port do instead of its work.

import CoreBridge
import Foundation
import Harness

/// What happens instead of a call's work, or before it.
public enum Trouble: Sendable {
    /// The call fails.
    case fault(PortFault)
    /// The call waits for a person first.
    case prompt(Prompt)
}

/// A port's calls: which there were, and what happens at the next ones.
public final class Script<Call: Sendable>: Sendable {
    private let rule = Locked<@Sendable (Call) -> Trouble?>({ _ in nil })
    private let made = Locked<[Call]>([])

    init() {}

    /// From now on, this decides what happens.
    public func set(_ new: @escaping @Sendable (Call) -> Trouble?) { rule.with { $0 = new } }

    /// From now on, each call does its work.
    public func clear() { set { _ in nil } }

    /// The calls so far.
    public var calls: [Call] { made.now }

    func meet(_ call: Call) async throws(PortFault) {
        made.with { $0.append(call) }
        switch rule.now(call) {
        case .fault(let fault): throw fault
        case .prompt(let prompt): try await prompt.ask()
        case nil: break
        }
    }
}

/// A prompt that a test answers.
public final class Prompt: Sendable {
    /// It is on the screen.
    public let shown = Event("the prompt")
    /// It was taken down.
    public let takenDown = Event("the end of the prompt")
    private let answered = Event("the person's answer")
    private let refusal = Locked<PortFault?>(nil)

    public init() {}

    /// The person confirms.
    public func confirm() { answered.happen() }

    /// The person, or the platform, does not.
    public func refuse(_ fault: PortFault) {
        refusal.with { $0 = fault }
        answered.happen()
    }

    func ask() async throws(PortFault) {
        shown.happen()
        do {
            try await answered.wait()
        } catch {
            takenDown.happen()
            throw .cancelled
        }
        if let refusal = refusal.now { throw refusal }
    }
}
