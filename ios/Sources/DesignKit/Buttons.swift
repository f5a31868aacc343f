// Buttons: one for what matters most, one for what is dangerous, the others.

import SwiftUI

/// How much a button matters.
enum Weight {
    case primary, danger, secondary

    var paints: (ink: Paint, ground: Paint, border: Paint?) {
        switch self {
        case .primary: (.onPrimary, .primary, nil)
        case .danger: (.onBadNote, .badNote, .bad)
        case .secondary: (.primary, .card, .line)
        }
    }
}

/// A button over the whole width, at least 44 pt high.
struct WideButton: View {
    @Environment(\.isEnabled) private var isEnabled
    let title: String
    let weight: Weight
    let symbol: Symbol?
    /// What it began is on its way.
    let isBusy: Bool
    let action: @MainActor () -> Void

    var body: some View {
        Button(action: action) {
            Painted(ink: weight.paints.ink, ground: weight.paints.ground, border: weight.paints.border) {
                HStack(spacing: Space.small) {
                    if isBusy { ProgressView().accessibilityHidden(true) } else if let symbol { symbol.image }
                    Text(verbatim: title).font(.headline).multilineTextAlignment(.center)
                }
                .padding(Space.small)
                .frame(maxWidth: .infinity, minHeight: 52)
            }
            .opacity(isEnabled ? 1 : 0.6)
        }
        .disabled(isBusy)
    }
}

/// What matters most on a page.
public struct PrimaryButton: View {
    private let button: WideButton

    public init(_ title: String, symbol: Symbol? = nil, isBusy: Bool = false, action: @escaping @MainActor () -> Void) {
        button = WideButton(title: title, weight: .primary, symbol: symbol, isBusy: isBusy, action: action)
    }

    public var body: some View { button }
}

/// What can't be taken back, or stops somebody.
public struct DangerButton: View {
    private let button: WideButton

    public init(_ title: String, symbol: Symbol? = nil, isBusy: Bool = false, action: @escaping @MainActor () -> Void) {
        button = WideButton(title: title, weight: .danger, symbol: symbol, isBusy: isBusy, action: action)
    }

    public var body: some View { button }
}

/// Everything else.
public struct SecondaryButton: View {
    private let button: WideButton

    public init(_ title: String, symbol: Symbol? = nil, isBusy: Bool = false, action: @escaping @MainActor () -> Void) {
        button = WideButton(title: title, weight: .secondary, symbol: symbol, isBusy: isBusy, action: action)
    }

    public var body: some View { button }
}

/// Two side by side; one under the other where the letters are large.
public struct SideBySide<First: View, Second: View>: View {
    @Environment(\.dynamicTypeSize) private var letters
    private let first: First
    private let second: Second

    public init(@ViewBuilder first: () -> First, @ViewBuilder second: () -> Second) {
        (self.first, self.second) = (first(), second())
    }

    public var body: some View {
        if letters.isAccessibilitySize {
            VStack(spacing: Space.medium) {
                first
                second
            }
        } else {
            HStack(spacing: Space.medium) {
                first
                second
            }
        }
    }
}
