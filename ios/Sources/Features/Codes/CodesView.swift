// The fallback codes: locked, or shown until they lock again.

import CoreBridge
import DesignKit
import SwiftUI

struct CodesView: View {
    @Environment(\.words) private var words
    let page: CodesPage
    let nowBootMs: Int64
    let send: Send

    var body: some View {
        if let codes = page.codes {
            Page(words(.codesTitle)) {
                if codes.isEmpty {
                    Paragraph(words(.codesNone))
                } else {
                    shown(codes)
                }
            }
        } else {
            Page(words(.codesTitle)) {
                Sign(.lock, .plain)
                if page.isOpening { Waiting(words(.codesOpening)) } else { Paragraph(words(.codesLocked)) }
                OwnProblem(problem: page.problem)
            } buttons: {
                PrimaryButton(words(.codesUnlock), symbol: .lock, isBusy: page.isOpening) { send(.page(.unlockCodes)) }
            }
        }
    }

    @ViewBuilder private func shown(_ codes: [Code]) -> some View {
        Paragraph(words(.codesText))
        OwnProblem(problem: page.problem)
        LazyVStack(spacing: 16) {
            ForEach(codes, id: \.account) { code in
                CodeCard(code: code, isCopied: page.copied == code.account, nowBootMs: nowBootMs, send: send)
            }
        }
        if let locksAt = page.locksAtBootMs { Aside(words(.codesLocksIn, "\(wholeSeconds(locksAt - nowBootMs))")) }
    }
}

private struct CodeCard: View {
    @Environment(\.words) private var words
    let code: Code
    let isCopied: Bool
    let nowBootMs: Int64
    let send: Send

    var body: some View {
        Card {
            Name(code.name)
            Aside(code.provider)
            if let digits = code.digits {
                now(digits)
                SecondaryButton(words(.codesCopy), symbol: .copy) { send(.page(.copyCode(code.account))) }
                if isCopied { Standing(words(.codesCopied), .good) }
                // It is corrected already; this says which way the phone's clock is off.
                if code.clockAheadS != 0 { Aside(words(code.clockAheadS > 0 ? .codesClockAhead : .codesClockBehind)) }
            } else {
                Standing(words(.codesLost), .bad)
            }
        }
    }

    @ViewBuilder private func now(_ digits: Digits) -> some View {
        let leftMs = digits.validUntilBootMs - nowBootMs
        LargeCode(digits.now)
        Countdown(
            words(.requestLeft), left: words(.seconds, "\(wholeSeconds(leftMs))"), leftMs: leftMs,
            wholeMs: digits.periodMs, announces: false)
        SmallCode(digits.next) { words(.codesNext, $0) }
    }
}
