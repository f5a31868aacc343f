// Not Apple's: what VoiceOver would read of a view and what a finger could do, found by walking the view.

import Foundation

/// Something that is read aloud, or can be touched.
@MainActor
public final class _Node {
    public enum Role: String, Sendable { case text, heading, button, field, secureField, progress, image }

    public var role: Role
    public var label: String
    public var value: String?
    public var isEnabled = true
    public var isSelected = false
    /// The smallest height that a touch is given, pt; nil if nothing was said.
    public var minHeight: CGFloat?
    public var tap: (@MainActor () -> Void)?
    public var type: (@MainActor (String) -> Void)?
    public var submit: (@MainActor () -> Void)?

    init(_ role: Role, _ label: String) { (self.role, self.label) = (role, label) }
}

/// What surrounds a view while it is walked, and what was found so far.
@MainActor
public final class _Telling {
    public var nodes: [_Node] = []
    var environment = EnvironmentValues()
    /// What `onChange` waits for, for whatever is typed below it.
    var watchers: [(String) -> Void] = []
    /// What `navigationDestination` shows, by the type of its values.
    var destinations: [ObjectIdentifier: (Any, _Telling) -> Void] = [:]

    public init() {}

    /// Walks a view; what it is given counts for it alone.
    public func tell(_ view: some View) {
        let (environment, watchers, outer) = (environment, watchers, EnvironmentValues.current)
        EnvironmentValues.current = environment
        view._tell(self)
        EnvironmentValues.current = outer
        (self.environment, self.watchers) = (environment, watchers)
    }

    /// What a view alone would say.
    func nodes(of view: some View) -> [_Node] {
        let begun = nodes.count
        tell(view)
        defer { nodes.removeSubrange(begun...) }
        return Array(nodes[begun...])
    }
}

/// Everything that is said of a view.
@MainActor
public func _told(_ view: some View) -> [_Node] {
    let telling = _Telling()
    telling.tell(view)
    return telling.nodes
}

extension [_Node] {
    /// In one breath.
    @MainActor var spoken: String {
        map { [$0.label, $0.value].compactMap { $0 }.joined(separator: ", ") }.filter { !$0.isEmpty }.joined(
            separator: ", ")
    }
}

/// A view that does something to how another one is told.
public struct _Modified<Content: View>: View {
    let content: Content
    let change: @MainActor (_Telling, Content) -> Void

    public var body: Never { fatalError("told, never drawn") }

    public func _tell(_ telling: _Telling) { change(telling, content) }
}

extension View {
    func _modified(_ change: @escaping @MainActor (_Telling, Self) -> Void) -> _Modified<Self> {
        _Modified(content: self, change: change)
    }

    /// A modifier that changes how a view looks, and nothing that is said of it.
    func _looks() -> _Modified<Self> { _modified { $0.tell($1) } }

    /// A modifier that changes what surrounds a view.
    func _in(_ change: @escaping @MainActor (inout EnvironmentValues) -> Void) -> _Modified<Self> {
        _modified { telling, content in
            let outer = telling.environment
            change(&telling.environment)
            telling.tell(content)
            telling.environment = outer
        }
    }

    /// A modifier that changes what is said.
    func _nodes(_ change: @escaping @MainActor (inout [_Node]) -> Void) -> _Modified<Self> {
        _modified { telling, content in
            var nodes = telling.nodes(of: content)
            change(&nodes)
            telling.nodes += nodes
        }
    }
}
