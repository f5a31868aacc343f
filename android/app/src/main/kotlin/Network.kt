package org.assenso.app

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network as AndroidNetwork

/** Tells when there is a network again. */
class Network(
    context: Context,
) {
    private val manager = context.getSystemService(ConnectivityManager::class.java)

    /** Calls [then], from any thread, at each network that becomes the phone's own, the one of now included. */
    fun whenAvailable(then: () -> Unit) =
        manager.registerDefaultNetworkCallback(
            object : ConnectivityManager.NetworkCallback() {
                override fun onAvailable(network: AndroidNetwork) = then()
            },
        )
}
