// An outline of SwiftUI's containers, from Apple's documented signatures. Each symbol has the iOS version that introduced it.

public struct HorizontalAlignment: Equatable, Sendable {  // iOS 13.0
    public static let leading = HorizontalAlignment()
    public static let center = HorizontalAlignment()
}

public struct VerticalAlignment: Equatable, Sendable {  // iOS 13.0
    public static let top = VerticalAlignment()
    public static let center = VerticalAlignment()
    public static let firstTextBaseline = VerticalAlignment()
}

public struct Alignment: Equatable, Sendable {  // iOS 13.0
    public static let center = Alignment()
    public static let leading = Alignment()
    public static let topLeading = Alignment()
}

public struct HStack<Content: View>: _Leaf {  // iOS 13.0
    let content: Content
    public init(
        alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { self.content = content() }
    public func _tell(_ telling: _Telling) { telling.tell(content) }
}

public struct VStack<Content: View>: _Leaf {  // iOS 13.0
    let content: Content
    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { self.content = content() }
    public func _tell(_ telling: _Telling) { telling.tell(content) }
}

public struct LazyVStack<Content: View>: _Leaf {  // iOS 14.0
    let content: Content
    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) { self.content = content() }
    public func _tell(_ telling: _Telling) { telling.tell(content) }
}

public struct ZStack<Content: View>: _Leaf {  // iOS 13.0
    let content: Content
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) { self.content = content() }
    public func _tell(_ telling: _Telling) { telling.tell(content) }
}

public struct ScrollView<Content: View>: _Leaf {  // iOS 13.0
    let content: Content
    public init(_ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content) {
        self.content = content()
    }
    public func _tell(_ telling: _Telling) { telling.tell(content) }
}

/// The first of them that fits; here always the first.
public struct ViewThatFits<Content: View>: _Leaf {  // iOS 16.0
    let content: Content
    public init(in axes: Axis.Set = [.horizontal, .vertical], @ViewBuilder content: () -> Content) {
        self.content = content()
    }
    public func _tell(_ telling: _Telling) { telling.tell(content) }
}

public struct AnyLayout: Sendable {  // iOS 16.0
    public init(_ layout: HStackLayout) {}
    public init(_ layout: VStackLayout) {}
    @MainActor public func callAsFunction<V: View>(@ViewBuilder _ content: () -> V) -> some View { content() }
}

public struct HStackLayout: Sendable {  // iOS 16.0
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil) {}
}

public struct VStackLayout: Sendable {  // iOS 16.0
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil) {}
}

public struct Spacer: _Leaf {  // iOS 13.0
    public init(minLength: CGFloat? = nil) {}
}

public struct Divider: _Leaf {  // iOS 13.0
    public init() {}
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: _Leaf {  // iOS 13.0
    let data: Data
    let content: @MainActor (Data.Element) -> Content
    public init(
        _ data: Data, id: KeyPath<Data.Element, ID>,
        @ViewBuilder content: @escaping @MainActor (Data.Element) -> Content
    ) {
        (self.data, self.content) = (data, content)
    }
    public func _tell(_ telling: _Telling) { for element in data { telling.tell(content(element)) } }
}

public struct NavigationStack<Data, Root: View>: _Leaf {  // iOS 16.0
    let path: [AnyHashable]
    let goBack: @MainActor () -> Void
    let root: Root
    public init(path: Binding<Data>, @ViewBuilder root: () -> Root)
    where
        Data: MutableCollection, Data: RandomAccessCollection, Data: RangeReplaceableCollection, Data.Element: Hashable
    {
        self.path = path.wrappedValue.map { AnyHashable($0) }
        goBack = {
            var shorter = path.wrappedValue
            shorter.removeLast()
            path.wrappedValue = shorter
        }
        self.root = root()
    }
    // What is on top is what is seen; the system's own button leads back from it.
    public func _tell(_ telling: _Telling) {
        telling.destinations = [:]
        let first = telling.nodes(of: root)
        guard let top = path.last else {
            telling.nodes += first
            return
        }
        let back = _Node(.button, "⟨")
        back.minHeight = 44
        back.tap = goBack
        telling.nodes.append(back)
        telling.destinations[ObjectIdentifier(type(of: top.base))]?(top.base, telling)
    }
}

public enum Axis: Sendable {  // iOS 13.0
    case horizontal, vertical
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let horizontal = Set(rawValue: 1)
        public static let vertical = Set(rawValue: 2)
    }
}

public enum Edge: Sendable {  // iOS 13.0
    case top, bottom
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let top = Set(rawValue: 1)
        public static let bottom = Set(rawValue: 2)
        public static let horizontal = Set(rawValue: 4)
        public static let vertical = Set(rawValue: 3)
        public static let all = Set(rawValue: 7)
    }
}

public enum VerticalEdge: Sendable {  // iOS 15.0
    case top, bottom
}
