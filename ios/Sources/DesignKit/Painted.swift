// Views in the colours of the scheme in use.

import Accessibility
import SwiftUI

/// Its content in a colour, on another one if there is a ground.
struct Painted<Content: View>: View {
    @Environment(\.colorScheme) private var scheme
    let ink: Paint
    var ground: Paint?
    var border: Paint?
    @ViewBuilder let content: Content

    var body: some View {
        let shape = RoundedRectangle(cornerRadius: Space.corner)
        let inked = content.foregroundStyle(ink.color(scheme))
        if let ground {
            inked.background(ground.color(scheme), in: shape)
                .overlay { if let border { shape.stroke(border.color(scheme)) } }
        } else {
            inked
        }
    }
}

extension View {
    /// In the colour of `ink`.
    func ink(_ ink: Paint) -> some View { Painted(ink: ink) { self } }

    /// Read aloud when it comes, and whenever it changes.
    func announced(_ text: String) -> some View {
        onAppear { AccessibilityNotification.Announcement(text).post() }
            .onChange(of: text) { _, new in AccessibilityNotification.Announcement(new).post() }
    }
}
