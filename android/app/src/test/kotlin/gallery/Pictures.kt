package org.assenso.app.gallery

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Color
import java.awt.image.BufferedImage
import java.awt.image.DataBuffer
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.ImageIO
import kotlin.math.abs

/** Another processor rounds the edge of a letter differently. A letter that changed is more than this. */
private const val STEPS_OF_255 = 40
private const val PIXELS = 16

/** To be looked at. */
internal fun File.show(picture: Bitmap) {
    parentFile?.mkdirs()
    outputStream().use { check(picture.compress(Bitmap.CompressFormat.PNG, 100, it)) }
}

/** To be kept: with a palette, in a quarter of the space, which no eye sees and the tolerance swallows. */
internal fun File.keep(picture: Bitmap) {
    parentFile?.mkdirs()
    val pixels = picture.pixels().map(::rounded)
    val palette =
        pixels
            .groupingBy { it }
            .eachCount()
            .entries
            .sortedByDescending { it.value }
            .map { it.key }
            .take(COLOURS)
    val nearest = mutableMapOf<Int, Byte>()
    val indices = pixels.map { pixel -> nearest.getOrPut(pixel) { palette.indices.minBy { distance(palette[it], pixel) }.toByte() } }
    val colours = IndexColorModel(8, palette.size, palette.toIntArray(), 0, false, -1, DataBuffer.TYPE_BYTE)
    val image = BufferedImage(picture.width, picture.height, BufferedImage.TYPE_BYTE_INDEXED, colours)
    image.raster.setDataElements(0, 0, picture.width, picture.height, indices.toByteArray())
    check(ImageIO.write(image, "png", this))
}

private const val COLOURS = 256
private const val STEP = 8

private fun rounded(pixel: Int): Int {
    fun round(channel: Int) = minOf((channel + STEP / 2) / STEP * STEP, 255)
    return Color.rgb(round(Color.red(pixel)), round(Color.green(pixel)), round(Color.blue(pixel)))
}

/** In what [picture] is not the one that was looked at; null if it is. */
internal fun File.differs(picture: Bitmap): String? {
    val kept = BitmapFactory.decodeFile(path) ?: return "nobody has looked at it"
    if (kept.width != picture.width || kept.height != picture.height) {
        return "${picture.width} × ${picture.height} instead of ${kept.width} × ${kept.height}"
    }
    val off = kept.pixels().zip(picture.pixels()).count { (was, now) -> distance(was, now) > STEPS_OF_255 }
    return "$off pixels".takeIf { off > PIXELS }
}

private fun Bitmap.pixels(): List<Int> = IntArray(width * height).also { getPixels(it, 0, width, 0, 0, width, height) }.asList()

private fun distance(
    a: Int,
    b: Int,
): Int =
    maxOf(
        abs(Color.red(a) - Color.red(b)),
        abs(Color.green(a) - Color.green(b)),
        abs(Color.blue(a) - Color.blue(b)),
    )
