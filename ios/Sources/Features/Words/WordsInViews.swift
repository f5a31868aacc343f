// The words and the time's custom, for every view.

import SwiftUI

extension EnvironmentValues {
    /// The words of the language in use.
    public var words: any Words {
        get { self[WordsKey.self] }
        set { self[WordsKey.self] = newValue }
    }

    /// How moments are written.
    public var times: Times {
        get { self[TimesKey.self] }
        set { self[TimesKey.self] = newValue }
    }
}

private struct WordsKey: EnvironmentKey {
    static let defaultValue: any Words = BundleWords(.main)
}

private struct TimesKey: EnvironmentKey {
    static let defaultValue = Times(language: BundleWords(.main).language)
}
