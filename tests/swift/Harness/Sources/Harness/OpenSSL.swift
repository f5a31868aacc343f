// P-256 by the `openssl` command: neither the core's cryptography nor the provider's.

import Foundation

/// A P-256 key pair on disk.
public struct KeyPair: Sendable {
    /// The public key, uncompressed SEC1: 65 bytes.
    public let publicKey: Data
    private let folder: Folder
    private var file: String { folder.file("key.pem") }

    /// Makes one.
    public static func make() async throws -> KeyPair {
        let arguments = ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-outform", "DER"]
        let der = try await Command.run("openssl", arguments).checked()
        // RFC 5915: the public key's bits are the last member.
        let point = Data(der.suffix(65))
        guard point.count == 65, point.first == 4 else { throw HarnessError("no public key") }
        let pair = try KeyPair(publicKey: point, folder: Folder())
        try Data(pem("EC PRIVATE KEY", der).utf8).write(to: URL(fileURLWithPath: pair.file))
        return pair
    }

    /// A signature, ASN.1 DER.
    public func sign(_ message: Data) async throws -> Data {
        try await Command.run("openssl", ["dgst", "-sha256", "-sign", file], input: message)
            .checked()
    }
}

/// Verifies with the `openssl` command.
public enum OpenSSL {
    /// Whether `signature`, ASN.1 DER, is of `message` by the key.
    public static func verifies(
        _ signature: Data, of message: Data, by key: Data
    ) async throws -> Bool {
        if signature.isEmpty { return false }
        let folder = try Folder()
        let (keyFile, signatureFile) = (folder.file("key.pem"), folder.file("signature.der"))
        try Data(pem("PUBLIC KEY", spki(key)).utf8).write(to: URL(fileURLWithPath: keyFile))
        try signature.write(to: URL(fileURLWithPath: signatureFile))
        let arguments = ["dgst", "-sha256", "-verify", keyFile, "-signature", signatureFile]
        let output = try await Command.run("openssl", arguments, input: message)
        if output.status == 0, output.text.contains("Verified OK") { return true }
        let refusals = ["Verification failure", "Error verifying data"]
        if refusals.contains(where: output.text.contains) { return false }
        throw HarnessError("openssl could not verify: \(output.text)")
    }

    /// SubjectPublicKeyInfo of a P-256 point.
    static func spki(_ point: Data) -> Data {
        let header: [UInt8] = [
            0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
            0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
        ]
        return Data(header) + point
    }

    /// ASN.1 DER of the 64 bytes that a JWS has.
    public static func der(raw: Data) throws -> Data {
        guard raw.count == 64 else { throw HarnessError("a signature of \(raw.count) bytes") }
        let (r, s) = (integer(raw.prefix(32)), integer(raw.suffix(32)))
        return Data([0x30, UInt8(r.count + s.count)]) + r + s
    }

    private static func integer(_ bytes: Data) -> Data {
        var digits = Data(bytes.drop { $0 == 0 })
        if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: digits.startIndex) }
        return Data([0x02, UInt8(digits.count)]) + digits
    }
}

private func pem(_ label: String, _ der: Data) -> String {
    let lines = der.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return "-----BEGIN \(label)-----\n\(lines)\n-----END \(label)-----\n"
}
