// The colours, for light and for dark.

import SwiftUI

/// A colour by what it is for. Each has two values, sRGB; a test holds their contrast to WCAG 2.2 AA.
public enum Paint: CaseIterable, Sendable {
    case ground, card, text, quiet, line
    case primary, onPrimary
    case good, warning, bad
    case plainNote, onPlainNote
    case goodNote, onGoodNote
    case warningNote, onWarningNote
    case badNote, onBadNote

    /// `0xRRGGBB`.
    func value(_ scheme: ColorScheme) -> UInt32 {
        let (light, dark) = values
        return scheme == .dark ? dark : light
    }

    /// The colour under a scheme.
    func color(_ scheme: ColorScheme) -> Color {
        let value = value(scheme)
        func part(_ shift: UInt32) -> Double { Double((value >> shift) & 0xFF) / 255 }
        return Color(red: part(16), green: part(8), blue: part(0))
    }

    private var values: (light: UInt32, dark: UInt32) {
        switch self {
        case .ground: (0xF6F9FA, 0x0F1719)
        case .card: (0xFFFFFF, 0x192225)
        case .text: (0x151E21, 0xE2EAEC)
        case .quiet: (0x414E52, 0xBFCBCE)
        case .line: (0x667478, 0x8C9A9D)
        case .primary: (0x0E5A6B, 0x87D1E3)
        case .onPrimary: (0xFFFFFF, 0x05323C)
        case .good: (0x1D6A38, 0x8FD6A2)
        case .warning: (0x7D4E00, 0xF2C070)
        case .bad: (0xA3232A, 0xFFB3AE)
        case .plainNote: (0xDBE8EB, 0x33494E)
        case .onPlainNote: (0x182D32, 0xDBE8EB)
        case .goodNote: (0xD6F0DC, 0x174A28)
        case .onGoodNote: (0x0B3A1B, 0xD6F0DC)
        case .warningNote: (0xFCE8C6, 0x573A06)
        case .onWarningNote: (0x432A00, 0xFCE8C6)
        case .badNote: (0xFCE0DE, 0x6F1A20)
        case .onBadNote: (0x610D14, 0xFFDAD7)
        }
    }
}

/// Distances, pt.
enum Space {
    static let tiny: CGFloat = 4
    static let small: CGFloat = 8
    static let medium: CGFloat = 12
    static let normal: CGFloat = 16
    static let large: CGFloat = 24
    /// The smallest thing that can be touched.
    static let touch: CGFloat = 44
    static let corner: CGFloat = 14
    /// A column that is good to read on a large screen.
    static let column: CGFloat = 560
}

/// What a note is about. Each kind has its own symbol, so that the colour is never all there is.
public enum Tone: CaseIterable, Sendable {
    case plain, good, warning, bad

    /// For words and symbols on a card or the ground.
    var ink: Paint {
        switch self {
        case .plain: .text
        case .good: .good
        case .warning: .warning
        case .bad: .bad
        }
    }

    /// For a note, and what stands on it.
    var note: (ground: Paint, ink: Paint) {
        switch self {
        case .plain: (.plainNote, .onPlainNote)
        case .good: (.goodNote, .onGoodNote)
        case .warning: (.warningNote, .onWarningNote)
        case .bad: (.badNote, .onBadNote)
        }
    }

    var symbol: Symbol {
        switch self {
        case .plain: .info
        case .good: .good
        case .warning, .bad: .warning
        }
    }
}

/// The drawings. Each stands beside words that say the same, so none is read aloud.
public enum Symbol: String, CaseIterable, Sendable {
    case add = "plus"
    case again = "arrow.clockwise"
    case bell = "bell"
    case check = "checkmark"
    case clock = "clock"
    case close = "xmark"
    case copy = "doc.on.doc"
    case delete = "trash"
    case denied = "nosign"
    case good = "checkmark.circle"
    case info = "info.circle"
    case key = "key"
    case lock = "lock"
    case mail = "envelope"
    case offline = "wifi.slash"
    case open = "chevron.right"
    case person = "person"
    case phone = "iphone"
    case question = "questionmark.circle"
    case scan = "qrcode.viewfinder"
    case settings = "gearshape"
    case shield = "checkmark.shield"
    case chosen = "largecircle.fill.circle"
    case notChosen = "circle"
    case warning = "exclamationmark.triangle"

    @MainActor var image: some View { Image(systemName: rawValue).accessibilityHidden(true) }
}
