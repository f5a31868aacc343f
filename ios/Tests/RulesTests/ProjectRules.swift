// Property lists, entitlements, the privacy manifest and the project.

import Foundation

enum ProjectRules {
    /// What the app and its extension declare.
    static func lists(_ tree: Tree) throws -> [String] {
        let app = try tree.list("App/Resources/Info.plist")
        let service = try tree.list("NotificationService/Resources/Info.plist")
        let rights = try tree.list("App/Resources/Assenso.entitlements")
        let serviceRights = try tree.list("NotificationService/Resources/NotificationService.entitlements")
        var found: [String] = []
        func expect(_ isTrue: Bool, _ complaint: String) { if !isTrue { found.append(complaint) } }
        for key in ["NSCameraUsageDescription", "NSFaceIDUsageDescription"] {
            expect((app[key] as? String)?.isEmpty == false, "Info.plist: no \(key)")
        }
        expect(app["NSAppTransportSecurity"] == nil, "Info.plist: loosens App Transport Security")
        expect(app["CFBundleLocalizations"] as? [String] == ["en", "it"], "Info.plist: other languages than en, it")
        expect(app["AssensoAppGroup"] as? String == "$(ASSENSO_APP_GROUP)", "Info.plist: no app group")
        let shared = app["AssensoKeychainGroup"] as? String ?? ""
        let point = (service["NSExtension"] as? [String: Any])?["NSExtensionPointIdentifier"] as? String
        expect(point == "com.apple.usernotifications.service", "the extension is none of notifications")
        let groups = "com.apple.security.application-groups"
        expect(rights[groups] as? [String] == ["$(ASSENSO_APP_GROUP)"], "Assenso.entitlements: no app group")
        expect(rights[groups] as? [String] == serviceRights[groups] as? [String], "the extension has another app group")
        let own = rights["keychain-access-groups"] as? [String] ?? []
        // The first group is where keys go that name none: it must not be the shared one.
        expect(own.count == 2 && own.first != shared && own.last == shared, "Assenso.entitlements: keychain groups")
        expect(
            serviceRights["keychain-access-groups"] as? [String] == [shared],
            "the extension can reach the keys that sign")
        for list in [rights, serviceRights] {
            expect(
                list["com.apple.developer.usernotifications.time-sensitive"] as? Bool == true, "no time-sensitive right"
            )
        }
        expect(rights["aps-environment"] != nil, "Assenso.entitlements: no push")
        return found
    }

    /// Required-reason APIs by their category: what in the sources means one, beside what the core uses (SQLite looks at files).
    private static let reasons: [String: (reason: String, use: String?)] = [
        "NSPrivacyAccessedAPICategoryUserDefaults": ("CA92.1", "UserDefaults"),
        "NSPrivacyAccessedAPICategoryFileTimestamp": ("C617.1", nil),
        "NSPrivacyAccessedAPICategorySystemBootTime": ("35F9.1", "CLOCK_MONOTONIC_RAW"),
    ]

    static func privacy(_ tree: Tree) throws -> [String] {
        let list = try tree.list("App/Resources/PrivacyInfo.xcprivacy")
        let sources = try ["App", "Sources"].flatMap { tree.files($0, ".swift") }.map(tree.text).joined()
        var found: [String] = []
        if list["NSPrivacyTracking"] as? Bool != false { found.append("tracking") }
        if (list["NSPrivacyCollectedDataTypes"] as? [Any])?.isEmpty != true { found.append("collects data") }
        var declared: [String: [String]] = [:]
        for type in list["NSPrivacyAccessedAPITypes"] as? [[String: Any]] ?? [] {
            declared[type["NSPrivacyAccessedAPIType"] as? String ?? ""] =
                type["NSPrivacyAccessedAPITypeReasons"] as? [String]
        }
        for (type, expected) in reasons where declared[type] != [expected.reason] {
            found.append("\(type): not \(expected.reason)")
        }
        for type in declared.keys where reasons[type] == nil { found.append("\(type): declared, and not known here") }
        for (type, expected) in reasons {
            if let use = expected.use, !sources.contains(use) { found.append("\(type): used nowhere") }
        }
        for other in ["activeInputModes", "volumeAvailableCapacity", "systemUptime"] where sources.contains(other) {
            found.append("\(other): not declared")
        }
        return found
    }

    /// What `project.yml` names is there, and every folder with sources is named. A line that is not understood is a violation.
    static func project(_ tree: Tree) throws -> [String] {
        var found: [String] = []
        var folder = ""
        var named: Set<String> = []
        for (index, line) in try tree.text("project.yml").components(separatedBy: "\n").enumerated() {
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.isEmpty || text.hasPrefix("#") { continue }
            let indent = line.prefix { $0 == " " }.count
            let isItem = text.hasPrefix("- ")
            let body = isItem ? String(text.dropFirst(2)) : text
            let parts = body.components(separatedBy: ": ")
            if indent % 2 != 0 || (parts.count == 1 && !body.hasSuffix(":") && !isItem) {
                found.append("project.yml:\(index + 1): not understood")
                continue
            }
            let value = parts.count > 1 ? parts[1] : ""
            switch parts[0] {
            case "path":
                named.insert(value)
                folder = value
                if value != "." && !tree.exists(value) { found.append("project.yml:\(index + 1): no \(value)") }
            case "INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS":
                if !tree.exists(value) { found.append("project.yml:\(index + 1): no \(value)") }
            case let item where isItem && parts.count == 1:
                if !tree.exists("\(folder)/\(item)") { found.append("project.yml:\(index + 1): no \(folder)/\(item)") }
            default: break
            }
        }
        for needed in ["App", "NotificationService", "."] where !named.contains(needed) {
            found.append("project.yml: \(needed) is not named")
        }
        // What the targets of the package are made of.
        let manifest = try tree.text("Package.swift")
        for name in ["CoreBridge", "DesignKit", "Features", "Device"]
        where !manifest.contains("\"\(name)\"") || tree.files("Sources/\(name)", ".swift").isEmpty {
            found.append("Package.swift: \(name)")
        }
        return found
    }
}
