package org.assenso.app

import android.content.pm.PackageManager
import androidx.activity.ComponentActivity
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContracts
import kotlinx.coroutines.CompletableDeferred

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

    /** Whether the person allows it; false also where the system asks no more. */
    suspend fun ask(
        activity: ComponentActivity,
        permission: String,
    ): Boolean {
        if (activity.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED) return true
        val launcher = launcher ?: return false
        val answer = asking ?: CompletableDeferred<Boolean>().also { asking = it }
        launcher.launch(permission)
        return answer.await()
    }
}
