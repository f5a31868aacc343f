// A child process. Foundation's Process is not used: on Linux it hangs when many run at once.

import Foundation

/// Held while a child starts, and until a new pipe is marked as not for children.
private let spawning = Locked(())

/// A child process, and how it ended.
public final class Child: Sendable {
    public let id: pid_t
    private let ended = Locked<Int32?>(nil)

    /// Starts a program; its first three files are the given ones, every other stays with us.
    public init(
        _ program: String, _ arguments: [String], files: [Int32],
        environment: [String: String] = [:]
    ) throws {
        let merged = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        var envp = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        #if os(Linux)
            var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // Swift's threads block signals, and a child would inherit that.
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        for (place, file) in files.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(place))
        }
        var process: pid_t = 0
        let failure = spawning.with { _ in
            posix_spawnp(&process, program, &actions, &attributes, &argv, &envp)
        }
        guard failure == 0 else {
            throw HarnessError("\(program): \(String(cString: strerror(failure)))")
        }
        id = process
    }

    /// Waits until it has ended; its exit code, or 128 and the signal that ended it.
    @discardableResult
    public func wait() -> Int32 {
        ended.with { ended in
            if let ended { return ended }
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
            ended = code
            return code
        }
    }

    /// Sends it a signal, unless it is known to have ended.
    public func signal(_ number: Int32) {
        ended.with { if $0 == nil { kill(id, number) } }
    }
}

/// A pipe that no child gets unless it is given to it.
struct OwnPipe {
    let read: FileHandle
    let write: FileHandle

    init() throws {
        var ends: [Int32] = [0, 0]
        try spawning.with { _ in
            if pipe(&ends) != 0 { throw HarnessError("no pipe: \(errno)") }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        read = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        write = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    }
}

/// Runs what blocks on a thread of its own, so that it holds up no other test.
public func offThePool<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: .init(catching: body)) }
    }
}
