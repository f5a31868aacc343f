package org.assenso.app

import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.view.MotionEvent
import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels
import org.assenso.app.notify.NotificationIntents
import org.assenso.app.scan.CameraPreview
import org.assenso.ui.screens.AssensoApp
import org.assenso.ui.state.Action
import org.assenso.ui.state.Front
import org.assenso.ui.state.Shown

/** The one window. */
class MainActivity : ComponentActivity() {
    private val model: PhoneViewModel by viewModels { PhoneViewModel.Factory }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        hide()
        enableEdgeToEdge()
        model.permissions.attach(this)
        // What the first intent asked for was done before; a saved state goes on from there.
        if (savedInstanceState == null) take(intent)
        val words = ResourceWords(resources)
        val reducedMotion = Settings.Global.getFloat(contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f) == 0f
        setContent {
            BackHandler(enabled = model.state.goesBack) { model.send(Action.Back) }
            AssensoApp(
                state = model.state,
                words = words,
                send = model::send,
                reducedMotion = reducedMotion,
                camera = { modifier ->
                    CameraPreview(modifier, { model.send(Action.Scanned(it)) }, { model.send(Action.CameraFailed) })
                },
            )
        }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        take(intent)
    }

    override fun onStart() {
        super.onStart()
        model.send(Action.Foreground(bootMs()))
    }

    override fun onResume() {
        super.onResume()
        graph.onScreen.value = true
    }

    /** Only who has the focus may look at the clipboard. */
    override fun onWindowFocusChanged(hasFocus: Boolean) {
        super.onWindowFocusChanged(hasFocus)
        if (hasFocus) graph.clipboard.tidy()
    }

    override fun onPause() {
        graph.onScreen.value = false
        super.onPause()
    }

    override fun onStop() {
        // A turn of the phone is no absence.
        if (!isChangingConfigurations) model.send(Action.Background(bootMs()))
        super.onStop()
    }

    /**
     * Refuses touches while another app's window lies over a request: what the person sees may not be what they press. On Android 12 and
     * newer no such window is drawn over ours at all.
     */
    override fun dispatchTouchEvent(event: MotionEvent): Boolean {
        val covered = event.flags and (MotionEvent.FLAG_WINDOW_IS_OBSCURED or MotionEvent.FLAG_WINDOW_IS_PARTIALLY_OBSCURED) != 0
        val asked = (model.state.shown as? Shown.InFront)?.front as? Front.Asked
        if (!covered || asked == null) return super.dispatchTouchEvent(event)
        model.send(Action.TouchRefused(asked.request.id))
        return true
    }

    private fun hide() {
        // Passwords, codes and numbers: no screenshot, no recording, nothing in the list of recent apps.
        window.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) setRecentsScreenshotEnabled(false)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) window.setHideOverlayWindows(true)
    }

    private fun take(intent: Intent) {
        // From the recent apps the system starts with the intent of the last time: its link was used, its request is over.
        if (intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0) return
        when (intent.action) {
            NotificationIntents.OPEN -> {
                val (account, request) = NotificationIntents.about(intent) ?: return
                model.send(Action.OpenRequest(account, request))
            }

            Intent.ACTION_VIEW -> {
                intent.dataString?.let { model.send(Action.OpenLink(it)) }
            }
        }
    }

    private fun bootMs() = graph.ports.clock.bootMs()
}
