// The provider's keys, believed only as its root key says: PROTOCOL.md section 9.

import Foundation

/// The keys of a provider, from epoch 1 on.
public struct KeysChain: Sendable {
    private struct Body: Decodable { let keys: [String] }

    /// Every key that was ever listed, by its thumbprint.
    private let keys: [String: Data]

    /// Fetches the chain and checks every signature and link.
    public static func fetch(_ service: Service) async throws -> KeysChain {
        let body = try await Http.get("\(service.origin)/assenso/v1/keys/1")
        let chain = try JSONDecoder().decode(Body.self, from: body).keys
        var keys: [String: Data] = [:]
        var root: Data?
        var previous: JsonValue = .null
        for (index, compact) in chain.enumerated() {
            let object = try Jws(compact)
            guard let rootKey = object.claims["root"] else { throw HarnessError("no root") }
            let point = try rootKey.publicKey()
            guard root == nil || root == point, object.claims["previous"] == previous,
                object.claims["epoch"] == .number(Int64(index + 1)),
                object.header["typ"] == .string("assenso-keys+jwt"),
                object.header["kid"] == .string(try await thumbprint(rootKey)),
                try await object.isSigned(by: point)
            else { throw HarnessError("epoch \(index + 1) is not the root's") }
            root = point
            previous = .string(encoded(try await sha256(Data(compact.utf8))))
            for key in object.claims["keys"]?.items ?? [] {
                keys[try await thumbprint(key)] = try key.publicKey()
            }
        }
        return KeysChain(keys: keys)
    }

    /// The key that an object names.
    public func key(of object: Jws) throws -> Data {
        guard let key = object.header["kid"]?.text.flatMap({ keys[$0] }) else {
            throw HarnessError("not a key of this provider: \(object.header)")
        }
        return key
    }
}

/// The thumbprint of a JWK, RFC 7638.
func thumbprint(_ jwk: JsonValue) async throws -> String {
    guard let x = jwk.members?["x"]?.text, let y = jwk.members?["y"]?.text else {
        throw HarnessError("no JWK: \(jwk)")
    }
    let canonical = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
    return encoded(try await sha256(Data(canonical.utf8)))
}

/// The thumbprint of a public key.
public func thumbprint(of point: Data) async throws -> String {
    let (x, y) = (point.dropFirst().prefix(32), point.suffix(32))
    return try await thumbprint(
        .object(["x": .string(encoded(Data(x))), "y": .string(encoded(Data(y)))]))
}

/// SHA-256 of bytes.
public func sha256(_ bytes: Data) async throws -> Data {
    try await Command.run("openssl", ["dgst", "-sha256", "-binary"], input: bytes).checked()
}

/// The hash of an object, or the subject of one if `signingInput` is given: as in PROTOCOL.md section 3.
public func digest(_ bytes: Data) async throws -> String { encoded(try await sha256(bytes)) }
