// Somebody between the phone and its provider, who can hold, lose, replace and count what passes.

import Foundation

/// A proxy on a free port. The provider behind it is told the proxy's origin as its issuer.
public final class Middle: Sendable {
    /// What is done with a call.
    public enum Rule: Sendable {
        /// It is not passed on; this is the reply.
        case answer(status: Int, body: String)
        /// No network leads anywhere: the connection ends without a reply.
        case cut
        /// It is passed on, but its reply is lost.
        case lose
        /// It is passed on, and the body of its reply is changed.
        case change(@Sendable (String) async throws -> String)
        /// It is passed on when the hold ends.
        case hold(Held)

        /// A refusal as PROTOCOL.md section 10 has it, with more members of JSON, each after a comma.
        public static func refuse(_ status: Int, _ code: String, _ more: String = "") -> Rule {
            let head = #"{"type":"about:blank","status":\#(status),"code":"\#(code)","title":"t""#
            return .answer(status: status, body: "\(head)\(more)}")
        }
    }

    /// A call that is held.
    public final class Held: Sendable {
        /// A call has come and is not passed on yet.
        public let arrived = Event("the call that is to be held")
        private let gate = DispatchSemaphore(value: 0)

        public init() {}

        /// Passes it on.
        public func release() { gate.signal() }

        fileprivate func pass() {
            arrived.happen()
            gate.wait()
            gate.signal()
        }
    }

    private let listener: Socket
    private let provider = Locked<String?>(nil)
    private let rules = Locked<[String: Rule]>([:])
    private let passed = Locked<[String]>([])

    public var issuer: String { "http://127.0.0.1:\(listener.port)" }

    public init() throws {
        listener = try Socket.listening()
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while let connection = listener.accept() {
                guard let middle = self else { return }
                Thread.detachNewThread { try? middle.serve(connection) }
            }
        }
    }

    /// Starts a provider behind a new proxy.
    public static func start() async throws -> (Middle, Service) {
        let middle = try Middle()
        let service = try await Service.start(issuer: middle.issuer)
        middle.provider.with { $0 = service.address }
        return (middle, service)
    }

    /// From now on, does this with the calls whose path ends like this; `nil`: passes them on.
    public func on(_ path: String, _ rule: Rule?) { rules.with { $0[path] = rule } }

    /// From now on, no call comes through.
    public func cut() { on("", .cut) }

    /// From now on, every call comes through again.
    public func mend() { rules.with { $0 = [:] } }

    /// How many calls with such a path were passed on.
    public func count(_ path: String) -> Int { passed.now.count { $0.hasSuffix(path) } }

    private func serve(_ connection: Socket) throws {
        guard let request = try connection.readRequest() else { return }
        let rule = rules.with { rules in rules.first { request.path.hasSuffix($0.key) }?.value }
        switch rule {
        case .answer(let status, let body):
            let head = [
                "HTTP/1.1 \(status) x", "Content-Type: application/json", "DPoP-Nonce: none",
                "Content-Length: \(body.utf8.count)", "Connection: close",
            ]
            let reply = head.joined(separator: "\r\n") + "\r\n\r\n" + body
            return try connection.write(Data(reply.utf8))
        case .cut: return
        case .hold(let held): held.pass()
        case .change, .lose, nil: break
        }
        guard let address = provider.now else { return }
        passed.with { $0.append(request.path) }
        let upstream = try Socket.connected(to: address)
        try upstream.write(request.bytes)
        if case .change(let change) = rule {
            let (head, body) = try upstream.readReply()
            let changed = try waited { try await change(body) }
            let length = "content-length: \(changed.utf8.count)"
            let lines = head.components(separatedBy: "\r\n").map {
                $0.lowercased().hasPrefix("content-length:") ? length : $0
            }
            return try connection.write(
                Data((lines.joined(separator: "\r\n") + "\r\n\r\n" + changed).utf8))
        }
        while let reply = try upstream.read() {
            if case .lose = rule { continue }
            try connection.write(reply)
        }
    }

    deinit { listener.shutDown() }
}

extension Socket {
    /// The head and the body of one reply.
    fileprivate func readReply() throws -> (head: String, body: String) {
        var all = Data()
        while let more = try read() {
            all += more
            guard let end = all.range(of: Data("\r\n\r\n".utf8)) else { continue }
            let head = String(decoding: all[..<end.lowerBound], as: UTF8.self)
            let lengths = head.lowercased().components(separatedBy: "content-length:")
            guard let number = lengths.dropFirst().first?.split(separator: "\r\n").first,
                let length = Int(number.trimmingCharacters(in: .whitespaces))
            else { throw HarnessError("a reply without a length") }
            let body = all[end.upperBound...]
            if body.count >= length {
                return (head, String(decoding: body.prefix(length), as: UTF8.self))
            }
        }
        throw HarnessError("half a reply")
    }
}

/// Waits on a thread of its own for something that is asynchronous.
private func waited<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
) throws -> Value {
    let (done, result) = (DispatchSemaphore(value: 0), Locked<Result<Value, any Error>?>(nil))
    Task.detached {
        let ended: Result<Value, any Error>
        do { ended = .success(try await work()) } catch { ended = .failure(error) }
        result.with { $0 = ended }
        done.signal()
    }
    done.wait()
    guard let ended = result.now else { throw HarnessError("no result") }
    return try ended.get()
}
