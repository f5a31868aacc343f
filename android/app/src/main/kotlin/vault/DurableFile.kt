package org.assenso.app.vault

import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.StandardOpenOption.READ

/** A small file that is there whole or not at all, also after the battery was pulled. Everything here blocks. */
internal class DurableFile(
    private val file: File,
) {
    /** What it holds; null is a proof that it is not there: a file that can't be read throws. */
    fun read(): ByteArray? =
        try {
            Files.readAllBytes(file.toPath())
        } catch (_: NoSuchFileException) {
            null
        }

    /** Replaces it; on disk when this returns. */
    fun write(bytes: ByteArray) {
        Files.createDirectories(folder.toPath())
        val fresh = sibling("new")
        FileOutputStream(fresh).use {
            it.write(bytes)
            it.fd.sync()
        }
        Files.move(fresh.toPath(), file.toPath(), ATOMIC_MOVE, REPLACE_EXISTING)
        syncFolder()
    }

    fun delete() {
        if (Files.deleteIfExists(file.toPath())) syncFolder()
    }

    /** Takes it out of use without deleting it; one that was set aside before is replaced. */
    fun setAside() {
        Files.move(file.toPath(), sibling("lost").toPath(), ATOMIC_MOVE, REPLACE_EXISTING)
        syncFolder()
    }

    private val folder: File get() = file.absoluteFile.parentFile ?: file

    private fun sibling(ending: String) = File(folder, "${file.name}.$ending")

    /** Makes the name itself durable. Not every file system can, and those that can't have no order to lose. */
    private fun syncFolder() {
        try {
            FileChannel.open(folder.toPath(), READ).use { it.force(true) }
        } catch (_: IOException) {
            return
        }
    }
}
