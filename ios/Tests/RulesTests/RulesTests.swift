// Each rule holds for the app, and finds what is planted against it.

import Foundation
import Testing

@Suite struct RulesTests {
    private static let resources = Tree.ours.root.deletingLastPathComponent().appendingPathComponent(
        "android/app/src/main/res")

    private static let rules = [
        "layers", "logs", "development", "prompts", "conditions", "versions", "complete", "used", "likeAndroid",
        "lists",
        "privacy", "project",
    ]

    /// What a rule finds, one line for each violation.
    private static func found(_ rule: String, _ tree: Tree) throws -> [String] {
        switch rule {
        case "layers": try LayerRules.layers(tree)
        case "logs": try LayerRules.logs(tree)
        case "development": try LayerRules.development(tree)
        case "prompts": try LayerRules.prompts(tree)
        case "conditions": try LayerRules.conditions(tree)
        case "versions": try StubRules.versions(tree)
        case "complete": try WordRules.complete(tree)
        case "used": try WordRules.used(tree)
        case "likeAndroid": try WordRules.likeAndroid(tree, resources: resources)
        case "lists": try ProjectRules.lists(tree)
        case "privacy": try ProjectRules.privacy(tree)
        case "project": try ProjectRules.project(tree)
        default: throw CocoaError(.featureUnsupported)
        }
    }

    @Test(arguments: rules)
    func theAppKeeps(rule: String) throws {
        let found = try Self.found(rule, .ours)
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    /// A file of a copy, and what its text becomes there.
    struct Planted: Sendable {
        let rule: String
        let path: String
        let old: String
        let new: String

        /// `new` takes the place of `old`, or comes at the end of the file.
        init(_ rule: String, _ path: String, _ old: String, _ new: String? = nil) {
            (self.rule, self.path) = (rule, path)
            (self.old, self.new) = new.map { (old, $0) } ?? ("", old)
        }
    }

    private static let planted = [
        Planted("layers", "Sources/Features/Planted.swift", "import AssensoFFI"),
        Planted("layers", "Sources/Features/Planted.swift", "import UIKit"),
        Planted("layers", "Sources/CoreBridge/Planted.swift", "import SwiftUI"),
        Planted("layers", "Sources/DesignKit/Planted.swift", "import CoreBridge"),
        Planted("layers", "NotificationService/Planted.swift", "import Device"),
        Planted("logs", "Sources/Features/Planted.swift", "func f() { print(\"x\") }"),
        Planted("logs", "Sources/Device/Planted.swift", "import os"),
        Planted("development", "App/Planted.swift", "let d = Development(loopbackHTTP: true)"),
        Planted("prompts", "Sources/Device/Planted.swift", "try await context.evaluatePolicy(.x, localizedReason: r)"),
        Planted("conditions", "Sources/Device/Planted.swift", "#if os(Linux)"),
        Planted("versions", "LinuxStubs/UIKit/Planted.swift", "public func planted() {}"),
        Planted("versions", "LinuxStubs/UIKit/Planted.swift", "public func planted() {}  // iOS 18.0"),
        Planted(
            "complete", "Sources/Features/Words/Phrase.swift", "    case offline\n",
            "    case offline\n    case planted\n"),
        Planted("complete", "App/Resources/Localizable.xcstrings", "Aggiungi un account", "Aggiungi  un account"),
        Planted("complete", "App/Resources/Localizable.xcstrings", "Vale ancora %1$@", "Vale ancora"),
        Planted(
            "used", "Sources/Features/Words/Phrase.swift", "    case offline\n", "    case offline\n    case planted\n"),
        Planted("likeAndroid", "App/Resources/Localizable.xcstrings", "Add an account", "Add one account"),
        Planted("likeAndroid", "App/Resources/Localizable.xcstrings", "Aggiungi un account", "Aggiungi account"),
        Planted("lists", "App/Resources/Info.plist", "NSFaceIDUsageDescription", "Planted"),
        Planted(
            "lists", "App/Resources/Info.plist", "<key>LSRequiresIPhoneOS</key>",
            "<key>NSAppTransportSecurity</key><dict/><key>LSRequiresIPhoneOS</key>"),
        Planted(
            "lists", "NotificationService/Resources/NotificationService.entitlements", "$(ASSENSO_BUNDLE).shared",
            "$(ASSENSO_BUNDLE)"),
        Planted("lists", "NotificationService/Resources/Info.plist", "usernotifications.service", "share-services"),
        Planted("privacy", "App/Resources/PrivacyInfo.xcprivacy", "CA92.1", "1C8F.1"),
        Planted(
            "privacy", "App/Resources/PrivacyInfo.xcprivacy", "<key>NSPrivacyTracking</key>\n\t<false/>",
            "<key>NSPrivacyTracking</key>\n\t<true/>"),
        Planted("privacy", "Sources/Device/Planted.swift", "let t = ProcessInfo.processInfo.systemUptime"),
        Planted("project", "project.yml", "path: NotificationService", "path: Elsewhere"),
        Planted("project", "project.yml", "App/Resources/Info.plist", "App/Info.plist"),
        Planted("project", "project.yml", "name: Assenso\n", "name: Assenso\nwhat is this\n"),
    ]

    @Test(arguments: planted.indices)
    func itFinds(index: Int) throws {
        let planted = Self.planted[index]
        let tree = try Tree.ours.planting(planted.path) { text in
            planted.old.isEmpty
                ? text + planted.new : text.replacing(planted.old, with: planted.new, maxReplacements: 1)
        }
        defer { tree.removed() }
        let before = (try? Tree.ours.text(planted.path)) ?? ""
        #expect(try tree.text(planted.path) != before, "nothing was planted")
        let found = try Self.found(planted.rule, tree)
        #expect(!found.isEmpty, "\(planted.rule) let \(planted.new) in \(planted.path) pass")
    }
}
