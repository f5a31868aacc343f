package org.assenso.app.fakes

import org.assenso.bridge.ports.PortFault
import org.junit.Assert.fail

/** How [block] failed; one that does not fail fails the test. */
suspend fun faultOf(block: suspend () -> Any?): PortFault.Kind {
    try {
        block()
    } catch (fault: PortFault) {
        return fault.kind
    }
    fail("nothing failed")
    error("not reached")
}
