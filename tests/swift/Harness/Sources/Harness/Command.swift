// Running a program to its end.

import Foundation

/// What a program left.
public struct Output: Sendable {
    public let status: Int32
    /// Standard output, and standard error after it.
    public let out: Data
    public var text: String { String(decoding: out, as: UTF8.self) }

    /// The output of a program that ended well.
    public func checked() throws -> Data {
        guard status == 0 else { throw HarnessError("exit \(status): \(text)") }
        return out
    }
}

/// A program that is run to its end, with little input and little output.
public enum Command {
    /// Runs a program that is looked for on PATH, unless it is a path.
    public static func run(
        _ program: String, _ arguments: [String], input: Data = Data()
    ) async throws -> Output {
        _ = ignoreBrokenPipes
        return try await offThePool {
            let (stdin, stdout) = (try OwnPipe(), try OwnPipe())
            let output = stdout.write.fileDescriptor
            let child = try Child(
                program, arguments, files: [stdin.read.fileDescriptor, output, output])
            try stdin.read.close()
            try stdout.write.close()
            try? stdin.write.write(contentsOf: input)
            try stdin.write.close()
            let out = try stdout.read.readToEnd() ?? Data()
            return Output(status: child.wait(), out: out)
        }
    }
}

/// A child that ends without reading its input is no reason to end.
private let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
