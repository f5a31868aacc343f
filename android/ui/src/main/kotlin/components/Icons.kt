package org.assenso.ui.components

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/** Line drawings on a grid of 24, all with one pen. */
object Icons {
    private const val CIRCLE = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z"
    private const val SHIELD =
        "M12 3l7.5 2.8v5.7c0 4.6-3.1 8-7.5 9.5c-4.4-1.5-7.5-4.9-7.5-9.5v-5.7z"
    private const val EYE =
        "M2.5 12c1.8-4 5.3-6.5 9.5-6.5s7.7 2.5 9.5 6.5c-1.8 4-5.3 6.5-9.5 6.5" +
            "s-7.7-2.5-9.5-6.5zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z"
    private const val SLASH = "M4 4l16 16"

    val Back = icon("Back", "M19 12H5M11 6l-6 6l6 6", mirrored = true)
    val Open = icon("Open", "M9 6l6 6l-6 6", mirrored = true)
    val Check = icon("Check", "M5 12.5l4.5 4.5l9.5-9.5")
    val Close = icon("Close", "M6 6l12 12M18 6l-12 12")
    val Add = icon("Add", "M12 5v14M5 12h14")
    val Good = icon("Good", CIRCLE, "M8 12.2l2.9 2.9l5.3-5.6")
    val Denied = icon("Denied", CIRCLE, "M5.7 5.7l12.6 12.6")
    val Info = icon("Info", CIRCLE, "M12 11v5.5M12 7.5v.1")
    val Clock = icon("Clock", CIRCLE, "M12 7v5l3.5 2")
    val Question =
        icon(
            "Question",
            CIRCLE,
            "M9.3 9.3a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 1.9M12 16.9v.1",
        )
    val Warning = icon("Warning", "M12 4l9.2 15.5h-18.4zM12 10v4.5M12 17v.1")
    val Shield = icon("Shield", SHIELD, "M8.5 11.8l2.5 2.5l4.5-4.6")
    val Lock =
        icon(
            "Lock",
            "M7 10.5h10a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-10" +
                "a1.5 1.5 0 0 1-1.5-1.5v-7a1.5 1.5 0 0 1 1.5-1.5z",
            "M8.5 10.5v-2.5a3.5 3.5 0 0 1 7 0v2.5M12 14.5v2",
        )
    val Key =
        icon("Key", "M8 11.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8z", "M11 12.5l8.5-8.5M16 7.5l2.8 2.8")
    val Settings =
        icon(
            "Settings",
            "M4 7h8.5M17.5 7h2.5M4 17h2.5M11.5 17h8.5",
            "M15 4.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z",
            "M9 14.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z",
        )
    val Copy =
        icon(
            "Copy",
            "M10 9h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z",
            "M15 9v-4a1 1 0 0 0-1-1h-9a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h4",
        )
    val Show = icon("Show", EYE)
    val Hide = icon("Hide", EYE, SLASH)
    val Offline =
        icon(
            "Offline",
            "M7 18.5a4.5 4.5 0 0 1-.6-8.96a6 6 0 0 1 11.4.46a4.3 4.3 0 0 1 .2 8.5z",
            SLASH,
        )
    val Phone =
        icon(
            "Phone",
            "M8 2.8h8a1.5 1.5 0 0 1 1.5 1.5v15.4a1.5 1.5 0 0 1-1.5 1.5h-8" +
                "a1.5 1.5 0 0 1-1.5-1.5v-15.4a1.5 1.5 0 0 1 1.5-1.5z",
            "M11 18.2h2",
        )
    val Bell = icon("Bell", "M6 16.5v-5.5a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.8h4")
    val Scan =
        icon(
            "Scan",
            "M4 8v-3a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3",
            "M20 16v3a1 1 0 0 1-1 1h-3M8 20h-3a1 1 0 0 1-1-1v-3",
            "M8.5 8.5h2v2h-2zM13.5 8.5h2v2h-2zM8.5 13.5h2v2h-2zM13.5 13.5h2v2h-2z",
        )
    val Mail = icon("Mail", "M4 5.5h16v13h-16zM4 7.5l8 6l8-6")
    val Delete = icon("Delete", "M5 7h14M10 7v-2.5h4v2.5M7 7l.8 13h8.4l.8-13")
    val Again = icon("Again", "M19.5 12a7.5 7.5 0 1 1-2.2-5.3l2.2 2.3M19.5 4.5v4.5h-4.5")
    val Person =
        icon(
            "Person",
            "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
            "M4.5 20.5a7.5 7.5 0 0 1 15 0",
        )

    private fun icon(
        name: String,
        vararg lines: String,
        mirrored: Boolean = false,
    ): ImageVector =
        ImageVector
            .Builder(name, 24.dp, 24.dp, 24f, 24f, autoMirror = mirrored)
            .apply {
                for (line in lines) {
                    addPath(
                        pathData = addPathNodes(line),
                        stroke = SolidColor(Color.Black),
                        strokeLineWidth = 2f,
                        strokeLineCap = StrokeCap.Round,
                        strokeLineJoin = StrokeJoin.Round,
                    )
                }
            }.build()
}
