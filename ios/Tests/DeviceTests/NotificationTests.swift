// Notifications: one for each request, and buttons that do what they say.

import CoreBridge
import Doubles
import Features
import Foundation
import Harness
import Testing
import UserNotifications

@testable import Device
@testable import NotificationService

/// The notification centre, played.
final class FakePosting: Posting {
    private let kept = Locked<(posted: [Posted], shown: [String: Posted])>(([], [:]))

    func post(_ posted: Posted) {
        kept.with {
            $0.posted.append(posted)
            $0.shown[posted.identifier] = posted
        }
    }

    func withdraw(_ identifiers: [String]) { kept.with { kept in for id in identifiers { kept.shown[id] = nil } } }

    var posted: [Posted] { kept.with { $0.posted } }
    var shown: [String: Posted] { kept.with { $0.shown } }
}

/// A core that answers as it is told.
final class FakeAnswers: Gateway {
    let denied = Locked<CoreBridge.Reply<Outcome>>(.ok(.denied))
    let reported = Locked<CoreBridge.Reply<ReportOutcome>>(.ok(.taken))
    let calls = Locked<[String]>([])

    func deny(_ account: AccountKey, requestID: String) async -> CoreBridge.Reply<Outcome> {
        calls.with { $0.append("deny \(requestID)") }
        return denied.now
    }
    func report(_ account: AccountKey, requestID: String, reason: ReportReason) async -> CoreBridge.Reply<ReportOutcome>
    {
        calls.with { $0.append("report \(requestID) \(reason)") }
        return reported.now
    }

    // What no notification may ask for.
    func approve(_ account: AccountKey, requestID: String, number: Secret) async -> CoreBridge.Reply<Outcome> {
        Issue.record("a notification approves")
        return .failed(.unexpected)
    }
    func accounts() async -> CoreBridge.Reply<Accounts> { .ok(Accounts()) }
    func pair(issuer: String) async -> CoreBridge.Reply<PairingFlow> { .failed(.unexpected) }
    func invitation(_ text: String) async -> CoreBridge.Reply<Invitation> { .failed(.unexpected) }
    func pair(_ invitation: Invitation) async -> CoreBridge.Reply<PairingFlow> { .failed(.unexpected) }
    func signIn(_ pairing: PairingKey, email: String, password: Secret) async -> CoreBridge.Reply<PairingFlow> {
        .failed(.unexpected)
    }
    func submitCode(_ pairing: PairingKey, code: Secret, keyClass: KeyClass) async -> CoreBridge.Reply<PairingFlow> {
        .failed(.unexpected)
    }
    func submitMobile(_ pairing: PairingKey, number: String) async -> CoreBridge.Reply<PairingFlow> {
        .failed(.unexpected)
    }
    func resendCode(_ pairing: PairingKey) async -> CoreBridge.Reply<PairingFlow> { .failed(.unexpected) }
    func recover(_ pairing: PairingKey, code: Secret) async -> CoreBridge.Reply<PairingFlow> { .failed(.unexpected) }
    func associate(_ pairing: PairingKey, keyClass: KeyClass) async -> CoreBridge.Reply<PairingFlow> {
        .failed(.unexpected)
    }
    func resume(_ pairing: PairingKey) async -> CoreBridge.Reply<PairingFlow> { .failed(.unexpected) }
    func startAgain(_ pairing: PairingKey) async -> CoreBridge.Reply<PairingFlow> { .failed(.unexpected) }
    func cancel(_ pairing: PairingKey) {}
    func abandon(_ pairing: PairingKey) async -> CoreBridge.Reply<Done> { .ok(Done()) }
    func changes() -> AsyncStream<Change> { AsyncStream { $0.finish() } }
    func wake() {}
    func outcome(_ account: AccountKey, requestID: String) async -> CoreBridge.Reply<Outcome?> { .ok(nil) }
    func cancelAnswer(requestID: String) {}
    func codes() -> AsyncStream<CodesState> { AsyncStream { $0.finish() } }
    func check(_ account: AccountKey) async -> CoreBridge.Reply<Account> { .failed(.unexpected) }
    func perform(_ account: AccountKey, _ deed: Deed) async -> CoreBridge.Reply<DeedResult> { .ok(.kept) }
    func forgetCode(_ account: AccountKey) {}
    func remove(_ account: AccountKey) async -> CoreBridge.Reply<Done> { .ok(Done()) }
}

