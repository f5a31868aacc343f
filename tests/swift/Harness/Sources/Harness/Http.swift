// Plain HTTP to this machine.

import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A reply.
public struct Reply: Sendable {
    public let status: Int
    public let headers: [String: String]
    public let body: Data
    public let url: URL
}

/// Requests of one client: no redirect is followed, no cookie kept.
public enum Http {
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpMaximumConnectionsPerHost = 100
        return URLSession(configuration: configuration, delegate: NoRedirect(), delegateQueue: nil)
    }()

    /// The body of a page that is there.
    public static func get(_ url: String) async throws -> Data {
        let reply = try await send(request(url))
        guard reply.status == 200 else { throw HarnessError("\(url): status \(reply.status)") }
        return reply.body
    }

    static func request(_ url: String) throws -> URLRequest {
        guard let url = URL(string: url) else { throw HarnessError("no address: \(url)") }
        return URLRequest(url: url, timeoutInterval: 60)
    }

    static func send(_ request: URLRequest) async throws -> Reply {
        let (body, response) = try await session.data(for: request)
        guard let http = response as? HTTPURLResponse, let url = http.url else {
            throw HarnessError("no HTTP reply")
        }
        var headers: [String: String] = [:]
        for (name, value) in http.allHeaderFields {
            headers["\(name)".lowercased()] = "\(value)"
        }
        return Reply(status: http.statusCode, headers: headers, body: body, url: url)
    }
}

private final class NoRedirect: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
