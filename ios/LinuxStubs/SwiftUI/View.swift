// An outline of SwiftUI's views and builders, from Apple's documented signatures, as far as the app uses them. Each symbol has the
// iOS version that introduced it. Never part of the app.

@_exported import Foundation
@_exported import Observation

@MainActor @preconcurrency
public protocol View {  // iOS 13.0
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }

    /// Not Apple's: see `_Telling`.
    func _tell(_ telling: _Telling)
}

extension View {
    public func _tell(_ telling: _Telling) { telling.tell(body) }  // iOS 13.0
}

extension Never: View {
    public var body: Never { fatalError("told, never drawn") }  // iOS 13.0
    public func _tell(_ telling: _Telling) {}  // iOS 13.0
}

/// A view that is told by itself.
public protocol _Leaf: View where Body == Never {}  // iOS 13.0
extension _Leaf {
    public var body: Never { fatalError("told, never drawn") }  // iOS 13.0
    public func _tell(_ telling: _Telling) {}  // iOS 13.0
}

@MainActor
@resultBuilder
public struct ViewBuilder {  // iOS 13.0
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> TupleView<
        (repeat each Content)
    > {
        TupleView { telling in repeat telling.tell(each content) }
    }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<A: View, B: View>(first: A) -> _ConditionalContent<A, B> { .first(first) }
    public static func buildEither<A: View, B: View>(second: B) -> _ConditionalContent<A, B> { .second(second) }
}

public struct EmptyView: _Leaf {  // iOS 13.0
    public init() {}
}

public struct TupleView<T>: _Leaf {  // iOS 13.0
    let each: @MainActor (_Telling) -> Void
    public func _tell(_ telling: _Telling) { each(telling) }
}

public enum _ConditionalContent<A: View, B: View>: _Leaf {  // iOS 13.0
    case first(A)
    case second(B)
    public func _tell(_ telling: _Telling) {
        switch self {
        case .first(let view): telling.tell(view)
        case .second(let view): telling.tell(view)
        }
    }
}

extension Optional: View where Wrapped: View {
    public var body: Never { fatalError("told, never drawn") }  // iOS 13.0
    public func _tell(_ telling: _Telling) { if let self { telling.tell(self) } }  // iOS 13.0
}

public struct AnyView: _Leaf {  // iOS 13.0
    let view: any View
    public init<V: View>(_ view: V) { self.view = view }
    public func _tell(_ telling: _Telling) { telling.tell(view) }
}

public struct Group<Content: View>: _Leaf {  // iOS 13.0
    let content: Content
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
    public func _tell(_ telling: _Telling) { telling.tell(content) }
}
