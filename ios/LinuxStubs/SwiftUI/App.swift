// An outline of SwiftUI's app and scenes, and of its door to UIKit, from Apple's documented signatures. Each symbol has the iOS version
// that introduced it.

import UIKit

@MainActor @preconcurrency
public protocol Scene {  // iOS 14.0
    associatedtype Body: Scene
    @SceneBuilder @MainActor @preconcurrency var body: Body { get }
}

extension Never: Scene {}

@MainActor
@resultBuilder
public struct SceneBuilder {  // iOS 14.0
    public static func buildBlock<Content: Scene>(_ content: Content) -> Content { content }
}

@MainActor @preconcurrency
public protocol App {  // iOS 14.0
    associatedtype Body: Scene
    @SceneBuilder @MainActor @preconcurrency var body: Body { get }
    init()
}

extension App {
    public static func main() { fatalError("an outline does not run") }  // iOS 14.0
}

public struct WindowGroup<Content: View>: Scene {  // iOS 14.0
    public init(@ViewBuilder content: () -> Content) {}
    public var body: Never { fatalError("an outline does not run") }
}

@MainActor @propertyWrapper
public struct UIApplicationDelegateAdaptor<DelegateType: NSObject & UIApplicationDelegate> {  // iOS 14.0
    public init(_ delegateType: DelegateType.Type = DelegateType.self) {}
    public var wrappedValue: DelegateType { fatalError("an outline does not run") }
}

@MainActor @preconcurrency
public protocol UIViewRepresentable: View where Body == Never {  // iOS 13.0
    associatedtype UIViewType: UIView
    associatedtype Coordinator = Void
    typealias Context = UIViewRepresentableContext<Self>
    @MainActor @preconcurrency func makeUIView(context: Context) -> UIViewType
    @MainActor @preconcurrency func updateUIView(_ uiView: UIViewType, context: Context)
    @MainActor @preconcurrency static func dismantleUIView(_ uiView: UIViewType, coordinator: Coordinator)
    @MainActor @preconcurrency func makeCoordinator() -> Coordinator
}

extension UIViewRepresentable {
    public var body: Never { fatalError("told, never drawn") }  // iOS 13.0
    public func _tell(_ telling: _Telling) {}  // iOS 13.0
    public static func dismantleUIView(_ uiView: UIViewType, coordinator: Coordinator) {}  // iOS 13.0
}

extension UIViewRepresentable where Coordinator == Void {
    public func makeCoordinator() {}  // iOS 13.0
}

@MainActor
public struct UIViewRepresentableContext<Representable: UIViewRepresentable> {  // iOS 13.0
    public let coordinator: Representable.Coordinator
}
