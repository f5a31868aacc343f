package org.assenso.ui.text

/** Everything the app says, in one language. */
interface Words {
    /** A text; the [args] take the places `%1$s`, `%2$s` … of its format. */
    operator fun invoke(
        text: Text,
        vararg args: Any,
    ): String

    /** A text that says how many, in the right number. */
    fun count(
        text: Plural,
        n: Int,
    ): String
}

/** Texts whose form depends on a number. */
enum class Plural {
    /** So many requests wait beside the one on the screen. */
    RequestMore,
    ;

    /** Its name among the resources. */
    val key: String = snakeCase(name)
}

/** `RequestMore` → `request_more`. */
internal fun snakeCase(name: String): String = name.replace(Regex("(?<!^)([A-Z])"), "_$1").lowercase()
