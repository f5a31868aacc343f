// The pages of what the owner does with an account.

import CoreBridge

@testable import Features

extension Sample {
    private static let printed = PrintedCode(
        groups: ["ZVEB", "N63P", "AGS1", "000H", "48SM", "8NB6", "EW9A"], asked: 2)

    private static func at(_ screen: Screen, held: Held?) -> PhoneState {
        ScreenTests.at(screen) { state in
            let hold = held.map { Hold($0, untilUnixMs: morningUnixMs) }
            state.accounts = Accounts(paired: [with(annas) { $0.hold = hold }])
        }
    }

    private static func deed(_ page: DeedPage, _ problem: Problem? = nil, held: Held? = nil) -> PhoneState {
        at(.deed(DeedScreen(account: annas.key, page: page, problem: problem)), held: held)
    }

    static let deeds = [
        Sample(
            name: "two_step_probation",
            state: at(.twoStep(TwoStepPage(row: .paired(annas.key))), held: .widening)),
        Sample(name: "deed_sign_out", state: deed(.signOut)),
        Sample(name: "deed_sign_out_offline", state: deed(.signOut, .offline)),
        Sample(name: "deed_deactivate", state: deed(.deactivate)),
        Sample(name: "deed_deactivate_held", state: deed(.deactivate, held: .widening)),
        Sample(name: "deed_deactivate_sure", state: deed(.reallyDeactivate(password: Field("correct horse")))),
        Sample(name: "deed_deactivate_wrong", state: deed(.reallyDeactivate(password: Field()), .wrongPassword)),
        Sample(name: "deed_new_code", state: deed(.newCode(password: Field()))),
        Sample(name: "deed_new_code_held", state: deed(.newCode(password: Field()), .held, held: .settings)),
        Sample(name: "deed_write_code", state: deed(.writeCode(printed, group: Field()))),
        Sample(name: "deed_write_code_wrong", state: deed(.writeCode(printed, group: Field()), .wrongGroup)),
        Sample(name: "deed_enter_code", state: deed(.enterCode(Field(), password: Field()), held: .widening)),
        Sample(name: "deed_signed_out", state: deed(.finished(.signOut))),
        Sample(name: "deed_code_kept", state: deed(.finished(.newCode))),
    ]
}
