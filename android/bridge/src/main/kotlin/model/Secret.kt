package org.assenso.bridge.model

/** A secret that a person typed. It prints as nothing, and [use] wipes it. */
class Secret(
    private val bytes: ByteArray,
) {
    constructor(text: CharSequence) : this(text.toString().encodeToByteArray())

    /** Hands the bytes over and wipes them afterwards, whatever happens. A second use finds nothing. */
    inline fun <T> use(block: (ByteArray) -> T): T =
        try {
            block(peek())
        } finally {
            wipe()
        }

    @PublishedApi
    internal fun peek(): ByteArray = bytes

    /** Forgets it. */
    fun wipe() = bytes.fill(0)

    override fun toString() = "Secret"
}
