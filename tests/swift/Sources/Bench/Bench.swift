// What crossing costs: medians in nanoseconds, a line of JSON each. `tests/bench/run.sh` prepares
// the two databases, says where they are, and sets the figures beside those of Rust and Kotlin.

import AssensoFFI
import Dispatch
import Foundation
import Harness
import Phone

@main
enum Bench {
    static func main() async throws {
        let full = try await open(setting("ASSENSO_BENCH_DB"))
        let count = Int(try setting("ASSENSO_BENCH_CODES"))
        let locked = try await full.unlockCodes()
        for _ in 0..<1_000 { locked.lock() }
        let rounds = (0..<200).map { _ in
            let begun = DispatchTime.now().uptimeNanoseconds
            for _ in 0..<1_000 { locked.lock() }
            return Double(DispatchTime.now().uptimeNanoseconds - begun) / 1_000
        }
        report("sync", rounds)

        let empty = try await open(setting("ASSENSO_BENCH_EMPTY_DB"))
        for _ in 0..<100 { _ = try await empty.accounts() }
        report("async", try await times(4_000) { _ = try await empty.accounts() })

        var lists: [Double] = []
        for round in 0..<63 {
            let codes = try await full.unlockCodes()
            let begun = DispatchTime.now().uptimeNanoseconds
            let list = try await codes.list()
            let took = Double(DispatchTime.now().uptimeNanoseconds - begun)
            guard list.count == count, list.allSatisfy({ $0.digits != nil }) else {
                throw HarnessError("not \(count ?? 0) codes but \(list.count)")
            }
            if round >= 3 { lists.append(took) }
        }
        report("list", lists)
    }

    private static func times(_ count: Int, _ work: @Sendable () async throws -> Void) async throws
        -> [Double]
    {
        var times: [Double] = []
        for _ in 0..<count {
            let begun = DispatchTime.now().uptimeNanoseconds
            try await work()
            times.append(Double(DispatchTime.now().uptimeNanoseconds - begun))
        }
        return times
    }

    private static func report(_ name: String, _ times: [Double]) {
        print("{\"name\": \"\(name)\", \"ns\": \(times.sorted()[times.count / 2])}")
    }

    private static func open(_ path: String) async throws -> Authenticator {
        let key = try hex(setting("ASSENSO_BENCH_BASE_KEY"))
        let ports = PlatformPorts(
            key: SoftwareKey(), vault: SoftwareVault(["base-key": key]),
            codesVault: SoftwareCodesVault(key: try hex(setting("ASSENSO_BENCH_CODES_KEY"))),
            push: NoPush(), posture: FixedPosture(), clock: JumpingClock())
        return try await Authenticator.open(path: path, ports: ports, options: Phone.options())
    }

    private static func setting(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name] else {
            throw HarnessError("\(name) is not set")
        }
        return value
    }

    private static func hex(_ text: String) throws -> Data {
        let digits = Array(text)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        guard bytes.count == 32 else { throw HarnessError("no key: \(bytes.count) bytes") }
        return Data(bytes)
    }
}
