// How the stack of screens moves.

extension PhoneState {
    /// Goes to a screen from which "back" leads here.
    mutating func push(_ screen: Screen) { stack.append(screen) }

    /// Puts another screen in the place of the one on top.
    mutating func replaceTop(_ screen: Screen) { stack[stack.count - 1] = screen }

    /// Goes back from the screen on top; from the first one nowhere.
    mutating func pop() { if stack.count > 1 { stack.removeLast() } }

    /// Goes to the first screen.
    mutating func goHome() { stack.removeLast(stack.count - 1) }

    /// Changes the last screen that `change` takes, wherever it lies; whether there is one.
    @discardableResult
    mutating func change(_ change: (inout Screen) -> Bool) -> Bool {
        for index in stack.indices.reversed() where change(&stack[index]) { return true }
        return false
    }

    /// A ticket that nobody has.
    mutating func ticket() -> Ticket {
        books.tickets += 1
        return Ticket(number: books.tickets)
    }

    /// The way back: what is in front first, then the screen on top.
    mutating func back() -> [Effect] {
        switch shown {
        case .inFront(.asked(let asked)): return later(asked)
        case .inFront(.over):
            front = nil
            return []
        case .page: return stack.count > 1 ? leave(cancels: false) : []
        case .locked, .stopped, .opening: return []
        }
    }

    /// Leaves the screen on top, and what belongs to it ends; `cancels` if "Cancel" was pressed.
    mutating func leave(cancels: Bool) -> [Effect] {
        switch screen {
        case .pairing(let wizard): return leavePairing(wizard, cancels: cancels)
        case .deed(let deed): return leaveDeed(deed)
        case .codes:
            pop()
            return [.lockCodes]
        default:
            pop()
            return []
        }
    }
}
