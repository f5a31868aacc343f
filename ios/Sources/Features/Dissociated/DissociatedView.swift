// This phone is no longer an account's device, and why.

import CoreBridge
import DesignKit
import SwiftUI

struct DissociatedView: View {
    @Environment(\.words) private var words
    /// Nil if it left the list meanwhile: the page goes with it.
    let account: Account?
    let send: Send

    var body: some View {
        if let account {
            Page(words(.dissociatedTitle)) {
                Sign(.denied, .bad)
                Paragraph(words(.dissociatedText, account.name, words(account.association.phrase)))
                Paragraph(words(.dissociatedNext))
            } buttons: {
                PrimaryButton(words(.pairAssociate), symbol: .phone) { send(.page(.associate)) }
                SecondaryButton(words(.settingsRemove), symbol: .delete) { send(.page(.askRemove)) }
                SecondaryButton(words(.close)) { send(.back) }
            }
        }
    }
}
