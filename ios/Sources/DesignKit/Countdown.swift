// What is left of a time.

import Accessibility
import SwiftUI

/// Seconds left at which it is read aloud by itself; between them it is silent.
private let marks = [60, 30, 10]

/// As words and as a bar: `leftMs` of `wholeMs`. The last sixth looks different, by its symbol too.
public struct Countdown: View {
    @Environment(\.accessibilityReduceMotion) private var reducesMotion
    private let label: String
    private let left: String
    private let leftMs: Int64
    private let wholeMs: Int64
    private let announces: Bool

    /// `left` is what is left in words.
    public init(_ label: String, left: String, leftMs: Int64, wholeMs: Int64, announces: Bool = true) {
        (self.label, self.left, self.announces) = (label, left, announces)
        (self.leftMs, self.wholeMs) = (max(0, leftMs), max(1, wholeMs))
    }

    public var body: some View {
        let isLate = leftMs <= wholeMs / 6
        VStack(alignment: .leading, spacing: Space.small) {
            HStack(spacing: Space.small) {
                (isLate ? Symbol.warning : .clock).image
                Text(verbatim: label).font(.subheadline).frame(maxWidth: .infinity, alignment: .leading)
                Text(verbatim: left).font(.subheadline.weight(.semibold)).monospacedDigit()
            }
            ProgressView(value: min(Double(leftMs), Double(wholeMs)), total: Double(wholeMs))
                .animation(reducesMotion ? nil : .linear(duration: 1), value: leftMs)
        }
        .ink(isLate ? .warning : .text)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: label))
        .accessibilityValue(Text(verbatim: left))
        .accessibilityAddTraits(.updatesFrequently)
        .onChange(of: mark) { _, new in
            if announces, new != nil { AccessibilityNotification.Announcement(left).post() }
        }
    }

    /// The last mark that was passed, seconds.
    private var mark: Int? { marks.last { leftMs <= Int64($0) * 1000 } }
}
