// Who may know whom, and what no source may do.

import Foundation

enum LayerRules {
    private static let sources = ["App", "NotificationService", "Sources"]

    /// The lines of the sources below these folders, without comments.
    private static func lines(_ tree: Tree, _ folders: [String]) throws -> [(place: String, code: String)] {
        try folders.flatMap { tree.files($0, ".swift") }.flatMap { path in
            try tree.text(path).components(separatedBy: "\n").enumerated().map { index, line in
                ("\(path):\(index + 1)", line.components(separatedBy: "//")[0])
            }
        }
    }

    private static func found(_ tree: Tree, _ folders: [String], _ pattern: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        return try lines(tree, folders).filter { _, code in
            expression.firstMatch(in: code, range: NSRange(code.startIndex..., in: code)) != nil
        }.map(\.place)
    }

    static func layers(_ tree: Tree) throws -> [String] {
        let ui = #"import (UIKit|Security|LocalAuthentication|UserNotifications|AVFoundation|Device)\b"#
        return try found(
            tree, ["App", "NotificationService", "Sources/Features", "Sources/DesignKit", "Sources/Device"],
            #"import AssensoFFI"#)
            + found(tree, ["Sources/Features", "Sources/CoreBridge", "Sources/DesignKit"], ui)
            + found(tree, ["Sources/CoreBridge"], #"import (SwiftUI|Features|DesignKit)\b"#)
            + found(tree, ["Sources/DesignKit"], #"import (CoreBridge|Features)\b"#)
            // The extension can't sign: it links nothing that could.
            + found(tree, ["NotificationService"], #"import (CoreBridge|Device|Features|DesignKit|Security)\b"#)
    }

    static func logs(_ tree: Tree) throws -> [String] {
        try found(tree, sources, #"\b(print|debugPrint|dump|NSLog|os_log)\(|import os\b|Logger\("#)
            .filter { !$0.hasPrefix("App/SystemLog.swift:") }
    }

    static func development(_ tree: Tree) throws -> [String] {
        try found(tree, ["App", "NotificationService", "Sources/Device", "Sources/Features"], #"Development\("#)
    }

    /// A prompt's yes may hide screens; what approves is a signature.
    static func prompts(_ tree: Tree) throws -> [String] {
        try found(tree, sources, #"evaluatePolicy\("#).filter {
            !$0.hasPrefix("Sources/Device/Prompt/AppUnlock.swift:")
        }
            + found(tree, sources, #"touchIDAuthenticationAllowableReuseDuration"#)
    }

    /// The outlines stand in for Apple's frameworks on this system alone: the app must not know where it is built.
    static func conditions(_ tree: Tree) throws -> [String] {
        try found(tree, sources, #"#if .*(os\(Linux\)|canImport\(SwiftUI\))"#)
    }
}
