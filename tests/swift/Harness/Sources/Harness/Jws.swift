// Reading a compact JWS, with no code of the core's.

import Foundation

/// A compact JWS.
public struct Jws: Sendable {
    /// The three parts as they stand.
    public let parts: [String]
    public let header: [String: JsonValue]
    public let claims: [String: JsonValue]
    public let signature: Data

    public init(_ compact: String) throws {
        parts = compact.components(separatedBy: ".")
        guard parts.count == 3 else { throw HarnessError("no compact JWS: \(compact)") }
        let decoder = JSONDecoder()
        header = try decoder.decode([String: JsonValue].self, from: base64url(parts[0]))
        claims = try decoder.decode([String: JsonValue].self, from: base64url(parts[1]))
        signature = try base64url(parts[2])
    }

    /// What is signed.
    public var signingInput: Data { Data("\(parts[0]).\(parts[1])".utf8) }

    /// Whether the key signed it.
    public func isSigned(by key: Data) async throws -> Bool {
        guard header["alg"] == .string("ES256") else { throw HarnessError("not ES256: \(header)") }
        let der = try OpenSSL.der(raw: signature)
        return try await OpenSSL.verifies(der, of: signingInput, by: key)
    }

    /// The same object with one changed byte, in the claims, or in the signature.
    public func tampered(signature inSignature: Bool) throws -> Jws {
        var bytes = try base64url(parts[inSignature ? 2 : 1])
        // A digit of a claim, so that it is still JSON; or the last byte of the signature.
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let digit = bytes.indices.last { digits.contains(bytes[$0]) }
        let place = inSignature ? bytes.indices.last : digit
        guard let place else { throw HarnessError("nothing to change") }
        bytes[place] ^= 1
        var changed = parts
        changed[inSignature ? 2 : 1] = encoded(bytes)
        return try Jws(changed.joined(separator: "."))
    }
}

/// A value of JSON, as far as it is looked at.
public enum JsonValue: Decodable, Sendable, Equatable {
    case string(String)
    case number(Int64)
    case bool(Bool)
    case null
    indirect case list([JsonValue])
    indirect case object([String: JsonValue])

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .string(text)
        } else if let list = try? value.decode([JsonValue].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JsonValue].self))
        }
    }

    public var text: String? { if case .string(let text) = self { text } else { nil } }
    public var members: [String: JsonValue]? {
        if case .object(let all) = self { all } else { nil }
    }
    public var items: [JsonValue]? { if case .list(let items) = self { items } else { nil } }

    /// The public key of a JWK: 65 bytes.
    public func publicKey() throws -> Data {
        guard let x = members?["x"]?.text, let y = members?["y"]?.text else {
            throw HarnessError("no JWK: \(self)")
        }
        return Data([4]) + (try base64url(x)) + (try base64url(y))
    }
}

/// Decodes base64url without padding.
public func base64url(_ text: String) throws -> Data {
    let standard = text.replacingOccurrences(of: "-", with: "+")
        .replacingOccurrences(of: "_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.count % 4) % 4)
    guard let data = Data(base64Encoded: standard + padding) else {
        throw HarnessError("no base64url: \(text)")
    }
    return data
}

func encoded(_ data: Data) -> String {
    data.base64EncodedString().replacingOccurrences(of: "+", with: "-")
        .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
}
