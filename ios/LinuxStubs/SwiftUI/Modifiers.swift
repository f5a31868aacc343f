// An outline of SwiftUI's modifiers, from Apple's documented signatures. Each symbol has the iOS version that introduced it.

@_exported import UIKit

// How a view looks.
extension View {
    public func font(_ font: Font?) -> some View { _looks() }  // iOS 13.0
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { _looks() }  // iOS 15.0
    public func tint(_ tint: Color?) -> some View { _looks() }  // iOS 15.0
    public func background<S: ShapeStyle>(_ style: S) -> some View { _looks() }  // iOS 15.0
    public func background<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View { _looks() }  // iOS 15.0
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View {  // iOS 15.0
        let above = content()
        return _modified { telling, content in
            telling.tell(content)
            telling.tell(above)
        }
    }
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { _looks() }  // iOS 13.0
    public func padding(_ length: CGFloat) -> some View { _looks() }  // iOS 13.0
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {  // iOS 13.0
        _looks()
    }
    public func frame(  // iOS 13.0
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View {
        _nodes { nodes in
            if let minHeight { for node in nodes { node.minHeight = max(minHeight, node.minHeight ?? 0) } }
        }
    }
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { _looks() }  // iOS 13.0
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { _looks() }  // iOS 13.0
    public func lineLimit(_ number: Int?) -> some View { _looks() }  // iOS 13.0
    public func minimumScaleFactor(_ factor: CGFloat) -> some View { _looks() }  // iOS 13.0
    public func aspectRatio(_ aspectRatio: CGFloat? = nil, contentMode: ContentMode) -> some View { _looks() }  // iOS 13.0
    public func clipShape<S: Shape>(_ shape: S) -> some View { _looks() }  // iOS 13.0
    public func opacity(_ opacity: Double) -> some View { _looks() }  // iOS 13.0
    public func animation<V: Equatable>(_ animation: Animation?, value: V) -> some View { _looks() }  // iOS 13.0
    public func safeAreaInset<V: View>(  // iOS 15.0
        edge: VerticalEdge, alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil,
        @ViewBuilder content: () -> V
    ) -> some View {
        let inset = content()
        return _modified { telling, content in
            if edge == .top { telling.tell(inset) }
            telling.tell(content)
            if edge == .bottom { telling.tell(inset) }
        }
    }
    public func ignoresSafeArea() -> some View { _looks() }  // iOS 14.0
    public func buttonStyle<S: ButtonStyle>(_ style: S) -> some View { _looks() }  // iOS 13.0
    public func id<ID: Hashable>(_ id: ID) -> some View { _looks() }  // iOS 13.0
    public func privacySensitive(_ sensitive: Bool = true) -> some View { _looks() }  // iOS 15.0
    public func navigationBarTitleDisplayMode(_ displayMode: NavigationBarItem.TitleDisplayMode) -> some View {
        _looks()
    }  // iOS 14.0
}

// How text is typed.
extension View {
    public func keyboardType(_ type: UIKeyboardType) -> some View { _looks() }  // iOS 13.0
    public func textContentType(_ textContentType: UITextContentType?) -> some View { _looks() }  // iOS 13.0
    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View {
        _looks()
    }  // iOS 15.0
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { _looks() }  // iOS 13.0
    public func submitLabel(_ submitLabel: SubmitLabel) -> some View { _looks() }  // iOS 15.0
    public func focused(_ condition: FocusState<Bool>.Binding) -> some View { _looks() }  // iOS 15.0
    public func onSubmit(_ action: @escaping @MainActor () -> Void) -> some View {  // iOS 15.0
        _nodes { for node in $0 where node.type != nil { node.submit = { action() } } }
    }
}

// What happens.
extension View {
    public func disabled(_ disabled: Bool) -> some View { _in { if disabled { $0.isEnabled = false } } }  // iOS 13.0
    public func onAppear(perform action: (@MainActor () -> Void)? = nil) -> some View { _looks() }  // iOS 13.0
    public func task(priority: TaskPriority = .userInitiated, _ action: @escaping @MainActor () async -> Void)
        -> some View
    {  // iOS 15.0
        _looks()
    }
    public func onTapGesture(count: Int = 1, perform action: @escaping @MainActor () -> Void) -> some View { _looks() }  // iOS 13.0
    public func onOpenURL(perform action: @escaping @MainActor (URL) -> Void) -> some View { _looks() }  // iOS 14.0
    public func onContinueUserActivity(
        _ activityType: String, perform action: @escaping @MainActor (NSUserActivity) -> Void
    )
        -> some View  // iOS 14.0
    { _looks() }
    public func onChange<V: Equatable>(
        of value: V, initial: Bool = false, _ action: @escaping @MainActor (V, V) -> Void
    )
        -> some View  // iOS 17.0
    {
        _modified { telling, content in
            let outer = telling.watchers
            telling.watchers.append { typed in
                if let typed = typed as? V { MainActor.assumeIsolated { action(value, typed) } }
            }
            telling.tell(content)
            telling.watchers = outer
        }
    }
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {  // iOS 13.0
        _in { $0[keyPath: keyPath] = value }
    }
    public func dynamicTypeSize(_ size: DynamicTypeSize) -> some View { _in { $0.dynamicTypeSize = size } }  // iOS 15.0
    public func navigationDestination<D: Hashable, C: View>(  // iOS 16.0
        for data: D.Type, @ViewBuilder destination: @escaping @MainActor (D) -> C
    ) -> some View {
        _modified { telling, content in
            telling.destinations[ObjectIdentifier(data)] = { value, telling in
                if let value = value as? D { telling.tell(destination(value)) }
            }
            telling.tell(content)
        }
    }
}

// What is read aloud.
public struct AccessibilityTraits: OptionSet, Sendable {  // iOS 13.0
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let isHeader = AccessibilityTraits(rawValue: 1)
    public static let isSelected = AccessibilityTraits(rawValue: 2)
    public static let updatesFrequently = AccessibilityTraits(rawValue: 4)
}

public struct AccessibilityChildBehavior: Hashable, Sendable {  // iOS 13.0
    let name: String
    public static let ignore = AccessibilityChildBehavior(name: "ignore")
    public static let combine = AccessibilityChildBehavior(name: "combine")
}

extension View {
    public func accessibilityLabel(_ label: Text) -> some View {  // iOS 14.0
        _nodes { nodes in for node in nodes { node.label = label.text } }
    }
    public func accessibilityValue(_ value: Text) -> some View {  // iOS 14.0
        _nodes { nodes in for node in nodes { node.value = value.text } }
    }
    public func accessibilityHidden(_ hidden: Bool) -> some View { _nodes { if hidden { $0 = [] } } }  // iOS 14.0
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View {  // iOS 14.0
        _nodes { nodes in
            for node in nodes {
                if traits.contains(.isHeader) { node.role = .heading }
                if traits.contains(.isSelected) { node.isSelected = true }
            }
        }
    }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View {  // iOS 13.0
        _nodes { nodes in
            let one = _Node(.text, children == .combine ? nodes.spoken : "")
            one.minHeight = nodes.compactMap(\.minHeight).max()
            nodes = [one]
        }
    }
}
