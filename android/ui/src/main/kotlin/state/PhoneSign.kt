package org.assenso.ui.state

/** Something about this phone or this build that weakens what it can promise. It is told; nothing is refused for it. */
enum class PhoneSign {
    /** A program that gives root is there. */
    RootProgram,

    /** The system was signed with keys that everybody has. */
    TestKeys,

    /** The system lets any app be debugged. */
    DebuggableSystem,

    /** This app can be debugged. */
    DebuggableApp,

    /** Other apps' windows can lie over ours: this Android can't keep them away. */
    OverlaysPossible,
}
