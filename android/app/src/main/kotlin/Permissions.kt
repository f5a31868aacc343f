package org.assenso.app

import android.content.pm.PackageManager
import androidx.activity.ComponentActivity
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContracts
import kotlinx.coroutines.CompletableDeferred
import org.assenso.ui.effects.Permission

/** Asks the person for permissions. One question at a time; its answer arrives also if the activity was made anew meanwhile. */
class Permissions {
    private var launcher: ActivityResultLauncher<String>? = null
    private var asking: CompletableDeferred<Boolean>? = null

    /** Asks through this activity from now on; before it is started. */
    fun attach(activity: ComponentActivity) {
        launcher =
            activity.registerForActivityResult(ActivityResultContracts.RequestPermission()) { granted ->
                asking?.complete(granted)
                asking = null
            }
    }

    /** What the person says; what was allowed before is not asked again. */
    suspend fun ask(
        activity: ComponentActivity,
        permission: String,
    ): Permission {
        if (activity.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED) return Permission.Granted
        val launcher = launcher ?: return Permission.Refused
        val couldExplain = activity.shouldShowRequestPermissionRationale(permission)
        val answer = asking ?: CompletableDeferred<Boolean>().also { asking = it }
        launcher.launch(permission)
        return when {
            answer.await() -> Permission.Granted

            // The system offers an explanation only while it still asks: none before and none after means that it did not ask.
            !couldExplain && !activity.shouldShowRequestPermissionRationale(permission) -> Permission.NotAsked

            else -> Permission.Refused
        }
    }
}
