// Invitations, by link and by QR code.

import CoreBridge
import Testing

@testable import Features

@Suite struct InvitationTests {
    private let link = Field("https://mail.example/.well-known/assenso/invite#t=x")
    private let invitation = Invitation(issuer: issuer, domain: "mail.example", isListed: true, link: "link")

    private func read(_ trial: Trial, _ effects: [Effect], _ reply: Reply<Invitation>) {
        if let ticket = effects.ticket { trial.core(.invitationRead(ticket, reply)) }
    }

    @Test func aLinkIsShownBeforeItDoesAnything() throws {
        let trial = opened()
        let effects = trial.phone(.openLink(link))
        let ticket = try #require(effects.ticket)
        #expect(effects == [.readInvitation(ticket, link)])
        read(trial, effects, .ok(invitation))
        let view = InvitationView(issuer: issuer, domain: "mail.example", provider: "Example Mail", isListed: true)
        #expect(trial.invited?.view == view)
        let pair = trial.page(.goOn)
        let second = try #require(pair.ticket)
        #expect(pair == [.pairInvited(second, invitation)])
        #expect(trial.page(.goOn).isEmpty, "once")
        trial.core(.begun(second, .ok(flow(.signIn))))
        #expect(trial.wizard?.page == .signIn(email: Field(), password: Field()))
    }

    @Test func anIssuerThatThisAppDoesNotKnowIsSaidToBeSo() {
        let trial = opened()
        let other = Invitation(issuer: "https://mail.exarnple", domain: "mail.exarnple", isListed: false, link: "")
        read(trial, trial.phone(.openLink(link)), .ok(other))
        #expect(trial.invited?.view?.isListed == false && trial.invited?.view?.provider == nil)
        #expect(trial.invited?.view?.domain == "mail.exarnple")
    }

    @Test func aSlashAtTheEndMakesNoOtherIssuer() {
        let trial = opened()
        let other = Invitation(issuer: issuer + "/", domain: "mail.example", isListed: true, link: "")
        read(trial, trial.phone(.openLink(link)), .ok(other))
        #expect(trial.invited?.view?.provider == "Example Mail")
    }

    @Test func theCameraAsksFirstAndWhatItSawIsLookedAtOnce() {
        let trial = opened()
        trial.page(.addAccount)
        #expect(trial.page(.openScan) == [.phone(.askForCamera)])
        #expect(trial.page(.scanned(link)).isEmpty)
        trial.phone(.camera(allowed: true))
        #expect(trial.page(.scanned(link), .scanned(link)).count == 1)
    }

    @Test func aCodeThatIsNoInvitationIsSaidAndStaysSaidWhileTheCameraLooksForTheRightOne() {
        let trial = opened()
        trial.page(.addAccount, .openScan)
        trial.phone(.camera(allowed: true))
        for _ in 0..<2 {
            read(trial, trial.page(.scanned(Field("hello"))), .failed(.invalidInvitation))
            #expect(trial.scan?.problem == .invalidInvitation && trial.scan?.isLooking == true)
        }
        let effects = trial.page(.scanned(link))
        #expect(trial.scan?.problem == .invalidInvitation)
        read(trial, effects, .ok(invitation))
        #expect(trial.invited?.view != nil && trial.invited?.problem == nil)
    }

    @Test func aCameraThatGivesNoPictureCanBeTriedAgainAndIsWhenThePersonComesBack() {
        let trial = opened()
        trial.page(.addAccount, .openScan)
        trial.phone(.camera(allowed: true))
        trial.page(.cameraFailed)
        #expect(trial.scan?.camera == .failed)
        #expect(trial.page(.retryCamera) == [.phone(.readCamera)])
        #expect(trial.phone(.foreground(bootMs: inSeconds(1))).contains(.phone(.readCamera)))
        trial.phone(.camera(allowed: true))
        #expect(trial.scan?.camera == .allowed)
    }

    @Test func aCameraThatWasRefusedCanBeAllowedInTheSettings() {
        let trial = opened()
        trial.page(.addAccount, .openScan)
        trial.phone(.camera(allowed: false))
        #expect(trial.scan?.camera == .refused)
        #expect(trial.page(.allowCamera) == [.phone(.openCameraSettings)])
        trial.phone(.background(bootMs: inSeconds(0)))
        #expect(trial.phone(.foreground(bootMs: inSeconds(1))).contains(.phone(.readCamera)))
    }

    @Test func aLinkThatIsNoInvitationSaysSoAndBeginsNothing() {
        let trial = opened()
        read(trial, trial.phone(.openLink(Field("x"))), .failed(.invalidInvitation))
        #expect(trial.invited?.problem == .invalidInvitation && trial.invited?.view == nil)
        #expect(trial.page(.goOn).isEmpty)
    }

    @Test func aSecondLinkTakesThePlaceOfTheFirst() {
        let trial = opened()
        let first = trial.phone(.openLink(link))
        let second = trial.phone(.openLink(link))
        read(trial, first, .failed(.invalidInvitation))
        #expect(trial.invited?.problem == nil)
        read(trial, second, .ok(invitation))
        trial.page(.cancel)
        #expect(trial.state.screen == .accounts)
    }

    @Test func aProviderThatRefusesAnInvitationIsSaidWhereItWasRead() throws {
        let trial = opened()
        read(trial, trial.phone(.openLink(link)), .ok(invitation))
        let ticket = try #require(trial.page(.goOn).ticket)
        trial.core(.begun(ticket, .failed(.offline)))
        #expect(trial.invited?.problem == .offline)
    }

    @Test func anInvitationThatWasLeftIsNotTaken() throws {
        let trial = opened()
        read(trial, trial.phone(.openLink(link)), .ok(invitation))
        let ticket = try #require(trial.page(.goOn).ticket)
        trial.send(.back)
        #expect(trial.core(.begun(ticket, .ok(flow(.signIn)))) == [.advance(pairing, .abandon(nil))])
    }
}
