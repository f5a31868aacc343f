// A stand-in provider in a process of its own, on a fresh folder and a free port.

import Foundation

/// What everybody's password is.
public let password = "correct horse battery staple"

/// A running `assenso-service`.
public final class Service: Sendable {
    /// The account's mailbox and what the provider would have sent, newest first.
    public struct Message: Decodable, Sendable {
        public let channel: String
        public let to: String
        public let subject: String
        public let text: String
    }

    private struct Ready: Decodable {
        let issuer: String
        let address: String
    }
    private struct Outbox: Decodable { let messages: [Message] }

    /// The origin that phones are told.
    public let issuer: String
    /// Where it listens, `host:port`.
    public let address: String
    private let folder: Folder
    private let data: String
    private let process: Child
    private let guardian: Guardian
    private let numbers = Locked<[String: String]>([:])

    public var origin: String { "http://\(address)" }
    /// Where device calls go.
    public var base: String { "\(issuer)/assenso/v1" }

    /// Where its private keys are.
    var keysFolder: String { folder.file("\(data)/keys") }

    private init(folder: Folder, data: String, process: Child, ready: Ready) throws {
        (self.folder, self.data, self.process) = (folder, data, process)
        (issuer, address) = (ready.issuer, ready.address)
        guardian = try Guardian(of: process)
    }

    /// Starts one. `issuer` is for one that somebody stands in front of.
    public static func start(issuer: String? = nil) async throws -> Service {
        try await start(
            in: Folder(), data: "data", listen: "127.0.0.1:0",
            more: issuer.map { ["--issuer", $0] } ?? [])
    }

    private static func start(
        in folder: Folder, data: String, listen: String, more: [String] = []
    ) async throws -> Service {
        // Tests sign in faster than people do.
        let serve = ["serve", "--listen", listen, "--data", folder.file(data), "--back-off-s", "0"]
        let log = folder.file("\(data).log")
        guard FileManager.default.createFile(atPath: log, contents: nil),
            let errors = FileHandle(forWritingAtPath: log)
        else { throw HarnessError("no log in \(folder.path)") }
        let stdout = try OwnPipe()
        let process = try Child(
            try builtByCargo("assenso-service"), serve + ["--name", "Example Mail"] + more,
            files: [
                FileHandle.nullDevice.fileDescriptor, stdout.write.fileDescriptor,
                errors.fileDescriptor,
            ],
            environment: ["RUST_LOG": "warn"])
        try stdout.write.close()
        let line = try await firstLine(of: stdout.read)
        guard let ready = try? JSONDecoder().decode(Ready.self, from: line) else {
            let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw HarnessError("assenso-service is not ready: \(said)")
        }
        return try Service(folder: folder, data: data, process: process, ready: ready)
    }

    /// Makes an account with everybody's password and a number of its own; returns its e-mail.
    public func seed(arguments: [String] = [], number hasNumber: Bool = true) async throws -> String
    {
        // Letters only: the text of an SMS names it beside the code.
        let name = String((0..<10).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement() ?? "a" })
        let email = "anna-\(name)@demo.example"
        let number = "+39347\(Int.random(in: 1_000_000...9_999_999))"
        let account =
            ["--email", email, "--name", "Anna Rossi"] + (hasNumber ? ["--number", number] : [])
        let seeding = try await Command.run(
            builtByCargo("assenso-service"),
            ["seed", "--data", folder.file(data), "--password-stdin"] + account + arguments,
            input: Data(password.utf8))
        _ = try seeding.checked()
        numbers.with { $0[email] = number }
        return email
    }

    /// The mobile number of an account's owner, whether the provider knows it or not.
    public func number(_ email: String) -> String? { numbers.now[email] }

    /// What it would have sent, newest first.
    public func outbox() async throws -> [Message] {
        let body = try await Http.get("\(origin)/outbox.json")
        return try JSONDecoder().decode(Outbox.self, from: body).messages
    }

    /// The code of the newest SMS to the account's number.
    public func smsCode(_ email: String) async throws -> String {
        let number = numbers.now[email]
        let messages = try await outbox().filter { $0.channel == "sms" && $0.to == number }
        guard let code = messages.compactMap({ sixDigits($0.text) }).first else {
            throw HarnessError("no SMS with a code for \(email)")
        }
        return code
    }

    /// Stops its process where it stands: what is sent to it waits, and nothing is refused.
    public func hold() { process.signal(SIGSTOP) }

    /// Lets it go on.
    public func goOn() { process.signal(SIGCONT) }

    /// Ends it, and returns when its port is free.
    public func stop() async throws {
        guardian.dismiss()
        goOn()
        process.signal(SIGTERM)
        _ = try await offThePool { self.process.wait() }
    }

    /// Ends it, and starts another provider, with other keys, at the same address.
    public func replacedByAnother() async throws -> Service {
        try await stop()
        return try await Self.start(in: folder, data: "other", listen: address)
    }

    /// Ends it and starts it again on its own folder.
    public func restarted() async throws -> Service {
        try await stop()
        return try await Self.start(in: folder, data: data, listen: address)
    }

    deinit {
        guardian.dismiss()
        process.signal(SIGKILL)
        process.wait()
    }
}

/// The six digits in a text.
private func sixDigits(_ text: String) -> String? {
    text.split { !("0"..."9").contains($0) }.first { $0.count == 6 }.map(String.init)
}

/// The bytes up to the first line feed, or the end.
private func firstLine(of handle: FileHandle) async throws -> Data {
    try await offThePool {
        var line = Data()
        while let byte = try handle.read(upToCount: 1)?.first, byte != 10 { line.append(byte) }
        return line
    }
}
