// A page: its title, content that scrolls, and what there is to press.

import SwiftUI

/// The buttons stay in sight at the bottom; with very large letters they come after the content, which needs the room.
public struct Page<Content: View, Buttons: View>: View {
    @Environment(\.dynamicTypeSize) private var letters
    @Environment(\.colorScheme) private var scheme
    private let title: String
    private let keepsButtons: Bool
    private let content: Content
    private let buttons: Buttons

    /// `keepsButtons`: they stay at the bottom with the largest letters too.
    public init(
        _ title: String, keepsButtons: Bool = false, @ViewBuilder content: () -> Content,
        @ViewBuilder buttons: () -> Buttons
    ) {
        (self.title, self.keepsButtons) = (title, keepsButtons)
        (self.content, self.buttons) = (content(), buttons())
    }

    public var body: some View {
        let stay = keepsButtons || !letters.isAccessibilitySize
        ScrollView {
            VStack(alignment: .leading, spacing: Space.normal) {
                Title(text: title).ink(.text)
                content
                if !stay { column }
            }
            .padding(Space.normal)
            .frame(maxWidth: Space.column)
            .frame(maxWidth: .infinity)
        }
        .safeAreaInset(edge: .bottom) {
            if stay {
                column.padding(Space.normal).frame(maxWidth: Space.column).frame(maxWidth: .infinity)
                    .background(Paint.ground.color(scheme))
            }
        }
        .background(Paint.ground.color(scheme))
        .navigationBarTitleDisplayMode(.inline)
    }

    private var column: some View { VStack(spacing: Space.medium) { buttons } }
}

extension Page where Buttons == EmptyView {
    public init(_ title: String, @ViewBuilder content: () -> Content) {
        self.init(title, content: content) {}
    }
}
