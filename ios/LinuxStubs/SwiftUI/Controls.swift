// An outline of SwiftUI's texts, images and controls, from Apple's documented signatures. Each symbol has the iOS version that introduced it.
// Texts are taken verbatim alone: what is said comes from the app's own words, never from a literal.

public struct Text: _Leaf, Sendable {  // iOS 13.0
    let text: String
    public init(verbatim content: String) { text = content }
    public func _tell(_ telling: _Telling) { telling.nodes.append(_Node(.text, text)) }
}

extension Text {
    public func font(_ font: Font?) -> Text { self }  // iOS 13.0
    public func fontWeight(_ weight: Font.Weight?) -> Text { self }  // iOS 13.0
    public func monospacedDigit() -> Text { self }  // iOS 15.0
}

public struct Image: _Leaf {  // iOS 13.0
    let name: String
    public init(systemName: String) { name = systemName }
    public init(decorative name: String, bundle: Bundle? = nil) { self.name = "" }
    // A symbol is read by its name, unless it is hidden.
    public func _tell(_ telling: _Telling) { if !name.isEmpty { telling.nodes.append(_Node(.image, name)) } }
}

public struct ButtonRole: Equatable, Sendable {  // iOS 15.0
    public static let destructive = ButtonRole()
    public static let cancel = ButtonRole()
}

public struct Button<Label: View>: _Leaf {  // iOS 13.0
    let action: @MainActor () -> Void
    let label: Label
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        (self.action, self.label) = (action, label())
    }
    public init(role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {  // iOS 15.0
        (self.action, self.label) = (action, label())
    }
    public func _tell(_ telling: _Telling) {
        let inside = telling.nodes(of: label)
        let node = _Node(.button, inside.spoken)
        node.isEnabled = telling.environment.isEnabled
        node.minHeight = inside.compactMap(\.minHeight).max()
        let action = action
        node.tap = { action() }
        telling.nodes.append(node)
    }
}

public struct TextField<Label: View>: _Leaf {  // iOS 13.0
    let text: Binding<String>
    let label: Label
    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {  // iOS 15.0
        (self.text, self.label) = (text, label())
    }
    public func _tell(_ telling: _Telling) { telling._field(.field, label, text, value: text.wrappedValue) }
}

public struct SecureField<Label: View>: _Leaf {  // iOS 13.0
    let text: Binding<String>
    let label: Label
    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {  // iOS 15.0
        (self.text, self.label) = (text, label())
    }
    public func _tell(_ telling: _Telling) { telling._field(.secureField, label, text, value: nil) }
}

extension _Telling {
    fileprivate func _field(_ role: _Node.Role, _ label: some View, _ text: Binding<String>, value: String?) {
        let node = _Node(role, nodes(of: label).spoken)
        node.value = value?.isEmpty == true ? nil : value
        node.isEnabled = environment.isEnabled
        let watchers = watchers
        node.type = { typed in
            text.wrappedValue = typed
            for watcher in watchers { watcher(typed) }
        }
        nodes.append(node)
    }
}

public struct ProgressView: _Leaf {  // iOS 14.0
    let part: Double?
    public init() { part = nil }
    public init<V: BinaryFloatingPoint>(value: V?, total: V = 1.0) { part = value.map { Double($0 / total) } }
    public func _tell(_ telling: _Telling) { telling.nodes.append(_Node(.progress, "")) }
}
