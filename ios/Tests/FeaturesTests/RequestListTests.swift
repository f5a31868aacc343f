// How requests come and go.

import CoreBridge
import Testing

@testable import Features

@Suite struct RequestListTests {
    private let two = accounts(account(), account(other))

    @Test func aRequestTakesTheFront() {
        let trial = opened()
        trial.came(request("r"))
        #expect(trial.asked == "r" && !trial.state.hasHiddenRequest)
    }

    @Test func aRequestWaitsWhileThePersonTypesAndComesWhenThatEnds() {
        let trial = opened()
        trial.page(.addAccount)
        trial.came(request("r"))
        #expect(trial.state.front == nil && trial.state.hasHiddenRequest)
        trial.type(.address, "d")
        #expect(trial.state.front == nil)
        trial.send(.showRequest)
        #expect(trial.asked == "r")
        trial.request("r", .later)
        #expect(trial.provider?.address.text == "d")
        trial.came(request("r"), request("s"))
        #expect(trial.state.front == nil)
        trial.send(.back)
        #expect(trial.asked == "s", "not the one that was put off")
    }

    @Test func ofTwoRequestsAtOnceTheOneThatEndsFirstIsAskedFirst() {
        let trial = opened(two)
        trial.came(request("late", seconds: 100))
        trial.request("late", .later)
        trial.came(request("soon", other, seconds: 50), account: other)
        #expect(trial.state.waiting.map(\.id) == ["soon", "late"])
        #expect(trial.asked == "soon" && trial.state.moreWaiting == 1)
        trial.request("soon", .deny)
        trial.answered("soon", .denied)
        trial.request("soon", .close)
        #expect(trial.state.front == nil && trial.state.hasHiddenRequest, "the other was put off")
        trial.send(.showRequest)
        #expect(trial.asked == "late")
    }

    @Test func aSecondRequestDoesNotTakeThePlaceOfTheFirst() {
        let trial = opened(two)
        trial.came(request("r", seconds: 100))
        trial.came(request("s", other, seconds: 50), account: other)
        #expect(trial.asked == "r")
        trial.answered("s", .deniedElsewhere)
        #expect(trial.asked == "r", "nor does what became of the second")
        #expect(trial.state.waiting.map(\.id) == ["r"])
    }

    @Test func whatWasTypedForARequestThatExpiredIsNotLeftForTheNext() {
        let trial = opened(two)
        trial.came(request("r", seconds: 50))
        trial.came(request("s", other, seconds: 100), account: other)
        trial.request("r", .typedNumber(Field("42")))
        trial.phone(.tick(bootMs: inSeconds(50)))
        trial.ended("r")
        #expect(trial.asked == "s" && trial.state.asked?.number.isEmpty == true)
        #expect(trial.request("r", .typedNumber(Field("42")), .approve).isEmpty)
        #expect(trial.state.asked?.number.isEmpty == true)
    }

    @Test func aSettledRequestDoesNotComeBackWithAListThatWasOnItsWay() {
        let trial = opened()
        trial.came(request("r"))
        trial.request("r", .deny)
        trial.answered("r", .denied)
        trial.came(request("r"))
        #expect(trial.over?.outcome == .denied)
        trial.request("r", .close)
        #expect(trial.state.front == nil)
    }

    @Test func aRequestThatIsGoneWasWithdrawnAndMakesRoom() {
        let trial = opened()
        trial.came(request("r"))
        #expect(trial.came() == [.askOutcome(ours, requestID: "r")])
        #expect(trial.asked == "r", "until it is known how it ended")
        #expect(trial.came().isEmpty, "that is asked once")
        trial.ended("r")
        #expect(trial.over?.outcome == .withdrawn)
        trial.came(request("s"))
        #expect(trial.asked == "s")
    }

    @Test func ofTwoRequestsOfOneAccountTheOneThatIsGoneIsOverTheOtherStays() {
        let trial = opened()
        trial.came(request("r"), request("s"))
        trial.came(request("r"))
        #expect(trial.asked == "r")
        trial.came(request("r"), request("t"))
        trial.came(request("t"))
        trial.ended("r")
        #expect(trial.asked == "t")
        #expect(trial.state.books.settled.contains("r"))
    }

    @Test func howManyMoreWaitCountsNeitherTheOneInFrontNorThoseThatAreAnswered() {
        let trial = opened()
        trial.came(request("r"), request("s"), request("t"))
        #expect(trial.state.moreWaiting == 2)
        trial.request("r", .deny)
        trial.failed("r", .answerKept)
        trial.request("r", .later)
        #expect(trial.asked == "s" && trial.state.moreWaiting == 1)
        trial.request("s", .later)
        trial.request("t", .later)
        #expect(trial.state.moreWaiting == 2)
    }

    @Test func theResultOfAnOwnAnswerStaysUntilItWasRead() {
        let trial = opened()
        trial.came(request("r"))
        trial.request("r", .deny)
        trial.answered("r", .denied)
        trial.came(request("s"))
        #expect(trial.over?.outcome == .denied && trial.state.hasHiddenRequest)
        trial.request("r", .close)
        #expect(trial.asked == "s")
    }

