// The one place that logs.

import CoreBridge
import Foundation
import os

/// The core's lines, none of which has a secret in it.
struct SystemLog: LogSink {
    private let log = Logger(subsystem: "org.assenso", category: "core")

    func log(_ level: LogLevel, _ line: String) {
        switch level {
        case .error: log.error("\(line, privacy: .public)")
        case .warn: log.warning("\(line, privacy: .public)")
        case .info: log.info("\(line, privacy: .public)")
        case .debug: log.debug("\(line, privacy: .public)")
        }
    }
}
