// An outline of SwiftUI's state and environment, from Apple's documented signatures. Each symbol has the iOS version that introduced it.

/// Keeps what it was given, for as long as the view that it was made for.
public final class _Box<Value> {  // iOS 13.0
    var value: Value
    init(_ value: Value) { self.value = value }
}

@propertyWrapper
public struct State<Value> {  // iOS 13.0
    let box: _Box<Value>
    public init(wrappedValue: Value) { box = _Box(wrappedValue) }
    public init(initialValue: Value) { box = _Box(initialValue) }
    public var wrappedValue: Value {
        get { box.value }
        nonmutating set { box.value = newValue }
    }
    public var projectedValue: Binding<Value> { Binding(get: { box.value }, set: { box.value = $0 }) }
}
extension State: @unchecked Sendable where Value: Sendable {}

@propertyWrapper
@dynamicMemberLookup
public struct Binding<Value> {  // iOS 13.0
    let get: () -> Value
    let set: (Value) -> Void
    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) { (self.get, self.set) = (get, set) }
    public static func constant(_ value: Value) -> Binding<Value> { Binding(get: { value }, set: { _ in }) }
    public var wrappedValue: Value {
        get { get() }
        nonmutating set { set(newValue) }
    }
    public var projectedValue: Binding<Value> { self }
    public subscript<Subject>(dynamicMember path: WritableKeyPath<Value, Subject>) -> Binding<Subject> {
        Binding<Subject>(
            get: { get()[keyPath: path] },
            set: { new in
                var value = get()
                value[keyPath: path] = new
                set(value)
            })
    }
}

@propertyWrapper
public struct FocusState<Value: Hashable> {  // iOS 15.0
    let box: _Box<Value>
    public init() where Value == Bool { box = _Box(false) }
    public var wrappedValue: Value {
        get { box.value }
        nonmutating set { box.value = newValue }
    }
    public var projectedValue: FocusState<Value>.Binding { Binding(box: box) }
    public struct Binding {
        let box: _Box<Value>
        public var wrappedValue: Value {
            get { box.value }
            nonmutating set { box.value = newValue }
        }
    }
}

@propertyWrapper
public struct SceneStorage<Value> {  // iOS 14.0
    let box: _Box<Value>
    public init(wrappedValue: Value, _ key: String) where Value == String { box = _Box(wrappedValue) }
    public var wrappedValue: Value {
        get { box.value }
        nonmutating set { box.value = newValue }
    }
}

@propertyWrapper
public struct Environment<Value> {  // iOS 13.0
    let path: KeyPath<EnvironmentValues, Value>
    let surroundings: EnvironmentValues
    @MainActor public init(_ keyPath: KeyPath<EnvironmentValues, Value>) {
        (path, surroundings) = (keyPath, EnvironmentValues.current)
    }
    @MainActor public var wrappedValue: Value { EnvironmentValues.current[keyPath: path] }
}

public protocol EnvironmentKey {  // iOS 13.0
    associatedtype Value
    static var defaultValue: Value { get }
}

public struct EnvironmentValues {  // iOS 13.0
    /// Not Apple's: what surrounds the view that is walked now.
    @MainActor static var current = EnvironmentValues()
    private var values: [ObjectIdentifier: Any] = [:]
    public subscript<K: EnvironmentKey>(key: K.Type) -> K.Value {
        get { values[ObjectIdentifier(key)] as? K.Value ?? K.defaultValue }
        set { values[ObjectIdentifier(key)] = newValue }
    }
    public var isEnabled = true
    public var colorScheme = ColorScheme.light
    public var scenePhase = ScenePhase.active  // iOS 14.0
    public var dynamicTypeSize = DynamicTypeSize.large  // iOS 15.0
    public var accessibilityReduceMotion = false
    public init() {}
}

public enum ScenePhase: Comparable, Sendable {  // iOS 14.0
    case background, inactive, active
}

public enum ColorScheme: CaseIterable, Sendable {  // iOS 13.0
    case light, dark
}

public enum DynamicTypeSize: Comparable, CaseIterable, Sendable {  // iOS 15.0
    case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge
    case accessibility1, accessibility2, accessibility3, accessibility4, accessibility5
    public var isAccessibilitySize: Bool { self >= .accessibility1 }
}
