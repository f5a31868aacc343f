// An outline of SwiftUI's colours, fonts and shapes, from Apple's documented signatures. Each symbol has the iOS version that introduced it.

public protocol ShapeStyle: Sendable {}  // iOS 13.0

public struct Color: ShapeStyle, _Leaf, Hashable {  // iOS 13.0
    public enum RGBColorSpace: Sendable { case sRGB }
    nonisolated public init(_ name: String, bundle: Bundle? = nil) {}
    nonisolated public init(
        _ colorSpace: RGBColorSpace = .sRGB, red: Double, green: Double, blue: Double, opacity: Double = 1
    ) {}
}

public struct Font: Hashable, Sendable {  // iOS 13.0
    public enum Weight: Sendable { case medium, semibold }
    public static let largeTitle = Font()
    public static let title = Font()
    public static let title2 = Font()  // iOS 14.0
    public static let headline = Font()
    public static let subheadline = Font()
    public static let body = Font()
    public func weight(_ weight: Weight) -> Font { self }
    public func monospacedDigit() -> Font { self }
    public func monospaced() -> Font { self }  // iOS 15.0
}

public protocol Shape: _Leaf, Sendable {}  // iOS 13.0
extension Shape {
    public func stroke<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { self }  // iOS 13.0
}

public struct RoundedRectangle: Shape {  // iOS 13.0
    public init(cornerRadius: CGFloat) {}
}

public struct Circle: Shape {  // iOS 13.0
    public init() {}
}

public enum TextAlignment: Sendable { case leading, center }  // iOS 13.0

public struct Animation: Equatable, Sendable {  // iOS 13.0
    public static func linear(duration: Double) -> Animation { Animation() }
}

public enum ContentMode: Sendable { case fit, fill }  // iOS 13.0

public protocol ButtonStyle {  // iOS 13.0
    associatedtype Body: View
    typealias Configuration = ButtonStyleConfiguration
    @MainActor @ViewBuilder func makeBody(configuration: Configuration) -> Body
}

@MainActor
public struct ButtonStyleConfiguration {  // iOS 13.0
    public struct Label: _Leaf {}
    public let label: Label
    public let isPressed: Bool
}

public struct PlainButtonStyle {  // iOS 13.0
}

public struct SubmitLabel: Sendable {  // iOS 15.0
    public static let go = SubmitLabel()
    public static let next = SubmitLabel()
    public static let done = SubmitLabel()
}

public struct TextInputAutocapitalization: Sendable {  // iOS 15.0
    public static var never: TextInputAutocapitalization { TextInputAutocapitalization() }
}

public enum NavigationBarItem: Sendable {  // iOS 13.0
    public enum TitleDisplayMode: Sendable { case inline, large }  // iOS 14.0
}
