package org.assenso.ui.components

import androidx.compose.foundation.ScrollState
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.traversalIndex
import androidx.compose.ui.unit.Dp
import org.assenso.ui.theme.Size
import org.assenso.ui.theme.Space

/** How much of a page its buttons take at most. */
private const val BOTTOM_PART = 0.6f

/** What stands above the content of every page, whichever it is. */
val LocalBanners = staticCompositionLocalOf<@Composable () -> Unit> { {} }

/**
 * A page: a bar with its [title], content that scrolls, and [bottom], the buttons that matter most, which stay in sight above the
 * keyboard. Where there is no room (a phone on its side, very large letters) the bar scrolls too, and on its side the buttons do;
 * [pinned] then says that they have to stay all the same. [wide] is for a page of two columns.
 */
@Composable
fun Page(
    title: String,
    modifier: Modifier = Modifier,
    onBack: (() -> Unit)? = null,
    pinned: Boolean = false,
    wide: Boolean = false,
    scroll: ScrollState = rememberScrollState(),
    actions: @Composable RowScope.() -> Unit = {},
    bottom: (@Composable ColumnScope.() -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) {
    val room = rememberRoom()
    val width = if (wide) Dp.Unspecified else Size.widest
    val staysBelow = bottom != null && (pinned || !room.low)
    Surface(modifier.fillMaxSize().semantics { paneTitle = title }) {
        Column(
            Modifier.fillMaxSize().windowInsetsPadding(WindowInsets.safeDrawing),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            if (!room.tight) Top(title, width, onBack, actions)
            Column(
                Modifier.weight(1f).fillMaxWidth().verticalScroll(scroll).part(1f),
                horizontalAlignment = Alignment.CenterHorizontally,
            ) {
                if (room.tight) Top(title, width, onBack, actions)
                Column(
                    Modifier
                        .widthIn(max = width)
                        .fillMaxWidth()
                        .padding(horizontal = room.margin)
                        .padding(top = Space.medium, bottom = Space.large),
                    verticalArrangement = Arrangement.spacedBy(Space.normal),
                ) {
                    content()
                    if (bottom != null && !staysBelow) bottom()
                }
            }
            if (bottom != null && staysBelow) Bottom(scroll, room, bottom)
        }
    }
}

/** The bar and the banners. */
@Composable
private fun ColumnScope.Top(
    title: String,
    width: Dp,
    onBack: (() -> Unit)?,
    actions: @Composable RowScope.() -> Unit,
) {
    val room = rememberRoom()
    Column(
        Modifier.align(Alignment.CenterHorizontally).widthIn(max = width).fillMaxWidth().part(0f),
    ) {
        Row(
            Modifier.fillMaxWidth().heightIn(min = Size.button).padding(
                start = if (onBack == null) room.margin else Space.tiny,
                end = Space.small,
            ),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            if (onBack != null) BackButton(onBack)
            Text(
                title,
                Modifier.weight(1f).padding(vertical = Space.small).semantics { heading() },
                style = MaterialTheme.typography.titleLarge,
            )
            actions()
        }
        Box(Modifier.padding(horizontal = room.margin)) { LocalBanners.current() }
    }
}

/** The area of the buttons: never more than it leaves to the rest, and then it scrolls by itself. */
@Composable
private fun ColumnScope.Bottom(
    above: ScrollState,
    room: Room,
    content: @Composable ColumnScope.() -> Unit,
) {
    if (above.canScrollForward) HorizontalDivider()
    Column(
        Modifier
            .align(Alignment.CenterHorizontally)
            .widthIn(max = Size.widest)
            .fillMaxWidth()
            .atMost(BOTTOM_PART)
            .verticalScroll(rememberScrollState())
            .part(2f)
            .padding(horizontal = room.margin)
            .padding(vertical = if (room.low) Space.small else Space.normal),
        verticalArrangement = Arrangement.spacedBy(Space.medium),
        content = content,
    )
}

/** A part of a page that a screen reader reads as a whole, in this order. */
private fun Modifier.part(order: Float) =
    semantics {
        isTraversalGroup = true
        traversalIndex = order
    }
