// A phone whose storage is full.

import Foundation
import Harness
import Testing

@Suite struct StorageTests {
    /// In a process of its own: the kernel's limit holds for the whole of one.
    @Test func anAppWithoutSpaceSaysSoAndHasLostNothingOnceThereIsSome() async throws {
        let tests = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
        let ended = try await Command.run(tests.appendingPathComponent("NoSpace").path, [])
        #expect(ended.status == 0, "\(ended.text)")
    }
}
