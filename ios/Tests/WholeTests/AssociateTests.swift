// The way to an association, from the first screen to the list.

import Doubles
import Features
import Harness
import Testing

@MainActor
@Suite struct AssociateTests {
    @Test(arguments: ["en", "it"])
    func aPhoneIsAssociatedAndApprovesASignIn(language: String) async throws {
        let service = try await Service.start()
        let email = try await service.seed()
        let handset = try Handset(language: language)
        try await handset.signedIn(service, email)
        try await handset.associate(service, email)

        let browser = Browser(service)
        let page = try await browser.signIn(email)
        try await handset.sees(.requestQuestion)
        try await handset.type(try page.number(), into: .requestNumber, "2")
        try await handset.tap(.requestAuthorize)
        try await handset.sees(.outcomeApproved)
        #expect(try await browser.decided() == "approved")
    }
}
