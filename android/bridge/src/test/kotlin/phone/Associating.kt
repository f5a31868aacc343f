package org.assenso.bridge.phone

import org.assenso.bridge.Gateway
import org.assenso.bridge.Reply
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.At
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.Secret

/** The value of a reply that has to be one. */
fun <T> Reply<T>.ok(): T =
    when (this) {
        is Reply.Ok -> value
        is Reply.Failed -> throw AssertionError("it failed: $problem")
    }

/** Whoever associates a phone: where, who, and how the newest SMS code is read. */
class Associating(
    val issuer: String,
    val email: String,
    val password: String,
    val smsCode: () -> String,
)

/** A pairing up to the SMS code of the sign-in. */
suspend fun Gateway.signIn(who: Associating): PairingFlow {
    val flow = pair(who.issuer).ok()
    return signIn(flow.key, who.email, Secret(who.password)).ok()
}

/** A pairing up to being signed in, not associated. */
suspend fun Gateway.signedIn(who: Associating): PairingFlow = submitCode(signIn(who).key, Secret(who.smsCode()), KeyClass.Device).ok()

/** A pairing up to the SMS code of the association. */
suspend fun Gateway.codeWanted(who: Associating): PairingFlow = associate(signedIn(who).key, KeyClass.Device).ok()

/** A whole pairing. */
suspend fun Gateway.associated(
    who: Associating,
    keyClass: KeyClass = KeyClass.Device,
): AccountKey {
    val flow = codeWanted(who)
    return (submitCode(flow.key, Secret(who.smsCode()), keyClass).ok().at as At.Associated).account
}
