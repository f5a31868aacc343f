// What the tests share: the code of an error, and the traces that must not be there.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

/// The variant and the stable code of an exported error: `PairingError.Wait`, `pairing.locked_out`.
struct Thrown: Equatable, CustomStringConvertible {
    let variant: String
    let code: String
    var description: String { "\(variant)(\(code))" }

    init?(_ error: any Error) {
        let children = Mirror(reflecting: error).children
        guard let variant = children.first, let name = variant.label,
            let code = Mirror(reflecting: variant.value).children.first?.value as? String
        else { return nil }
        self.init("\(type(of: error)).\(name)", code)
    }

    init(_ variant: String, _ code: String) { (self.variant, self.code) = (variant, code) }
}

/// What `body` throws; an issue if it throws nothing, or nothing that is exported.
func thrown<Result>(
    _ body: () async throws -> Result, sourceLocation: SourceLocation = #_sourceLocation
) async -> Thrown? {
    do {
        _ = try await body()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch {
        if let thrown = Thrown(error) { return thrown }
        Issue.record("not an exported error: \(error)", sourceLocation: sourceLocation)
    }
    return nil
}

/// The text is in no error and in no line of the log.
func expectNoTrace(
    of secret: String, in error: Thrown?, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(error?.description.contains(secret) != true, sourceLocation: sourceLocation)
    let lines = TestLog.shared.lines.filter { $0.contains(secret) }
    #expect(lines.isEmpty, sourceLocation: sourceLocation)
}
