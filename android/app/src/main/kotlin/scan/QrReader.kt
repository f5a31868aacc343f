package org.assenso.app.scan

import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.LuminanceSource
import com.google.zxing.PlanarYUVLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader
import java.nio.ByteBuffer

/** Reads a QR code out of a camera's picture, bright on dark too, as terminals draw them. */
class QrReader {
    private val reader = QRCodeReader()
    private val hints = mapOf(DecodeHintType.TRY_HARDER to true)

    /** The text of the code; null if there is none. [luminance] is the Y plane, [rowStride] bytes a row. */
    fun read(
        luminance: ByteBuffer,
        width: Int,
        height: Int,
        rowStride: Int,
    ): String? {
        val bytes = ByteArray(luminance.remaining()).also(luminance::get)
        // The last row of a plane may be shorter than the stride.
        val rows = minOf(height, (bytes.size + rowStride - width) / rowStride)
        if (rows <= 0) return null
        val whole = bytes.copyOf(rowStride * rows)
        val source = PlanarYUVLuminanceSource(whole, rowStride, rows, 0, 0, width, rows, false)
        return decode(source) ?: decode(source.invert())
    }

    private fun decode(source: LuminanceSource): String? =
        try {
            reader.decode(BinaryBitmap(HybridBinarizer(source)), hints).text
        } catch (_: ReaderException) {
            null
        } finally {
            reader.reset()
        }
}
