// A browser without a screen: cookies of its own, forms, and the state of a sign-in.

import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One browser that was never here before.
public final class Browser: Sendable {
    private let origin: String
    private let cookies = Locked<[String: String]>([:])

    public init(_ service: Service) { origin = service.origin }

    /// Types e-mail and password on the sign-in page.
    public func signIn(_ email: String, _ secret: String = password) async throws -> Page {
        let page = try await open("/")
        return try await post(page, "/sign-in", ["email": email, "password": secret])
    }

    /// Waits until the sign-in is decided, as the page does: the server speaks first.
    public func decided() async throws -> String {
        let events = try await send("GET", "/sign-in/events")
        let text = String(decoding: events.body, as: UTF8.self)
        for state in ["approved", "over"] where text.contains("data: \(state)") { return state }
        throw HarnessError("the events ended without a decision: \(text)")
    }

    /// Goes on after an approval, as the page does by itself.
    public func goOn(_ page: Page) async throws -> Page {
        try await post(page, "/sign-in/continue", [:])
    }

    /// Gives the sign-in up.
    public func leave(_ page: Page) async throws {
        _ = try await post(page, "/sign-in/leave", [:])
    }

    /// Signs in with a fallback code.
    public func type(code: String) async throws -> Page {
        let page = try await open("/sign-in/code")
        return try await post(page, "/sign-in/code", ["code": code])
    }

    /// Makes an invitation, signed in: its link.
    public func invitation() async throws -> String {
        try await post(open("/signed-in"), "/invitation", [:]).link()
    }

    /// Opens a page.
    public func open(_ path: String) async throws -> Page {
        try await follow(send("GET", path))
    }

    /// Sends a form of `page`.
    public func post(
        _ page: Page, _ path: String, _ fields: [String: String]
    ) async throws -> Page {
        let form = fields.merging(["csrf": page.csrf ?? ""]) { typed, _ in typed }
        let body = form.map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
        return try await follow(send("POST", path, body: body))
    }

    private func send(_ method: String, _ path: String, body: String? = nil) async throws -> Reply {
        var request = try Http.request("\(origin)\(path)")
        request.httpMethod = method
        request.setValue(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            forHTTPHeaderField: "User-Agent")
        if let body {
            request.httpBody = Data(body.utf8)
            request.setValue(
                "application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        }
        let sent = cookies.now.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !sent.isEmpty { request.setValue(sent, forHTTPHeaderField: "Cookie") }
        let reply = try await Http.send(request)
        for cookie in HTTPCookie.cookies(
            withResponseHeaderFields: ["Set-Cookie": reply.headers["set-cookie"] ?? ""],
            for: reply.url)
        {
            cookies.with { $0[cookie.name] = cookie.value }
        }
        return reply
    }

    private func follow(_ first: Reply) async throws -> Page {
        var reply = first
        for _ in 0..<5 {
            guard (300..<400).contains(reply.status), let next = reply.headers["location"] else {
                return Page(reply)
            }
            reply = try await send("GET", next)
        }
        throw HarnessError("too many redirects")
    }
}

private func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
}

/// A page that was loaded.
public struct Page: Sendable {
    public let path: String
    public let status: Int
    public let html: String

    init(_ reply: Reply) {
        path = reply.url.path
        status = reply.status
        html = String(decoding: reply.body, as: UTF8.self)
    }

    /// The number that is shown.
    public func number() throws -> String {
        guard let after = html.components(separatedBy: #"id="number""#).dropFirst().first,
            let inside = after.components(separatedBy: ">").dropFirst().first,
            let number = inside.components(separatedBy: "<").first
        else { throw HarnessError("no number on \(path): \(html)") }
        return number
    }

    /// The link of the invitation that is shown.
    func link() throws -> String {
        guard let link = value(after: #"id="link" href=""#) else {
            throw HarnessError("no link on \(path): \(html)")
        }
        return link.replacingOccurrences(of: "&#38;", with: "&")
    }

    /// A number of as many digits that is not the one that is shown.
    public func wrongNumber() throws -> String {
        String(try number().map { $0 == "9" ? "0" : "9" })
    }

    /// How somebody is signed in, if anybody is.
    public var signedInBy: String? { value(after: #"data-method=""#) }

    var csrf: String? { value(after: #"name="csrf" value=""#) }

    private func value(after mark: String) -> String? {
        html.components(separatedBy: mark).dropFirst().first?.components(separatedBy: "\"").first
    }
}
