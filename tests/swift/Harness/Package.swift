// swift-tools-version: 6.0
// A provider, browsers and what lies between, for tests in Swift: of the core's Swift surface and of the iOS app.

import PackageDescription

let package = Package(
    name: "Harness",
    platforms: [.macOS(.v14), .iOS(.v17)],
    products: [.library(name: "Harness", targets: ["Harness"])],
    targets: [.target(name: "Harness")]
)
