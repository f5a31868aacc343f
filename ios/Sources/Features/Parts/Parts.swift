// What several screens have.

import CoreBridge
import DesignKit
import SwiftUI

/// Tells what a person did.
public typealias Send = @MainActor (Action) -> Void

/// What went wrong on this page.
struct OwnProblem: View {
    @Environment(\.words) private var words
    let problem: Problem?

    var body: some View {
        if let problem {
            // What was said is safe: nothing went wrong that the person could put right.
            let isKept = problem == .answerKept || problem == .reportKept
            Note(words.problem(problem), isKept ? .plain : .bad, comes: true)
        }
    }
}

/// What went wrong outside every page: it stays until it was read.
struct ForeignProblem: View {
    @Environment(\.words) private var words
    let problem: Problem?
    let send: Send

    var body: some View {
        if problem != nil {
            OwnProblem(problem: problem)
            SecondaryButton(words(.close)) { send(.page(.dismissProblem)) }
        }
    }
}

/// Keys of an earlier installation were removed; it stays until it was read.
struct LeftoversNote: View {
    @Environment(\.words) private var words
    let isShown: Bool
    let send: Send

    var body: some View {
        if isShown { Note(words(.leftovers), .plain, action: (words(.close), { send(.page(.dismissLeftovers)) })) }
    }
}

struct CancelButton: View {
    @Environment(\.words) private var words
    let send: Send

    var body: some View { SecondaryButton(words(.cancel)) { send(.page(.cancel)) } }
}

extension Entry {
    /// A field of the screen on top.
    init(
        _ label: String, _ field: Field, _ name: FieldName, kind: EntryKind,
        reveal: (show: String, hide: String)? = nil,
        send: @escaping Send
    ) {
        self.init(
            label, text: field.text, kind: kind, reveal: reveal, accepts: { name.take($0).text },
            type: { send(.page(.typed(name, Field($0)))) }, done: { send(.page(.goOn)) })
    }
}
