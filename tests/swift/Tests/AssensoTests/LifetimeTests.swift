// Objects by the thousand, objects after their end, and a panic in Rust.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing
import assenso_bindingsFFI

@Suite(.serialized, .timeLimit(.minutes(3)))
struct LifetimeTests {
    @Test func tenThousandObjectsLeaveTheMemoryAsItWas() async throws {
        let phone = try await Associated.make(with: .start())
        try await makeAndDrop(2_000, with: phone)
        let before = try residentKilobytes()
        try await makeAndDrop(10_000, with: phone)
        let grown = try residentKilobytes() - before
        // A hundred bytes an object would be a thousand kilobytes.
        #expect(grown < 4_096, "\(grown) KiB more after 10,000 objects")
    }

    private func makeAndDrop(_ count: Int, with phone: Associated) async throws {
        for _ in 0..<(count / 2) {
            let approvals = try await phone.approvals()
            let codes = try await phone.app.unlockCodes()
            withExtendedLifetime((approvals, codes)) {}
        }
    }

    @Test func aPanicInRustIsAnErrorThatSaysNothingAndEndsNothing() async throws {
        let phone = try await Associated.make(with: .start())
        // A buffer that says it is longer than it is: the generated code never sends one.
        var status = RustCallStatus()
        var level = [UInt8](arrayLiteral: 0, 0, 0, 99).withUnsafeBufferPointer { bytes in
            ffi_assenso_bindings_rustbuffer_from_bytes(
                ForeignBytes(len: 4, data: bytes.baseAddress), &status)
        }
        #expect(status.code == 0)
        level.len = 99
        let secret = SecretiveLog()
        let log = FfiConverterTypePlatformLog_lower(secret)
        _ = uniffi_assenso_bindings_fn_func_start_log(log, level, &status)
        #expect(status.code == 2, "an unexpected error, which is how UniFFI carries a panic")
        let text = String(
            decoding: UnsafeRawBufferPointer(
                start: status.errorBuf.data, count: Int(status.errorBuf.len)),
            as: UTF8.self)
        #expect(text.contains("RustBuffer") && !text.contains(secret.secret), "\(text)")
        var freed = RustCallStatus()
        ffi_assenso_bindings_rustbuffer_free(status.errorBuf, &freed)

        let places = TestLog.shared.lines.filter { $0.contains("a panic") }
        #expect(!places.isEmpty && places.allSatisfy { !$0.contains("99") }, "\(places)")
        #expect(try await phone.app.accounts().count == 1, "the process goes on")
    }

    /// A log that is never started.
    final class SecretiveLog: PlatformLog {
        let secret = "alias-\(UUID().uuidString)"
        func log(level: LogLevel, line: String) throws {}
    }

    private func residentKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(line.split(separator: " ").compactMap { Int($0) }.first)
    }
}
