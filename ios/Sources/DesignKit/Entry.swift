// Fields that a person types into.

import SwiftUI

/// What a field is for.
public enum EntryKind: Sendable {
    case address, email, password, phone

    /// Letters and digits from a paper.
    case letters

    /// A code from an SMS, which the keyboard may offer.
    case smsCode

    /// A number that stands on another screen.
    case number

    var isDigits: Bool { self == .smsCode || self == .number }

    var keyboard: UIKeyboardType {
        switch self {
        case .address: .URL
        case .email: .emailAddress
        case .password, .letters: .default
        case .phone: .phonePad
        case .smsCode, .number: .numberPad
        }
    }

    var content: UITextContentType? {
        switch self {
        case .address: .URL
        case .email: .username
        case .password: .password
        case .phone: .telephoneNumber
        case .smsCode: .oneTimeCode
        case .number, .letters: nil
        }
    }
}

/// One field under its label. `accepts` says what of a text it takes: what it does not take disappears at once. With `reveal`, a
/// button of these titles shows a password and hides it again.
public struct Entry: View {
    @State private var typed: String
    @State private var isShown = false
    private let label: String
    private let text: String
    private let kind: EntryKind
    private let reveal: (show: String, hide: String)?
    private let accepts: (String) -> String
    private let type: @MainActor (String) -> Void
    private let done: @MainActor () -> Void

    public init(
        _ label: String, text: String, kind: EntryKind, reveal: (show: String, hide: String)? = nil,
        accepts: @escaping (String) -> String,
        type: @escaping @MainActor (String) -> Void, done: @escaping @MainActor () -> Void
    ) {
        _typed = State(initialValue: text)
        (self.label, self.text, self.kind, self.reveal) = (label, text, kind, reveal)
        (self.accepts, self.type, self.done) = (accepts, type, done)
    }

    public var body: some View {
        VStack(alignment: .leading, spacing: Space.small) {
            // The field says it too when it is read aloud; seen it stands here alone.
            Text(verbatim: label).font(.headline).accessibilityHidden(true).ink(.text)
            Painted(ink: .text, ground: .card, border: .line) {
                field.padding(Space.medium).frame(minHeight: kind.isDigits ? 64 : Space.touch)
            }
            if let reveal {
                Button(action: { isShown.toggle() }) {
                    Text(verbatim: isShown ? reveal.hide : reveal.show).font(.subheadline).ink(.primary)
                        .frame(minHeight: Space.touch)
                }
            }
        }
        .onChange(of: text) { _, new in typed = new }
        .onChange(of: typed) { _, new in
            let taken = accepts(new)
            if taken != new { typed = taken }
            if taken != text { type(taken) }
        }
    }

    @ViewBuilder private var field: some View {
        Group {
            if kind == .password && !isShown {
                SecureField(text: $typed, prompt: Text(verbatim: "")) { Text(verbatim: label) }
            } else {
                TextField(text: $typed, prompt: Text(verbatim: "")) { Text(verbatim: label) }
            }
        }
        .font(kind.isDigits ? .largeTitle.monospacedDigit() : .body)
        .keyboardType(kind.keyboard)
        .textContentType(kind.content)
        .textInputAutocapitalization(.never)
        .autocorrectionDisabled()
        .submitLabel(kind == .email ? .next : .go)
        .onSubmit(done)
        .privacySensitive(kind != .address && kind != .email)
    }
}
