// How a request is answered.

import CoreBridge
import Testing

@testable import Features

@Suite struct RequestTests {
    private func asked(digits: Int = 2) -> Trial {
        let trial = opened()
        trial.came(request("r", digits: digits))
        return trial
    }

    private func type(_ trial: Trial, _ number: String) { trial.request("r", .typedNumber(Field(number))) }

    @Test func approvingNeedsEveryDigitAndSendsThemAsTyped() {
        let trial = asked()
        #expect(trial.request("r", .approve).isEmpty)
        #expect(trial.state.asked?.problem == .invalidNumber)
        type(trial, "0")
        #expect(trial.request("r", .approve).isEmpty)
        type(trial, "07x9")
        let effects = trial.request("r", .approve)
        #expect(effects.count == 1 && effects.number == "07")
        #expect(trial.state.asked?.sending == .approve && trial.state.asked?.problem == nil)
    }

    @Test func asManyDigitsGoIntoTheFieldAsTheNumberHas() {
        let trial = asked(digits: 4)
        type(trial, "1 2a3456")
        #expect(trial.state.asked?.number.text == "1234")
    }

    @Test func oneAnswerAtATime() {
        let trial = asked()
        type(trial, "42")
        trial.request("r", .approve)
        #expect(trial.request("r", .approve, .deny).isEmpty)
        type(trial, "99")
        #expect(trial.state.asked?.number.text == "42")
    }

    @Test func denyingIsOneTapAndNeedsNothing() {
        #expect(asked().request("r", .deny) == [.deny(ours, requestID: "r")])
    }

    @Test func anAnswerMeantForAnotherRequestIsNotGiven() {
        let trial = asked()
        type(trial, "42")
        #expect(trial.request("s", .approve, .deny, .later, .typedNumber(Field("13"))).isEmpty)
        #expect(trial.state.asked?.number.text == "42" && trial.asked == "r")
    }

    @Test func whatCantBeShownCanOnlyBeDenied() {
        let trial = opened()
        trial.came(request("r", known: false))
        type(trial, "42")
        #expect(trial.request("r", .approve).isEmpty)
        #expect(trial.state.asked?.problem == .updateNeeded)
        #expect(trial.request("r", .deny) == [.deny(ours, requestID: "r")])
    }

    @Test func aDismissedPromptLeavesTheRequestOpenAndTheNumberTyped() {
        let trial = asked()
        type(trial, "42")
        trial.request("r", .approve)
        trial.failed("r", .cancelled)
        #expect(trial.state.asked?.problem == .cancelled && trial.state.asked?.sending == nil)
        #expect(trial.state.asked?.number.text == "42")
        #expect(trial.request("r", .approve).number == "42")
    }

    @Test func leavingWhileThePromptIsUpTakesItDownAndWaitsForWhatBecameOfIt() {
        let trial = asked()
        type(trial, "42")
        trial.request("r", .approve)
        #expect(trial.send(.back) == [.cancelAnswer(requestID: "r")])
        #expect(trial.asked == "r")
        trial.failed("r", .cancelled)
        #expect(trial.send(.back).isEmpty)
        #expect(trial.state.front == nil)
    }

    @Test func aDenialThatIsOnItsWayIsWaitedFor() {
        let trial = asked()
        trial.request("r", .deny)
        #expect(trial.send(.request("r", .later), .back).isEmpty)
        #expect(trial.asked == "r")
    }

    @Test func answeredElsewhereWhileThePromptIsUpIsSaidWhenTheAnswerComesBack() {
        let trial = asked()
        type(trial, "42")
        trial.request("r", .approve)
        trial.came()
        #expect(trial.asked == "r")
        trial.answered("r", .approvedElsewhere)
        #expect(trial.over?.outcome == .approvedElsewhere)
    }

    @Test func aRequestThatWentAwayWhileThePromptWasUpAndWasDismissedIsOver() {
        let trial = asked()
        type(trial, "42")
        trial.request("r", .approve)
        trial.came()
        #expect(trial.failed("r", .cancelled) == [.askOutcome(ours, requestID: "r")])
        trial.ended("r")
        #expect(trial.over?.outcome == .withdrawn)
    }

    @Test func aRequestWhoseTimePassedWhileThePromptWasUpAndWasDismissedHasExpired() {
        let trial = asked()
        type(trial, "42")
        trial.request("r", .approve)
        trial.phone(.tick(bootMs: inSeconds(87)))
        trial.came()
        trial.failed("r", .cancelled)
        trial.ended("r")
        #expect(trial.over?.outcome == .expired)
    }

    @Test func theBootClockEndsARequestAlsoWhileItsNumberIsTyped() {
        let trial = asked()
        type(trial, "4")
        trial.phone(.tick(bootMs: inSeconds(86)))
        #expect(trial.asked == "r")
        trial.phone(.tick(bootMs: inSeconds(87)))
        trial.ended("r")
        #expect(trial.over?.outcome == .expired && trial.state.waiting.isEmpty)
        trial.phone(.tick(bootMs: inSeconds(0)))
        #expect(trial.state.nowBootMs == inSeconds(87), "time does not run backwards")
    }

    @Test func anAnswerOnItsWayIsWaitedForBeyondTheEnd() {
        let trial = asked()
        trial.came(request("r"), request("s"))
        trial.request("r", .deny)
        trial.phone(.tick(bootMs: inSeconds(200)))
        #expect(trial.state.waiting.map(\.id) == ["r"], "the other one is over")
        trial.came()
        #expect(trial.asked == "r")
        trial.answered("r", .denied)
        #expect(trial.over?.outcome == .denied)
    }

    @Test func anAnswerThatIsKeptIsNotGivenTwiceAndCanBeLeft() {
        let trial = asked()
        trial.request("r", .deny)
        trial.failed("r", .answerKept)
        #expect(trial.state.asked?.sending == .kept && trial.state.asked?.problem == .answerKept)
        #expect(trial.request("r", .deny, .approve, .later).isEmpty)
        #expect(trial.state.front == nil)
        trial.send(.showRequest)
        #expect(trial.state.front == nil, "its answer is given")
        #expect(!trial.state.hasHiddenRequest)
    }

    @Test(arguments: [Problem.dissociated(.replaced), .notAssociated])
    func anAnswerRefusedBecauseThePhoneIsNoLongerTheDeviceHasTheAccountsRead(problem: Problem) {
        let trial = asked()
        trial.request("r", .deny)
        #expect(trial.failed("r", problem) == [.load])
    }

    @Test func anAnswerThatNobodyWaitsForAnyMoreSaysItsProblemBelow() {
        let trial = opened()
        trial.failed("r", .offline)
        #expect(trial.state.problem == .offline)
        trial.page(.dismissProblem)
        #expect(trial.state.problem == nil)
        trial.failed("r", .cancelled)
        #expect(trial.state.problem == nil)
    }
}