    @Test func anotherAccountsListTakesNothingAway() {
        let trial = opened(two)
        trial.came(request("r"))
        trial.came(account: other)
        #expect(trial.asked == "r")
    }

    @Test func aProviderThatIsAwayIsMarkedUntilItIsBack() {
        let trial = opened()
        trial.core(.changed(.reachable(ours, false)))
        #expect(trial.state.offline == [ours])
        trial.core(.changed(.reachable(ours, true)))
        #expect(trial.state.offline.isEmpty)
        trial.core(.changed(.reachable(ours, false)))
        trial.came()
        #expect(trial.state.offline.isEmpty)
    }

    @Test func anAccountThatIsNoLongerAssociatedTakesItsRequestsAlong() {
        let trial = opened()
        trial.came(request("r"))
        trial.core(.changed(.accounts([account(ours, .replaced)])))
        #expect(trial.state.waiting.isEmpty && trial.over?.outcome == .withdrawn)
    }

    @Test func anAnswerOnItsWaySurvivesThatItsAccountIsGone() {
        let trial = opened()
        trial.came(request("r"))
        trial.request("r", .deny)
        trial.core(.loaded(.ok(accounts())))
        #expect(trial.asked == "r")
        trial.answered("r", .denied)
        #expect(trial.over?.outcome == .denied)
    }

    @Test func aTappedNotificationBringsItsRequestInFrontAlsoWhileThePersonTypes() {
        let trial = opened()
        trial.page(.addAccount)
        trial.came(request("r"), request("s", seconds: 20))
        #expect(trial.phone(.openRequest(ours, requestID: "r")) == [.wake])
        #expect(trial.asked == "r")
    }

    @Test func aTappedNotificationWaitsForItsRequestAndIsForgottenIfItIsOver() {
        let trial = opened()
        trial.page(.addAccount)
        trial.phone(.openRequest(ours, requestID: "r"))
        trial.came(request("r"))
        #expect(trial.asked == "r")
        trial.request("r", .later)
        trial.phone(.openRequest(ours, requestID: "gone"))
        trial.came(request("r"))
        #expect(trial.state.books.wanted == nil && trial.state.front == nil)
    }

    @Test func aTappedNotificationOfARequestThatIsSettledDoesNothing() {
        let trial = opened()
        trial.came(request("r"))
        trial.came()
        trial.ended("r")
        trial.request("r", .close)
        #expect(trial.phone(.openRequest(ours, requestID: "r")).isEmpty)
    }

    @Test func aTappedNotificationDoesNotTearAwayARequestThatIsBeingAnswered() {
        let trial = opened()
        trial.came(request("r"), request("s"))
        trial.request("r", .deny)
        trial.phone(.openRequest(ours, requestID: "s"))
        #expect(trial.asked == "r")
        trial.answered("r", .denied)
        #expect(trial.over?.outcome == .denied, "nor what became of it")
        trial.request("r", .close)
        #expect(trial.asked == "s")
    }

    @Test func aTappedNotificationWhoseRequestIsKnownBeforeTheAccountsAreIsNotLost() {
        let trial = Trial(PhoneState(nowBootMs: nowMs))
        trial.send(
            .phone(.openRequest(ours, requestID: "r")), .phone(.foreground(bootMs: nowMs)), .core(.opened(nil)))
        #expect(trial.came(request("r")).isEmpty)
        #expect(trial.phone(.posture(ready)).isEmpty, "the lock does not ask before it")
        trial.core(.loaded(.ok(accounts(account()))))
        #expect(trial.asked == "r" && trial.state.books.wanted == nil)
    }

    @Test func aTappedNotificationWhoseRequestEndsMeanwhileIsForgotten() {
        let trial = opened()
        trial.phone(.openRequest(ours, requestID: "r"))
        trial.answered("r", .deniedElsewhere)
        #expect(trial.state.books.wanted == nil)
    }

    @Test func requestsComeBeforeTheAppsLockTheScreensStayBehindIt() {
        let trial = opened()
        trial.phone(.background(bootMs: inSeconds(0)), .foreground(bootMs: inSeconds(60)))
        #expect(trial.isLocked)
        trial.came(request("r"))
        #expect(trial.asked == "r")
        #expect(trial.request("r", .deny) == [.deny(ours, requestID: "r")])
        trial.answered("r", .denied)
        trial.request("r", .close)
        #expect(trial.state.shown == .locked(.init(reason: .away)))
    }

    @Test func troubleWithAnAccountIsKeptUntilItIsOver() {
        let trial = opened()
        trial.core(.changed(.trouble(ours, .untrusted)))
        #expect(trial.state.troubles == [ours: .untrusted])
        trial.core(.changed(.trouble(ours, nil)))
        #expect(trial.state.troubles.isEmpty)
        #expect(trial.core(.changed(.trouble(ours, .dissociated(.replaced)))) == [.load])
    }

    @Test func noMoreSettledRequestsAreRememberedThanAListCouldName() {
        let trial = opened()
        for index in 0..<200 { trial.answered("r\(index)", .expired) }
        #expect(trial.state.books.settled.count == 64 && trial.state.books.settled.last == "r199")
    }
}
