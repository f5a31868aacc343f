// How a request ended that is not open any more, and was not answered from this screen just now; and what is asked after a denial.

import CoreBridge
import Testing

@testable import Features

@Suite struct EndTests {
    private let question: [Effect] = [.askOutcome(ours, requestID: "r")]

    private func asked() -> Trial {
        let trial = opened(accounts(account(), account(other)))
        trial.came(request("r"))
        return trial
    }

    /// A denial that no network took.
    private func kept() -> Trial {
        let trial = asked()
        trial.request("r", .deny)
        trial.failed("r", .answerKept)
        return trial
    }

    private func end(_ outcome: Outcome) -> Front {
        .over(Over(requestID: "r", outcome: outcome, question: outcome == .denied ? Question(account: ours) : nil))
    }

    @Test(arguments: Outcome.allCases)
    func anAnswerThatWasKeptEndsAsTheProviderSaidAndADenialIsAskedAbout(outcome: Outcome) {
        let trial = kept()
        #expect(trial.came() == question)
        #expect(trial.state.asked?.sending == .kept, "until it is known")
        trial.ended("r", outcome)
        #expect(trial.state.front == end(outcome))
        #expect(trial.state.books.kept.isEmpty && trial.state.books.ending.isEmpty)
    }

    @Test func anAnswerThatWasKeptAfterItsRequestHadLeftTheListEndsAsTheProviderSaid() {
        let trial = asked()
        trial.request("r", .deny)
        #expect(trial.came().isEmpty, "the answer itself says how it ended")
        #expect(trial.failed("r", .answerKept) == question)
        trial.ended("r", .denied)
        #expect(trial.over?.outcome == .denied)
    }

    @Test func theOutcomeOfAnAnswerThatWasKeptComesAlsoWhenItWasLeft() {
        let trial = kept()
        trial.request("r", .later)
        #expect(trial.came() == question)
        #expect(trial.state.front == nil)
        trial.ended("r", .denied)
        #expect(trial.state.front == end(.denied))
    }

    @Test func itComesAlsoWhenTheTimeOfTheRequestWasOverBeforeTheProviderCouldBeReached() {
        let trial = kept()
        trial.request("r", .later)
        trial.core(.changed(.reachable(ours, false)))
        #expect(trial.phone(.tick(bootMs: inSeconds(200))).isEmpty, "nothing can be known yet")
        #expect(trial.came() == question)
        trial.ended("r", .approved)
        #expect(trial.over?.outcome == .approved)
    }

    @Test func whatWasLeftDoesNotDisturbWhoeverTypesNorAnotherRequestOrItsOutcome() {
        let trial = kept()
        trial.request("r", .later)
        trial.came(request("s", other), account: other)
        trial.came()
        trial.ended("r", .approved)
        #expect(trial.asked == "s")
        trial.request("s", .deny)
        trial.answered("s", .denied)
        #expect(trial.over?.requestID == "s")
        trial.request("s", .close)
        #expect(trial.over?.requestID == "r")
        trial.request("r", .close)
        #expect(trial.state.front == nil, "it is told once")

        let typing = kept()
        typing.request("r", .later)
        typing.page(.addAccount)
        typing.came()
        typing.ended("r", .denied)
        #expect(typing.state.front == nil)
        typing.send(.back)
        #expect(typing.over?.outcome == .denied)
    }

    @Test func anAnswerThatTheProviderHasNotTakenStaysKeptAndIsAskedAboutAgain() {
        let trial = kept()
        trial.came()
        #expect(trial.phone(.tick(bootMs: inSeconds(1))).isEmpty, "one question at a time")
        trial.core(.ended("r", .failed(.answerKept)))
        #expect(trial.state.asked?.sending == .kept)
        #expect(trial.phone(.tick(bootMs: inSeconds(2))) == question)
        trial.ended("r", .denied)
        #expect(trial.over?.outcome == .denied)
    }

    @Test func howAnAnswerEndedThatWasKeptIsNotKnownWhereThePhoneCantSay() {
        for reply in [Reply<Outcome?>.ok(nil), .failed(.storage)] {
            let trial = kept()
            trial.came()
            trial.core(.ended("r", reply))
            #expect(trial.over?.outcome == .notKnown)
        }
    }

    @Test func norIsAnythingSaidOfItToWhoeverHasLeft() {
        let trial = kept()
        trial.request("r", .later)
        trial.came()
        trial.core(.ended("r", .failed(.storage)))
        #expect(trial.state.front == nil && trial.state.problem == nil)
    }

    @Test func aDenialFromItsNotificationIsToldInPlaceOfTheRequestAndAskedAbout() {
        let trial = asked()
        trial.phone(.background(bootMs: inSeconds(1)), .foreground(bootMs: inSeconds(2)))
        #expect(trial.came() == question)
        trial.ended("r", .denied)
        #expect(trial.state.front == end(.denied))
    }

    @Test func soItIsWhenItsTimeIsOverMeanwhile() {
        let trial = asked()
        trial.phone(.background(bootMs: inSeconds(1)), .foreground(bootMs: inSeconds(100)))
        #expect(trial.phone(.tick(bootMs: inSeconds(100))) == question)
        #expect(trial.asked == "r")
        trial.ended("r", .denied)
        #expect(trial.over?.outcome == .denied)
    }

