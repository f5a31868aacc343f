// What a person is told of each prompt, in the app's words.

import CoreBridge
import Features

public struct WordsOfPrompts: PromptReasons {
    private let words: any Words

    public init(_ words: any Words) { self.words = words }

    public func text(_ reason: SignReason) -> String {
        switch reason {
        // Nobody is asked.
        case .silent: ""
        case .associate(let provider, let account): words(.promptAssociateText, account, provider)
        case .deactivate(let provider, let account): words(.promptDeactivateText, account, provider)
        case .recoveryCode(let provider, let account): words(.promptRecoveryCodeText, account, provider)
        case .approve(_, let provider, let account): words(.promptApproveText, account, provider)
        }
    }

    public func text(_ reason: UnlockReason) -> String {
        switch reason {
        case .associate: words(.promptSealCodesText)
        case .showCodes: words(.promptShowCodesText)
        }
    }

    public var openApp: String { words(.promptOpenAppText) }
}