@Suite struct NotificationTests {
    private let posting = FakePosting()
    private let clock = JumpingClock()
    private let core = FakeAnswers()
    private let words: CatalogWords
    private let notifications: RequestNotifications
    private let notifier: Notifier

    init() throws {
        words = try CatalogWords("en")
        notifications = RequestNotifications(posting: posting, words: words, clock: clock)
        notifier = Notifier(notifications)
    }

    private func request(_ id: String = "r1", account: Int64 = 1, known: Bool = true, leftMs: Int64 = 90_000) -> Request
    {
        Request(
            account: AccountKey(account), id: id, provider: "Example Mail", name: "anna@mail.example", createdUnixMs: 0,
            deadlineBootMs: clock.bootMs() + leftMs, digits: 2,
            signIn: known
                ? SignIn(browser: .firefox, system: .linux, address: "192.0.2.7", place: nil, known: false) : nil)
    }

    private func answers(opened: Problem? = nil) -> Answers {
        Answers(
            gateway: { [core] in opened.map { .failed($0) } ?? .ok(core) }, notifications: notifications,
            notifier: notifier)
    }

    @Test func aRequestHasOneNotificationUnderItsIdThatGoesWhenItIsSettled() async {
        await notifier.heard(.requests(AccountKey(1), open: [request()]))
        await notifier.heard(.requests(AccountKey(1), open: [request()]))
        #expect(posting.posted.count == 1)
        let posted = posting.shown["r1"]
        #expect(posted?.kind == .waits && posted?.alerts == true)
        #expect(posted?.title == words(.requestQuestion))
        #expect(posted?.body == words(.notificationRequest, "anna@mail.example", "Example Mail"))
        await notifier.heard(.requests(AccountKey(1), open: []))
        #expect(posting.shown.isEmpty)
    }

    @Test func onTheScreenThereIsNoneAndAfterwardsThereIsAgain() async {
        await notifier.isOnScreen(true)
        await notifier.heard(.requests(AccountKey(1), open: [request()]))
        #expect(posting.shown.isEmpty)
        await notifier.isOnScreen(false)
        #expect(posting.shown.keys.sorted() == ["r1"])
        await notifier.isOnScreen(true)
        #expect(posting.shown.isEmpty)
    }

    @Test func thoseOfAnAccountThatIsGoneAreWithdrawn() async {
        await notifier.heard(.requests(AccountKey(1), open: [request()]))
        await notifier.heard(.requests(AccountKey(2), open: [request("r2", account: 2)]))
        await notifier.heard(.accounts([]))
        #expect(posting.shown.isEmpty)
    }

    @Test func oneThatThisVersionCantShowCanOnlyBeDenied() async {
        await notifier.heard(.requests(AccountKey(1), open: [request(known: false)]))
        #expect(posting.shown["r1"]?.kind == .unknown)
        #expect(NotificationKind.unknown.actions == [.deny])
    }

    @Test func oneWhoseTimeIsOverIsNotShown() async {
        await notifier.heard(.requests(AccountKey(1), open: [request(leftMs: 0)]))
        #expect(posting.posted.isEmpty)
    }

    @Test func noButtonApprovesAndNoneIsMistakenForAnother() throws {
        let notice = Notice(request())
        func tap(_ action: String) -> NotificationTap? {
            NotificationTap(action: action, info: notice.info, defaultAction: UNNotificationDefaultActionIdentifier)
        }
        let open = NotificationTap.open(AccountKey(1), requestID: "r1")
        #expect(tap(UNNotificationDefaultActionIdentifier) == open)
        #expect(tap(NotificationAction.approve.rawValue) == open)
        #expect(tap(NotificationAction.deny.rawValue) == .deny(notice))
        #expect(tap(NotificationAction.notMe.rawValue) == .report(notice, .notMe))
        #expect(tap(NotificationAction.mistake.rawValue) == .report(notice, .mistake))
        #expect(tap(UNNotificationDismissActionIdentifier) == nil)
        #expect(tap("") == nil && tap("org.assenso.denyy") == nil)
        #expect(Set(NotificationAction.allCases.map(\.rawValue)).count == NotificationAction.allCases.count)
        #expect(NotificationTap(action: NotificationAction.deny.rawValue, info: ["a": 1], defaultAction: "d") == nil)
    }

