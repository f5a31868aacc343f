// A code that is to be written down.

import SwiftUI

/// The groups of a code, each with its number, so that one can be asked for; read aloud one character after the other.
public struct Groups: View {
    private let groups: [String]

    public init(_ groups: [String]) { self.groups = groups }

    public var body: some View {
        VStack(alignment: .leading, spacing: Space.small) {
            ForEach(groups.indices, id: \.self) { index in
                HStack(alignment: .firstTextBaseline, spacing: Space.medium) {
                    Text(verbatim: "\(index + 1)").font(.subheadline.monospacedDigit()).ink(.quiet)
                    Text(verbatim: groups[index]).font(.largeTitle.weight(.semibold).monospaced()).ink(.text)
                }
                .accessibilityElement(children: .ignore)
                .accessibilityLabel(Text(verbatim: "\(index + 1): \(spelt(groups[index]))"))
                .privacySensitive()
            }
        }
    }
}
