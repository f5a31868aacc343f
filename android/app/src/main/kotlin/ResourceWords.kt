package org.assenso.app

import android.content.res.Resources
import org.assenso.ui.text.Plural
import org.assenso.ui.text.Text
import org.assenso.ui.text.Words

/** The words of `strings.xml`, in the language that [resources] has now. A test sees to it that none is missing. */
class ResourceWords(
    private val resources: Resources,
) : Words {
    override fun invoke(
        text: Text,
        vararg args: Any,
    ): String = resources.getString(STRINGS.getOrPut(text) { id(text.key, "string") }, *args)

    override fun count(
        text: Plural,
        n: Int,
    ): String = resources.getQuantityString(id(text.key, "plurals"), n, n)

    // By name: the texts are known to the screens, which know no resources.
    @Suppress("DiscouragedApi")
    private fun id(
        key: String,
        type: String,
    ) = resources.getIdentifier(key, type, BuildInfo.NAMESPACE)

    private companion object {
        val STRINGS = java.util.concurrent.ConcurrentHashMap<Text, Int>()
    }
}
