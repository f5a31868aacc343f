// Sees to it that a server does not outlive the tests, even if they crash.

import Foundation

/// A child that kills `child` when this process has ended in whatever way: then the pipe that it
/// reads is closed.
final class Guardian: Sendable {
    private let guardian: Child
    private let lifeline: OwnPipe

    init(of child: Child) throws {
        lifeline = try OwnPipe()
        let script = #"read -r _; kill -9 "$1""#
        guardian = try Child(
            "/bin/sh", ["-c", script, "guardian", "\(child.id)"],
            files: [lifeline.read.fileDescriptor])
    }

    /// The child is ended in the regular way: before its id can be anybody else's.
    func dismiss() {
        guardian.signal(SIGKILL)
        guardian.wait()
    }
}
