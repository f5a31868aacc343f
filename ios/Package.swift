// swift-tools-version: 6.0
// The modules of the iOS app. Xcode's project takes the libraries; on Linux everything is built here, the app too, against outlines
// of Apple's frameworks: `ios/run.sh`.

import PackageDescription

var targets: [Target] = [
    // Generated code alone, in Swift 5 mode: UniFFI's async foreign traits are not for Swift 6.
    .target(
        name: "AssensoFFI",
        dependencies: ["assenso_bindingsFFI"],
        path: "generated/AssensoFFI",
        swiftSettings: [.swiftLanguageMode(.v5)]
    ),
    .target(name: "CoreBridge", dependencies: ["AssensoFFI"]),
    .target(name: "DesignKit"),
    .target(name: "Features", dependencies: ["CoreBridge", "DesignKit"]),
    .target(name: "Device", dependencies: ["CoreBridge", "Features"]),
]

#if os(Linux)
    // Where cargo put the library.
    let libraries =
        Context.environment["ASSENSO_LIBRARY_DIR"] ?? "\(Context.packageDirectory)/../target/debug"
    let frameworks = [
        "AVFoundation", "Accessibility", "LocalAuthentication", "Security", "SwiftUI", "UIKit", "UserNotifications",
        "os",
    ]
    let outlines = frameworks.map { Target.Dependency(stringLiteral: $0) }
    let harness: Target.Dependency = .product(name: "Harness", package: "Harness")

    for target in targets where target.name != "AssensoFFI" && target.name != "CoreBridge" {
        target.dependencies += outlines
    }
    func stub(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
        .target(name: name, dependencies: dependencies, path: "LinuxStubs/\(name)")
    }
    // The app and the extension, which Xcode's project builds on a Mac.
    func program(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(name: name, dependencies: dependencies, path: path, exclude: ["Resources"])
    }
    func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        .testTarget(name: name, dependencies: dependencies)
    }
    let all: [Target.Dependency] = ["CoreBridge", "Features", "DesignKit", "Device"]
    targets += [
        .systemLibrary(name: "assenso_bindingsFFI", path: "generated/assenso_bindingsFFI"),
        stub("SwiftUI", ["UIKit"]),
        stub("Accessibility"),
        stub("UIKit"),
        stub("Security"),
        stub("LocalAuthentication", ["Security"]),
        stub("UserNotifications"),
        stub("os"),
        stub("AVFoundation", ["UIKit"]),
        program("AssensoApp", "App", all + outlines),
        program("NotificationService", "NotificationService", outlines),
    ]
    targets += [
        // Software keys, fake ports and scripts that several test targets use.
        .target(name: "Doubles", dependencies: ["CoreBridge", "Features", "SwiftUI", harness], path: "Tests/Doubles"),
        // A phone without space, which a test starts.
        .executableTarget(
            name: "NoSpace", dependencies: ["CoreBridge", "Features", "Doubles", harness], path: "Tests/NoSpace"),
        tests("CoreBridgeTests", ["CoreBridge", "AssensoFFI", "Doubles", harness]),
        tests("FeaturesTests", ["CoreBridge", "Features", "Doubles"]),
        tests("DeviceTests", all + ["Doubles", "NotificationService"] + outlines),
        .testTarget(
            name: "ScreenTests", dependencies: all + ["Doubles"] + outlines, exclude: ["Spoken"]),
        tests("WholeTests", all + ["Doubles", harness] + outlines),
        tests("RulesTests", []),
    ]
    targets[0].linkerSettings = [
        .unsafeFlags(["-L\(libraries)", "-Xlinker", "-rpath", "-Xlinker", libraries]),
        .linkedLibrary("assenso_bindings"),
    ]
    let dependencies: [Package.Dependency] = [.package(path: "../tests/swift/Harness")]
#else
    // Made by build.sh.
    targets.append(.binaryTarget(name: "assenso_bindingsFFI", path: "generated/Assenso.xcframework"))
    let dependencies: [Package.Dependency] = []
#endif

let package = Package(
    name: "Assenso",
    defaultLocalization: "en",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: ["CoreBridge", "DesignKit", "Features", "Device"].map { .library(name: $0, targets: [$0]) },
    dependencies: dependencies,
    targets: targets
)