    @Test func whatLeadsToAnApprovalOpensTheAppUnlockedAndADenialActsOnALockedPhone() throws {
        let categories = NotificationKind.categories(words)
        #expect(categories.count == NotificationKind.allCases.count)
        let waits = try #require(categories.first { $0.identifier == NotificationKind.waits.rawValue })
        #expect(waits.actions.map(\.title) == [words(.notificationOpen), words(.requestDeny)])
        #expect(waits.actions[0].options == [.foreground, .authenticationRequired])
        #expect(waits.actions[1].options == .destructive)
        for category in categories {
            #expect(category.hiddenPreviewsBodyPlaceholder == words(.notificationPublic))
        }
        for text in [words(.notificationPublic)] { #expect(!text.contains("anna")) }
    }

    @Test func aDenialAsksWhetherItWasThePersonAndAReportSaysWhatBecameOfIt() async {
        let notice = Notice(request())
        await notifier.heard(.requests(AccountKey(1), open: [request()]))
        await answers().deny(notice)
        #expect(
            posting.shown["r1.answer"]?.kind == .denied && posting.shown["r1.answer"]?.body == words(.reportQuestion))
        #expect(posting.shown["r1.answer"]?.alerts == false)
        await answers().report(notice, .notMe)
        #expect(
            posting.shown["r1.answer"]?.kind == .end && posting.shown["r1.answer"]?.body == words(.reportNotMeTaken))
        #expect(core.calls.now == ["deny r1", "report r1 notMe"])
    }

    @Test func theQuestionStandsWhenTheRequestLeavesTheList() async {
        await notifier.heard(.requests(AccountKey(1), open: [request()]))
        await answers().deny(Notice(request()))
        await notifier.heard(.requests(AccountKey(1), open: []))
        await notifier.isOnScreen(true)
        #expect(posting.shown.values.map(\.kind) == [.denied])
    }

    @Test func aDenialThatIsKeptSaysSoAndOneThatCameTooLateSaysHowItEnded() async {
        let notice = Notice(request())
        core.denied.with { $0 = .failed(.answerKept) }
        await answers().deny(notice)
        #expect(
            posting.shown["r1.answer"]?.kind == .denied
                && posting.shown["r1.answer"]?.body == words.problem(.answerKept))
        core.denied.with { $0 = .ok(.approvedElsewhere) }
        await answers().deny(notice)
        #expect(
            posting.shown["r1.answer"]?.kind == .end
                && posting.shown["r1.answer"]?.title == words(.outcomeElsewhereApproved))
    }

    @Test func aDenialThatWasNotSentLetsTheRequestStandAgainForTheTimeThatIsLeft() async {
        let notice = Notice(request())
        await answers(opened: .storeLocked).deny(notice)
        let posted = posting.shown["r1"]
        #expect(posted?.kind == .waits && posted?.alerts == false && posted?.title == words(.notificationNotSent))
        #expect(posted?.body.contains(words.problem(.storeLocked)) == true)
        clock.advance(seconds: 91)
        await answers(opened: .storeLocked).deny(notice)
        #expect(posting.shown["r1.answer"]?.kind == .end)
        core.denied.with { $0 = .failed(.dissociated(.replaced)) }
        await answers().deny(Notice(request("r2")))
        #expect(posting.shown["r2.answer"]?.kind == .end)
    }

    @Test func whatIsBeingAnsweredDoesNotComeBackMeanwhile() async {
        await notifier.begins("r1")
        await notifier.heard(.requests(AccountKey(1), open: [request()]))
        #expect(posting.posted.isEmpty)
        await notifier.ends("r1")
    }

    @Test func theExtensionSaysThePublicTextWhateverComes() throws {
        let content = try #require(NotificationService.publicContent(.main) as? UNMutableNotificationContent)
        #expect(content.categoryIdentifier.isEmpty && content.userInfo.isEmpty)
        #expect(content.interruptionLevel == .timeSensitive)
        let service = NotificationService()
        let delivered = Locked(0)
        let pushed = UNNotificationRequest(identifier: "x", content: UNMutableNotificationContent(), trigger: nil)
        service.didReceive(pushed) { _ in delivered.with { $0 += 1 } }
        service.serviceExtensionTimeWillExpire()
        #expect(delivered.now == 1)
    }
}
