// A TCP socket on this machine, blocking, as far as `Middle` needs one.

import Foundation

/// A TCP socket.
final class Socket: Sendable {
    /// One HTTP request that was read.
    struct Request {
        let path: String
        /// All of it, changed so that the connection ends with the reply.
        let bytes: Data
    }

    private let file: Int32
    /// Its own port.
    let port: UInt16

    private init(file: Int32) throws {
        guard file >= 0 else { throw HarnessError("no socket: \(errno)") }
        self.file = file
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        var own = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = Self.generic(&own) { getsockname(file, $0, &size) }
        port = UInt16(bigEndian: own.sin_port)
    }

    /// One that listens on a free port.
    static func listening() throws -> Socket {
        let file = try streamSocket()
        var address = loopback(port: 0)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard generic(&address, { bind(file, $0, size) }) == 0, listen(file, 64) == 0 else {
            throw HarnessError("can't listen: \(errno)")
        }
        return try Socket(file: file)
    }

    /// One that is connected to `127.0.0.1:port`.
    static func connected(to address: String) throws -> Socket {
        guard let port = address.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw HarnessError("no port in \(address)")
        }
        let file = try streamSocket()
        var remote = loopback(port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard generic(&remote, { connect(file, $0, size) }) == 0 else {
            close(file)
            throw HarnessError("can't connect: \(errno)")
        }
        return try Socket(file: file)
    }

    /// The next connection; `nil` when it is shut down.
    func accept() -> Socket? {
        #if os(Linux)
            let connection = Glibc.accept(file, nil, nil)
        #else
            let connection = Darwin.accept(file, nil, nil)
        #endif
        return connection < 0 ? nil : try? Socket(file: connection)
    }

    /// Some bytes; `nil` at the end.
    func read() throws -> Data? {
        var buffer = [UInt8](repeating: 0, count: 16384)
        let count = recv(file, &buffer, buffer.count, 0)
        guard count >= 0 else { throw HarnessError("can't read: \(errno)") }
        return count == 0 ? nil : Data(buffer.prefix(count))
    }

    func write(_ data: Data) throws {
        var rest = [UInt8](data)
        while !rest.isEmpty {
            let count = send(file, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { throw HarnessError("can't write: \(errno)") }
            rest.removeFirst(count)
        }
    }

    /// A whole request; `nil` if there is none.
    func readRequest() throws -> Request? {
        var bytes = Data()
        var end = bytes.range(of: Data("\r\n\r\n".utf8))
        while end == nil {
            guard let more = try read() else { return nil }
            bytes.append(more)
            end = bytes.range(of: Data("\r\n\r\n".utf8))
        }
        guard let end else { return nil }
        var lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            .components(separatedBy: "\r\n")
        var body = Data(bytes[end.upperBound...])
        let name = "content-length:"
        let length = lines.first { $0.lowercased().hasPrefix(name) }?.dropFirst(name.count)
        let expected = length.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 0
        while body.count < expected, let more = try read() { body.append(more) }
        lines.removeAll { $0.lowercased().hasPrefix("connection:") }
        lines.append("Connection: close")
        let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let head = lines.joined(separator: "\r\n") + "\r\n\r\n"
        return Request(path: path, bytes: Data(head.utf8) + body)
    }

    /// Ends it for whoever waits on it.
    func shutDown() { _ = shutdown(file, Int32(SHUT_RDWR)) }

    deinit { close(file) }

    private static func streamSocket() throws -> Int32 {
        #if os(Linux)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let file = socket(AF_INET, kind, 0)
        guard file >= 0 else { throw HarnessError("no socket: \(errno)") }
        return file
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func generic<Result>(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
        }
    }
}
