// The provider's signing key in the wrong hands: objects changed and signed again.

import Foundation

/// Signs what the provider never said, with its key.
public struct Forger: Sendable {
    private let keys: String

    /// Somebody who stole the keys of `service`.
    public init(of service: Service) { keys = service.keysFolder }

    /// The object with the text of its claims changed, signed again by the key that it names.
    public func changed(
        _ compact: String, _ change: (String) async throws -> String
    ) async throws -> String {
        let object = try Jws(compact)
        guard let kid = object.header["kid"]?.text else { throw HarnessError("no kid") }
        let claims = String(decoding: try base64url(object.parts[1]), as: UTF8.self)
        let input = "\(object.parts[0]).\(encoded(Data(try await change(claims).utf8)))"
        let arguments = ["dgst", "-sha256", "-keyform", "DER", "-sign", "\(keys)/\(kid).p8"]
        let der = try await Command.run("openssl", arguments, input: Data(input.utf8)).checked()
        return "\(input).\(encoded(try raw(der)))"
    }

    /// The 64 bytes of a signature in ASN.1 DER.
    private func raw(_ der: Data) throws -> Data {
        var rest = Data(der.dropFirst(2))
        var numbers = Data()
        for _ in 0..<2 {
            guard rest.count > 2, rest[rest.startIndex] == 2 else { throw HarnessError("no DER") }
            let length = Int(rest[rest.startIndex + 1])
            let digits = rest.dropFirst(2).prefix(length).drop { $0 == 0 }
            numbers += Data(repeating: 0, count: 32 - digits.count) + digits
            rest = Data(rest.dropFirst(2 + length))
        }
        return numbers
    }
}
