package org.assenso.app.vault

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.io.IOException

class DurableFileTest {
    @get:Rule val folder = TemporaryFolder()

    private val place get() = File(folder.root, "deep/er/secret")
    private val file get() = DurableFile(place)
    private val one = byteArrayOf(1)
    private val two = byteArrayOf(2, 2)

    @Test
    fun `it holds what was written last, and makes its folder`() {
        assertNull(file.read())
        file.write(one)
        file.write(two)
        assertArrayEquals(two, file.read())
        assertArrayEquals(arrayOf("secret"), place.parentFile?.list())
    }

    @Test
    fun `a write that fails leaves what was there`() {
        file.write(one)
        assertTrue(File(place.path + ".new").mkdir())
        assertThrows(IOException::class.java) { file.write(two) }
        assertArrayEquals(one, file.read())
    }

    @Test
    fun `what a killed process left half written is written over`() {
        file.write(one)
        File(place.path + ".new").writeBytes(ByteArray(100))
        assertArrayEquals(one, file.read())
        file.write(two)
        assertArrayEquals(two, file.read())
    }

    @Test
    fun `set aside it is out of use and still there`() {
        file.write(one)
        file.setAside()
        assertNull(file.read())
        assertArrayEquals(one, File(place.path + ".lost").readBytes())
        file.write(two)
        file.setAside()
        assertArrayEquals(two, File(place.path + ".lost").readBytes())
    }

    @Test
    fun `deleting is done once and for all, and what is not there is no fault`() {
        file.write(one)
        repeat(2) { file.delete() }
        assertFalse(place.exists())
    }

    @Test
    fun `what can't be read is not taken for missing`() {
        place.mkdirs()
        assertThrows(IOException::class.java) { file.read() }
    }
}
