// What a person types, and what a field takes of it.

import CoreBridge

/// What a person typed into one field. It prints as nothing, whatever field it is.
public struct Field: Hashable, Sendable, Unprintable {
    public let text: String

    public init(_ text: String = "") { self.text = text }

    public var isEmpty: Bool { text.isEmpty }
}

/// The fields of the screens below the front, and what each takes.
public enum FieldName: Hashable, Sendable, CaseIterable {
    /// The provider's address.
    case address
    case email
    case password

    /// A mobile number, however it is written.
    case mobile

    /// A recovery code, with whatever is typed between its groups.
    case recoveryCode

    /// One group of a recovery code.
    case group

    /// A code from an SMS.
    case code

    /// How many digits an SMS code has.
    public static let codeDigits = 6

    /// At most so many characters.
    private var longest: Int {
        switch self {
        case .address: 200
        case .email: 254
        case .password: 1024
        case .mobile: 40
        case .recoveryCode: 48
        case .group: 8
        case .code: Self.codeDigits
        }
    }

    /// What of `typed` the field takes.
    func take(_ typed: String) -> Field {
        if self == .code { return .digits(typed, Self.codeDigits) }
        return Field(String(typed.filter { !$0.isControl }.prefix(longest)))
    }
}

extension Field {
    /// What of `typed` a number of so many digits takes.
    static func digits(_ typed: String, _ count: Int) -> Field {
        Field(String(typed.filter { ("0"..."9").contains($0) }.prefix(count)))
    }
}

extension Character {
    fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}

// MARK: typing

extension PhoneState {
    /// Puts what was typed into the field, as far as it takes it.
    mutating func typed(_ name: FieldName, _ text: String) {
        let taken = name.take(text)
        switch screen {
        case .provider(var page) where name == .address && page.busy == nil:
            page.address = taken
            replaceTop(.provider(page))
        case .deed(var deed) where !deed.isBusy:
            deed.page.put(name, taken)
            replaceTop(.deed(deed))
        case .pairing(var wizard) where wizard.busy == nil:
            wizard.page.put(name, taken)
            replaceTop(.pairing(wizard))
        default: break
        }
    }

    /// Forgets passwords and codes that were typed and not sent.
    mutating func forgetSecrets() {
        for index in stack.indices {
            switch stack[index] {
            case .pairing(var wizard):
                wizard.page = wizard.page.withoutSecrets
                stack[index] = .pairing(wizard)
            case .deed(var deed):
                deed.page = deed.page.withoutSecrets
                stack[index] = .deed(deed)
            default: break
            }
        }
    }

    /// Whether a request must not take the front.
    var isTyping: Bool { isUnlocking || (lock == .open && screen.isBusy) }
}
