// Accounts and keys, from the generated types and to them.

import AssensoFFI

extension Account {
    init(_ view: AccountView) {
        self.init(
            key: AccountKey(view.id), provider: view.provider, name: view.name, issuer: view.issuer,
            association: Association(view.association), keyClass: KeyClass(view.keyClass),
            level: KeyLevel(view.hardwareLevel), hold: view.hold.map(Hold.init), alarm: view.alarm)
    }
}

extension Hold {
    init(_ view: HoldView) {
        switch view.held {
        case .settings: self.init(.settings, untilUnixMs: view.untilUnixMs)
        case .widening: self.init(.widening, untilUnixMs: view.untilUnixMs)
        }
    }
}

extension Association {
    init(_ association: AssensoFFI.Association) {
        self =
            switch association {
            case .associated: .associated
            case .notActive: .notActive
            case .replaced: .replaced
            case .ownerChanged: .ownerChanged
            case .signedOut: .signedOut
            case .deactivated: .deactivated
            case .frozen: .frozen
            case .unknown: .unknown
            }
    }
}

extension KeyClass {
    init(_ keyClass: AssensoFFI.KeyClass) {
        self =
            switch keyClass {
            case .device: .device
            case .biometric: .biometric
            }
    }

    var ffi: AssensoFFI.KeyClass {
        switch self {
        case .device: .device
        case .biometric: .biometric
        }
    }
}

extension KeyLevel {
    init(_ level: HardwareLevel) {
        self =
            switch level {
            case .strongBox: .strongBox
            case .tee: .tee
            case .secureEnclave: .secureEnclave
            case .software: .software
            }
    }

    var ffi: HardwareLevel {
        switch self {
        case .strongBox: .strongBox
        case .tee: .tee
        case .secureEnclave: .secureEnclave
        case .software: .software
        }
    }
}
