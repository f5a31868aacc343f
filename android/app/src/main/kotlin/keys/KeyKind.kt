package org.assenso.app.keys

import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.KeyRole
import org.assenso.bridge.ports.KeySpec

/**
 * What a key asks for before it signs. The alias carries it, so that the prompt always fits the key, whatever else is known about it.
 */
internal enum class KeyKind(
    private val prefix: String,
    /** What the person is asked for; null if nothing. */
    val verification: KeyClass?,
) {
    Possession("assenso.possession.", null),
    ApprovalDevice("assenso.approval-device.", KeyClass.Device),
    ApprovalBiometric("assenso.approval-biometric.", KeyClass.Biometric),
    ;

    fun alias(id: String) = prefix + id

    companion object {
        fun of(spec: KeySpec): KeyKind =
            when (spec.role) {
                KeyRole.Possession -> {
                    Possession
                }

                KeyRole.Approval -> {
                    when (spec.keyClass) {
                        KeyClass.Device -> ApprovalDevice
                        KeyClass.Biometric -> ApprovalBiometric
                    }
                }
            }

        /** The id of the key of this alias; null if the alias is none of ours. */
        fun idOf(alias: String): String? = entries.find { alias.startsWith(it.prefix) }?.let { alias.removePrefix(it.prefix) }
    }
}
