// Codes and instants, from the generated types.

import AssensoFFI

extension Code {
    init(_ view: CodeView, nowBootMs: Int64) {
        self.init(
            account: AccountKey(view.account), provider: view.provider, name: view.name, clockAheadS: view.clockAheadS,
            digits: view.digits.map { digits in
                Digits(
                    now: digits.now, next: digits.next, validUntilBootMs: nowBootMs.plus(digits.validForMs),
                    periodMs: Int64(0).plus(digits.periodMs))
            })
    }
}

extension Int64 {
    /// The boot instant, ms, that is `leftMs` after this one. The clock is to be read *before* the time left is asked for, so
    /// that a deadline is rather early than late.
    func plus(_ leftMs: UInt64) -> Int64 {
        let (sum, isOver) = addingReportingOverflow(Int64(clamping: leftMs))
        return isOver ? .max : sum
    }
}