    @Test func aDenialFromItsNotificationThatIsKeptIsKeptHereToo() {
        let trial = asked()
        trial.came()
        trial.core(.ended("r", .failed(.answerKept)))
        #expect(trial.state.asked?.sending == .kept && trial.state.asked?.problem == .answerKept)
    }

    @Test func aRequestOfWhichThePhoneKnowsNothingEndedAsItsTimeSaysWhateverKeptItFromLooking() {
        for reply in [Reply<Outcome?>.ok(nil), .failed(.storage)] {
            let gone = asked()
            gone.came()
            gone.core(.ended("r", reply))
            #expect(gone.over?.outcome == .withdrawn)
            let late = asked()
            late.phone(.tick(bootMs: inSeconds(87)))
            late.core(.ended("r", reply))
            #expect(late.over?.outcome == .expired)
        }
    }

    @Test func anAnswerThatIsGivenWhileItIsAskedSaysItselfHowItEnded() {
        let trial = asked()
        trial.came()
        trial.request("r", .deny)
        trial.ended("r")
        #expect(trial.state.asked?.sending == .deny)
        trial.answered("r", .deniedElsewhere)
        #expect(trial.over?.outcome == .deniedElsewhere)
    }

    @Test func whatIsPutOffWhileItIsAskedIsOverWithoutAWordUnlessThisPhoneAnsweredIt() {
        let trial = asked()
        trial.came()
        trial.request("r", .later)
        trial.ended("r")
        #expect(trial.state.front == nil)
        let denied = asked()
        denied.came()
        denied.request("r", .later)
        denied.ended("r", .denied)
        #expect(denied.over?.outcome == .denied)
    }

    @Test func whatNobodyAskedIsNotHeard() {
        let trial = asked()
        trial.ended("r", .denied)
        #expect(trial.asked == "r")
    }

    @Test func anAnswerToAnAccountThatIsGoneIsNotAskedAbout() {
        let trial = kept()
        trial.core(.loaded(.ok(accounts(account(other)))))
        #expect(trial.phone(.tick(bootMs: inSeconds(1))).isEmpty)
        #expect(trial.state.books.kept.isEmpty)
    }
}

@Suite struct OutcomeTests {
    private func denied() -> Trial {
        let trial = opened()
        trial.came(request("r"))
        trial.request("r", .deny)
        trial.answered("r", .denied)
        return trial
    }

    @Test(arguments: [ReportReason.notMe, .mistake])
    func whatWasTappedIsSaidOnce(reason: ReportReason) {
        let trial = denied()
        #expect(trial.over?.question?.asking == .open())
        #expect(trial.request("r", .report(reason)) == [.report(ours, requestID: "r", reason)])
        #expect(trial.over?.question?.asking == .sending(reason))
        #expect(trial.request("r", .report(reason)).isEmpty)
    }

    @Test func nothingIsSaidAboutAnotherRequest() {
        let trial = denied()
        #expect(trial.request("s", .report(.notMe), .close).isEmpty)
        #expect(trial.state.front != nil)
    }

    @Test(arguments: [ReportOutcome.taken, .notTaken])
    func whatTheProviderMadeOfItIsShownAndLeft(outcome: ReportOutcome) {
        let trial = denied()
        trial.request("r", .report(.notMe))
        trial.core(.reported("r", .ok(outcome)))
        #expect(trial.over?.question?.asking == .said(.notMe, outcome))
        trial.send(.back)
        #expect(trial.state.front == nil)
    }

    @Test func aReportThatIsKeptSaysSo() {
        let trial = denied()
        trial.request("r", .report(.mistake))
        trial.core(.reported("r", .failed(.reportKept)))
        #expect(trial.over?.question?.asking == .kept(.mistake))
        #expect(trial.request("r", .report(.notMe)).isEmpty)
    }

    @Test func whatFailedCanBeSaidAgain() {
        let trial = denied()
        trial.request("r", .report(.mistake))
        trial.core(.reported("r", .failed(.storage)))
        #expect(trial.over?.question?.asking == .open(.storage))
        #expect(trial.request("r", .report(.mistake)).count == 1)
    }

    @Test func whoHasLeftIsNotCalledBack() {
        let trial = denied()
        trial.request("r", .report(.notMe), .close)
        trial.core(.reported("r", .failed(.storage)))
        #expect(trial.state.front == nil && trial.state.problem == nil)
    }

    @Test(arguments: Outcome.allCases)
    func onlyADenialIsAskedAbout(outcome: Outcome) {
        let trial = opened()
        trial.came(request("r"))
        trial.answered("r", outcome)
        #expect(trial.over?.outcome == outcome)
        #expect((trial.over?.question != nil) == (outcome == .denied))
        #expect(trial.request("r", .report(.notMe)).isEmpty == (outcome != .denied))
    }

    @Test func aDenialWhoseAccountNobodyKnowsIsNotAskedAbout() {
        let trial = opened()
        trial.answered("r", .denied)
        #expect(trial.over?.outcome == .denied && trial.over?.question == nil)
    }
}
