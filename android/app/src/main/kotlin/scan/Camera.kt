package org.assenso.app.scan

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.ImageFormat
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CaptureRequest
import android.hardware.camera2.params.OutputConfiguration
import android.hardware.camera2.params.SessionConfiguration
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.view.Surface
import java.util.concurrent.Executor

/**
 * The back camera, from [open] to [close]: pictures go to the preview's surface and to [found], which gets the text of each QR code, on
 * the camera's thread. It can't run where there is no device; it is kept to what camera2 asks for.
 */
class Camera(
    context: Context,
    private val found: (String) -> Unit,
    private val failed: () -> Unit,
) {
    private val manager = context.getSystemService(CameraManager::class.java)
    private val thread = HandlerThread("camera").apply { start() }
    private val handler = Handler(thread.looper)
    private val executor = Executor { handler.post(it) }
    private val reader = ImageReader.newInstance(WIDTH, HEIGHT, ImageFormat.YUV_420_888, 2)
    private val codes = QrReader()
    private var device: CameraDevice? = null
    private var closed = false

    // The caller has asked for the permission; a refusal meanwhile is a SecurityException.
    @SuppressLint("MissingPermission")
    fun open(preview: Surface) {
        reader.setOnImageAvailableListener({ look(it) }, handler)
        trying {
            val id = back() ?: return fail()
            manager.openCamera(
                id,
                executor,
                object : CameraDevice.StateCallback() {
                    override fun onOpened(camera: CameraDevice) {
                        if (closed) return camera.close()
                        device = camera
                        trying { start(camera, preview) }
                    }

                    override fun onDisconnected(camera: CameraDevice) = end(camera)

                    override fun onError(
                        camera: CameraDevice,
                        error: Int,
                    ) = end(camera)
                },
            )
        }
    }

    /** [after] the camera let go of the preview's surface. */
    fun close(after: () -> Unit) {
        handler.post {
            closed = true
            device?.close()
            reader.close()
            after()
            thread.quitSafely()
        }
    }

    /** Others may take the camera, or its surface go, at any moment between two calls. */
    private inline fun trying(step: () -> Unit) =
        try {
            step()
        } catch (_: CameraAccessException) {
            fail()
        } catch (_: SecurityException) {
            fail()
        } catch (_: IllegalStateException) {
            fail()
        } catch (_: IllegalArgumentException) {
            fail()
        }

    private fun fail() {
        if (!closed) failed()
    }

    private fun back(): String? {
        val ids = manager.cameraIdList
        val back = { id: String ->
            manager.getCameraCharacteristics(id)[CameraCharacteristics.LENS_FACING] == CameraCharacteristics.LENS_FACING_BACK
        }
        return ids.firstOrNull(back) ?: ids.firstOrNull()
    }

    private fun start(
        camera: CameraDevice,
        preview: Surface,
    ) {
        val request =
            camera.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW).apply {
                addTarget(preview)
                addTarget(reader.surface)
                set(CaptureRequest.CONTROL_AF_MODE, CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE)
            }
        val session =
            object : CameraCaptureSession.StateCallback() {
                override fun onConfigured(session: CameraCaptureSession) =
                    trying { session.setRepeatingRequest(request.build(), null, handler) }

                override fun onConfigureFailed(session: CameraCaptureSession) = fail()
            }
        val outputs = listOf(preview, reader.surface).map(::OutputConfiguration)
        camera.createCaptureSession(SessionConfiguration(SessionConfiguration.SESSION_REGULAR, outputs, executor, session))
    }

    private fun look(reader: ImageReader) {
        if (closed) return
        reader.acquireLatestImage()?.use { image ->
            val plane = image.planes[0]
            codes.read(plane.buffer, image.width, image.height, plane.rowStride)?.let(found)
        }
    }

    private fun end(camera: CameraDevice) {
        camera.close()
        device = null
        fail()
    }

    private companion object {
        // Enough for an invitation's code, and every camera has it.
        const val WIDTH = 1280
        const val HEIGHT = 720
    }
}
