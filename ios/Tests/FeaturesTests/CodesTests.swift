// The fallback codes.

import CoreBridge
import Testing

@testable import Features

@Suite struct CodesTests {
    private func opening() throws -> (Trial, Ticket) {
        let trial = opened()
        return (trial, try #require(trial.page(.openCodes).ticket))
    }

    private func visiting() throws -> Trial {
        let (trial, visit) = try opening()
        trial.core(.codes(visit: visit, shown()))
        return trial
    }

    @Test func codesAreShownAfterThePrompt() throws {
        let (trial, visit) = try opening()
        #expect(trial.codes?.isOpening == true)
        trial.core(.codes(visit: visit, shown()))
        #expect(trial.codes?.isOpening == false && trial.codes?.codes?.map(\.account) == [ours, other])
        #expect(trial.codes?.locksAtBootMs == inSeconds(60))
    }

    @Test func withoutAnAccountNothingIsUnlocked() {
        let trial = opened(accounts())
        #expect(trial.page(.openCodes).isEmpty)
        #expect(trial.codes?.codes == [])
    }

    @Test func aCodeThatChangesIsToldAnew() throws {
        let (trial, visit) = try opening()
        trial.core(.codes(visit: visit, shown("111111")))
        trial.page(.copyCode(ours))
        trial.core(.codes(visit: visit, shown("222222")))
        #expect(trial.codes?.codes?.first?.digits?.now == "222222")
        #expect(trial.codes?.copied == nil, "what was copied is another one now")
    }

    @Test func aPromptThatWasDismissedLeavesThemLockedAndTheyCanBeUnlockedAgain() throws {
        let (trial, visit) = try opening()
        trial.core(.codes(visit: visit, .failed(.cancelled)))
        #expect(trial.codes == CodesPage(problem: .cancelled))
        #expect(trial.page(.unlockCodes).count == 1)
        #expect(trial.page(.unlockCodes).isEmpty, "once")
    }

    @Test func theyLockWhenTheCoreSaysSo() throws {
        let (trial, visit) = try opening()
        trial.core(.codes(visit: visit, shown()))
        trial.core(.codes(visit: visit, .locked))
        #expect(trial.codes == CodesPage())
    }

    @Test func theyLockWhenTheirTimeIsOverWhetherTheCoreSaysSoOrNot() throws {
        let trial = try visiting()
        #expect(trial.phone(.tick(bootMs: inSeconds(59))).isEmpty)
        #expect(trial.phone(.tick(bootMs: inSeconds(60))) == [.lockCodes])
        #expect(trial.codes == CodesPage())
    }

    @Test func theyLockWhenTheAppLeavesTheForegroundButAPromptStays() throws {
        #expect(try visiting().phone(.background(bootMs: inSeconds(1))).contains(.lockCodes))
        let (trial, visit) = try opening()
        #expect(!trial.phone(.background(bootMs: inSeconds(1))).contains(.lockCodes))
        #expect(trial.codes?.visit == visit)
    }

    @Test func theyLockWhenAnotherScreenCoversThem() throws {
        let trial = try visiting()
        #expect(trial.phone(.openLink(Field("https://mail.example/i"))).contains(.lockCodes))
        trial.send(.back)
        #expect(trial.codes == CodesPage())
    }

    @Test func aRequestInFrontDoesNotLockThem() throws {
        let trial = try visiting()
        #expect(trial.came(request("r")).isEmpty)
        #expect(trial.phone(.tick(bootMs: inSeconds(1))).isEmpty)
        trial.request("r", .later)
        #expect(trial.codes?.codes?.count == 2)
    }

    @Test func aRequestWaitsWhileThePromptIsUp() throws {
        let (trial, visit) = try opening()
        trial.came(request("r"))
        #expect(trial.state.front == nil)
        trial.core(.codes(visit: visit, shown()))
        #expect(trial.asked == "r")
    }

    @Test func whatBelongsToAnEarlierVisitIsNotLookedAt() throws {
        let (trial, visit) = try opening()
        trial.send(.back)
        trial.page(.openCodes)
        trial.core(.codes(visit: visit, shown()))
        #expect(trial.codes?.codes == nil)
    }

    @Test func aCodeIsCopiedOneThatIsGoneIsNot() throws {
        let trial = try visiting()
        guard case .phone(.copyCode(let code)) = trial.page(.copyCode(ours)).first else {
            Issue.record("nothing is copied")
            return
        }
        #expect(code.text == "123456" && trial.codes?.copied == ours)
        #expect(trial.page(.copyCode(other)).isEmpty)
    }
}
