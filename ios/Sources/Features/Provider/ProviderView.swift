// Asks where the mailbox is.

import DesignKit
import SwiftUI

struct ProviderView: View {
    @Environment(\.words) private var words
    let page: ProviderPage
    let send: Send

    var body: some View {
        let isBusy = page.busy != nil
        Page(words(.pairProviderTitle)) {
            Paragraph(words(.pairProviderText))
            Entry(words(.pairProvider), page.address, .address, kind: .address, send: send).disabled(isBusy)
            OwnProblem(problem: page.problem)
        } buttons: {
            PrimaryButton(words(.goOn), isBusy: isBusy) { send(.page(.goOn)) }
            SecondaryButton(words(.pairScan), symbol: .scan) { send(.page(.openScan)) }.disabled(isBusy)
            CancelButton(send: send)
        }
    }
}
