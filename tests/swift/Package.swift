// swift-tools-version: 6.0
// The core's Swift surface, tested on this machine: `tests/swift/run.sh` generates, builds and runs.

import PackageDescription

// Where cargo put the library.
let libraries =
    Context.environment["ASSENSO_LIBRARY_DIR"] ?? "\(Context.packageDirectory)/../../target/debug"

let harness: Target.Dependency = .product(name: "Harness", package: "Harness")

let package = Package(
    name: "AssensoTests",
    platforms: [.macOS(.v14)],
    dependencies: [.package(path: "Harness")],
    targets: [
        .systemLibrary(name: "assenso_bindingsFFI", path: "generated/assenso_bindingsFFI"),
        // Generated code alone, in Swift 5 mode: UniFFI's async foreign traits are not for Swift 6.
        .target(
            name: "AssensoFFI",
            dependencies: ["assenso_bindingsFFI"],
            path: "generated/AssensoFFI",
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: [
                .unsafeFlags(["-L\(libraries)", "-Xlinker", "-rpath", "-Xlinker", libraries]),
                .linkedLibrary("assenso_bindings"),
            ]
        ),
        .target(name: "Phone", dependencies: ["AssensoFFI", harness]),
        .executableTarget(name: "Bench", dependencies: ["AssensoFFI", harness, "Phone"]),
        .testTarget(
            name: "AssensoTests",
            dependencies: ["AssensoFFI", "assenso_bindingsFFI", harness, "Phone"]
        ),
    ]
)
