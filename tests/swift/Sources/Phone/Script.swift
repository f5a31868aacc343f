// What a test makes a port do instead of its work.

import Foundation
import Harness

/// What happens instead of a call's work, or before it.
public enum Trouble: Sendable {
    /// The call throws.
    case error(any Error)
    /// The call waits for a person first.
    case prompt(Prompt)
    /// The call answers these bytes: what stands for a signature or a key need not be one.
    case bytes(Data)
    /// The call signs with a key that nobody knows.
    case anotherKey
}

/// A port's calls: which there were, and what happens at the next ones.
public final class Script<Call: Sendable>: Sendable {
    public typealias Rule = @Sendable (Call) -> Trouble?
    private let rule = Locked<Rule>({ _ in nil })
    private let made = Locked<[Call]>([])

    init() {}

    /// From now on, this decides what happens.
    public func set(_ new: @escaping Rule) { rule.with { $0 = new } }

    /// From now on, each call does its work.
    public func clear() { set { _ in nil } }

    /// The calls so far.
    public var calls: [Call] { made.now }

    /// Meets a call: throws or waits as the rule says; returns what it is to answer instead.
    func meet(_ call: Call) async throws -> Trouble? {
        switch note(call) {
        case .error(let error): throw error
        case .prompt(let prompt):
            try await prompt.ask()
            return nil
        case let other: return other
        }
    }

    /// Meets a call that can't wait.
    func meetNow(_ call: Call) throws {
        if case .error(let error) = note(call) { throw error }
    }

    private func note(_ call: Call) -> Trouble? {
        made.with { $0.append(call) }
        return rule.now(call)
    }
}

/// A prompt that a test answers.
public final class Prompt: Sendable {
    /// It is on the screen.
    public let shown = Event("the prompt")
    /// The task that waited for the person was cancelled.
    public let cancelled = Event("the end of the task behind the prompt")
    private let answered = Event("the person's answer")
    private let refusal = Locked<(any Error)?>(nil)

    public init() {}

    /// The person confirms.
    public func confirm() { answered.happen() }

    /// The person, or the platform, does not.
    public func refuse(_ error: any Error) {
        refusal.with { $0 = error }
        answered.happen()
    }

    func ask() async throws {
        shown.happen()
        do {
            try await answered.wait()
        } catch {
            cancelled.happen()
            throw error
        }
        if let refusal = refusal.now { throw refusal }
    }
}

/// An error that no port may throw, with a text that must be found nowhere.
public struct Unexpected: Error, CustomStringConvertible {
    public let secret = "SECRET-\(UUID().uuidString)"
    public var description: String { "alias=\(secret)" }
    public init() {}
}
