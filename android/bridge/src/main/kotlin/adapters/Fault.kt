package org.assenso.bridge.adapters

import kotlinx.coroutines.CancellationException
import org.assenso.bridge.note
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.PortFault.Kind

/**
 * Calls a port. Nothing but what [told] makes of a fault's kind leaves: text of the platform could quote anything, and an error that the bindings
 * do not expect could leave the core waiting.
 *
 * A call whose coroutine ended, for the core gave it up or the platform took its prompt down, is cancelled.
 */
internal inline fun <T> port(
    told: (Kind) -> Exception,
    call: () -> T,
): T {
    val kind =
        try {
            return call()
        } catch (_: CancellationException) {
            Kind.Cancelled
        } catch (fault: PortFault) {
            fault.kind
        } catch (thrown: Throwable) {
            note("a port failed", thrown)
            Kind.Unavailable
        }
    throw told(kind)
}
