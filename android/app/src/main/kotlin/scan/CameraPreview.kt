package org.assenso.app.scan

import android.content.Context
import android.graphics.Matrix
import android.graphics.RectF
import android.graphics.SurfaceTexture
import android.view.Surface
import android.view.TextureView
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.ui.Modifier
import androidx.compose.ui.viewinterop.AndroidView

/** The camera's picture; [found] gets the text of each QR code in it, on the main thread; so is [failed] called when there is no picture. */
@Composable
fun CameraPreview(
    modifier: Modifier,
    found: (String) -> Unit,
    failed: () -> Unit,
) {
    val now by rememberUpdatedState(found)
    val noMore by rememberUpdatedState(failed)
    AndroidView(factory = { context -> Preview(context, { now(it) }, { noMore() }) }, modifier = modifier)
}

private class Preview(
    context: Context,
    private val found: (String) -> Unit,
    private val failed: () -> Unit,
) : TextureView(context),
    TextureView.SurfaceTextureListener {
    private var camera: Camera? = null
    private var surface: Surface? = null

    init {
        surfaceTextureListener = this
    }

    override fun onSurfaceTextureAvailable(
        texture: SurfaceTexture,
        width: Int,
        height: Int,
    ) {
        open(texture)
        fit(width, height)
    }

    /** In the background the camera belongs to others. */
    override fun onWindowVisibilityChanged(visibility: Int) {
        super.onWindowVisibilityChanged(visibility)
        if (visibility != VISIBLE) close() else surfaceTexture?.takeIf { isAvailable }?.let(::open)
    }

    private fun open(texture: SurfaceTexture) {
        if (camera != null) return
        texture.setDefaultBufferSize(BUFFER_WIDTH, BUFFER_HEIGHT)
        val surface = Surface(texture).also { this.surface = it }
        camera = Camera(context, found = { text -> post { found(text) } }, failed = { post(failed) }).also { it.open(surface) }
    }

    private fun close() {
        val surface = surface
        camera?.close { surface?.release() }
        camera = null
        this.surface = null
    }

    override fun onSurfaceTextureSizeChanged(
        texture: SurfaceTexture,
        width: Int,
        height: Int,
    ) = fit(width, height)

    override fun onSurfaceTextureDestroyed(texture: SurfaceTexture): Boolean {
        close()
        return true
    }

    override fun onSurfaceTextureUpdated(texture: SurfaceTexture) = Unit

    /** Fills the view without stretching: the system turns the buffer upright, so its sides change places in portrait. */
    private fun fit(
        width: Int,
        height: Int,
    ) {
        if (width == 0 || height == 0) return
        val long = BUFFER_WIDTH.toFloat()
        val short = BUFFER_HEIGHT.toFloat()
        val picture = if (height >= width) RectF(0f, 0f, short, long) else RectF(0f, 0f, long, short)
        val scale = maxOf(width / picture.width(), height / picture.height())
        val matrix = Matrix()
        matrix.setScale(picture.width() * scale / width, picture.height() * scale / height, width / 2f, height / 2f)
        setTransform(matrix)
    }

    private companion object {
        const val BUFFER_WIDTH = 1280
        const val BUFFER_HEIGHT = 720
    }
}
