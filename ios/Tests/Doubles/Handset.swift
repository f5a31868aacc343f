// A phone with the app on it, heard and touched through its real screens.

import CoreBridge
import Features
import Foundation
import Harness
import Observation
import SwiftUI

/// How long a test waits at most for what it expects: long, since many tests run at once on few cores.
private let patience = Duration.seconds(120)

@MainActor
public final class Handset {
    public let phone: TestPhone
    public let platform: TestPlatform
    public let words: CatalogWords
    public private(set) var model: PhoneModel
    private let known: [KnownProvider]

    /// The app is started, and is in the foreground. `known`: the providers on its list.
    public init(_ phone: TestPhone? = nil, language: String = "en", known: [KnownProvider] = []) throws {
        self.phone = try phone ?? TestPhone()
        platform = TestPlatform(clock: self.phone.clock, posture: self.phone.posture)
        words = try CatalogWords(language)
        self.known = known
        model = Self.started(self.phone, platform, known)
    }

    /// The process died, and the app is started again where the person was.
    public func restart() {
        let saved = model.state.saved
        model.send(.phone(.background(bootMs: platform.bootMs())))
        model = Self.started(phone, platform, known, saved: saved)
    }

    private static func started(
        _ phone: TestPhone, _ platform: TestPlatform, _ known: [KnownProvider], saved: String? = nil
    ) -> PhoneModel {
        let state = PhoneState(nowBootMs: phone.clock.bootMs(), known: known, saved: saved)
        let issuers = known.map(\.issuer)
        let model = PhoneModel(initial: state, open: { await phone.open(listed: issuers) }, platform: platform)
        model.send(.phone(.foreground(bootMs: phone.clock.bootMs())))
        return model
    }

    /// Everything that is on the screen.
    public var nodes: [_Node] {
        let root = RootView(state: model.state, send: { self.model.send($0) }) { EmptyView() }
            .environment(\.words, words)
            .environment(\.times, Times(language: words.language))
        return _told(root)
    }

    /// What is on the screen, a line for each thing.
    public var text: String {
        nodes.map { [$0.label, $0.value].compactMap { $0 }.joined(separator: ": ") }.joined(separator: "\n")
    }

    /// Waits until a thing is on the screen, and returns it.
    @discardableResult
    public func find(_ what: String, _ test: @escaping @MainActor (_Node) -> Bool) async throws -> _Node {
        try await until(what) { self.nodes.first { test($0) } }
    }

    /// Waits until a text is on the screen, as a part of whatever says it.
    public func sees(_ phrase: Phrase, _ args: String...) async throws {
        let text = words.text(phrase, args)
        try await find(text) { $0.label.contains(text) }
    }

    /// Waits until a button can be pressed, and presses it.
    public func tap(_ phrase: Phrase) async throws {
        let text = words(phrase)
        try await find("the button \(text)") { $0.role == .button && $0.isEnabled && $0.label == text }.tap?()
    }

    /// Waits until a button that says this among more can be pressed, and presses it.
    public func tap(saying text: String) async throws {
        try await find("the button with \(text)") { $0.role == .button && $0.isEnabled && $0.label.contains(text) }
            .tap?()
    }

    /// Waits for the field under this label, and types.
    public func type(_ text: String, into phrase: Phrase, _ args: String...) async throws {
        let label = words.text(phrase, args)
        try await find("the field \(label)") { $0.type != nil && $0.isEnabled && $0.label == label }.type?(text)
    }

    /// Waits until `found` finds something; it looks whenever the state has changed.
    @discardableResult
    public func until<Value>(_ what: String, _ found: @MainActor () -> Value?) async throws -> Value {
        let end = ContinuousClock.now + patience
        // Time that goes on is a change too: so it looks a last time, and gives up, also where nothing happens any more.
        let alarm = Task {
            try await Task.sleep(until: end)
            model.send(.phone(.tick(bootMs: platform.bootMs())))
        }
        defer { alarm.cancel() }
        while ContinuousClock.now < end {
            if let value = found() { return value }
            await changed()
        }
        throw HarnessError("never on the screen: \(what). There is:\n\(text)")
    }

    private func changed() async {
        await withCheckedContinuation { continuation in
            withObservationTracking {
                _ = model.state
            } onChange: {
                continuation.resume()
            }
        }
        // The change is made once this has ended.
        await Task.yield()
    }
}

// What happens to a phone.
extension Handset {
    /// The person goes to another app.
    public func leave() { model.send(.phone(.background(bootMs: platform.bootMs()))) }

    /// The person comes back.
    public func comeBack() { model.send(.phone(.foreground(bootMs: platform.bootMs()))) }

    /// A link was opened.
    public func open(link: String) { model.send(.phone(.openLink(Field(link)))) }

    /// Whether a text is on the screen now.
    public func shows(_ phrase: Phrase) -> Bool { nodes.contains { $0.label.contains(words.format(phrase)) } }

    /// From now on the person has to answer each prompt of the keys.
    public func prompts() -> Prompt {
        let prompt = Prompt()
        phone.keys.script.set { $0.asks ? .prompt(prompt) : nil }
        return prompt
    }
}

// The ways through the app, as far as a test wants to go.
extension Handset {
    /// A phone that is the device of a new account.
    public static func associated(with service: Service, language: String = "en") async throws -> (
        Handset, email: String
    ) {
        let handset = try Handset(language: language)
        let email = try await service.seed()
        try await handset.signedIn(service, email)
        try await handset.associate(service, email)
        return (handset, email)
    }

    /// Types the number of a page and presses "Authorize".
    public func authorize(_ number: String) async throws {
        try await type(number, into: .requestNumber, "\(number.count)")
        try await tap(.requestAuthorize)
    }

    /// From the first screen to the code of the sign-in.
    public func signIn(_ service: Service, _ email: String, _ secret: String = password) async throws {
        try await tap(.accountsAdd)
        try await type(service.issuer, into: .pairProvider)
        try await tap(.goOn)
        try await type(email, into: .pairEmail)
        try await type(secret, into: .pairPassword)
        try await tap(.pairSignIn)
    }

    /// Types the newest code.
    public func typeCode(_ service: Service, _ email: String) async throws {
        let label = Phrase.pairCodeDigits
        let text = words.text(label, ["6"])
        try await find("the field \(text)") { $0.type != nil && $0.isEnabled && $0.label == text }
        try await type(try await service.smsCode(email), into: label, "6")
    }

    /// From the first screen to "Associate device".
    public func signedIn(_ service: Service, _ email: String) async throws {
        try await signIn(service, email)
        try await sees(.pairCodeTitle)
        try await typeCode(service, email)
        try await tap(.pairVerify)
        try await sees(.pairNoticeTitle)
    }

    /// From "Associate device" to the end.
    public func associate(_ service: Service, _ email: String) async throws {
        try await tap(.pairAssociate)
        try await tap(.goOn)
        try await sees(.pairAssociateCodeTitle)
        try await typeCode(service, email)
        try await tap(.goOn)
        try await sees(.pairSuccessTitle)
        try await tap(.pairDone)
        try await sees(.accountsWatching)
    }
}
