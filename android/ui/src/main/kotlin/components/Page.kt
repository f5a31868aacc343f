package org.assenso.ui.components

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.traversalIndex
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.assenso.ui.theme.Size
import org.assenso.ui.theme.Space

/** How much of a page its buttons take at most. */
private const val BOTTOM_PART = 0.6f

/** What stands above the content of every page, whichever it is. */
val LocalBanners = staticCompositionLocalOf<@Composable () -> Unit> { {} }

/**
 * A page: a bar with its [title], content that scrolls, and [bottom], the button that matters most, which stays in sight above the
 * keyboard; [more] are buttons of lesser weight, at the end of the content or, [together], under that one. Where there is no room
 * (a phone on its side, very large letters) the bar scrolls too, and on its side the buttons do; [pinned] then says that [bottom]
 * has to stay all the same. [wide] is for a page of two columns.
 */
@Composable
fun Page(
    title: String,
    onBack: (() -> Unit)? = null,
    pinned: Boolean = false,
    wide: Boolean = false,
    together: Boolean = false,
    bottom: (@Composable () -> Unit)? = null,
    more: (@Composable () -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) {
    val room = rememberRoom()
    val width = if (wide) Dp.Unspecified else Size.widest
    val scroll = rememberScrollState()
    val stays = bottom != null && (pinned || !room.low)
    val moreStays = stays && together && !room.largeLetters
    val buttons: @Composable () -> Unit = {
        bottom?.invoke()
        if (moreStays) more?.invoke()
    }
    Frame(title, width, onBack, { scroll.canScrollForward }, buttons.takeIf { stays }) { modifier ->
        Column(modifier.verticalScroll(scroll)) {
            if (room.tight) Top(title, width, onBack)
            Middle(width, Space.normal, Modifier.padding(top = Space.medium, bottom = Space.large)) {
                content()
                if (!stays) bottom?.invoke()
                if (!moreStays) more?.invoke()
            }
        }
    }
}

/**
 * A page of many [rows], of which only those in sight are drawn. It goes back to its top whenever there is another [notice]: that is
 * where it stands.
 */
@Composable
fun LongPage(
    title: String,
    rows: List<@Composable () -> Unit>,
    notice: Any?,
    onBack: (() -> Unit)? = null,
    bottom: (@Composable () -> Unit)? = null,
) {
    val room = rememberRoom()
    val list = rememberLazyListState()
    val stays = bottom != null && !room.low
    val all = if (stays) rows else rows + listOfNotNull(bottom)
    LaunchedEffect(notice) { if (notice != null) list.scrollToItem(0) }
    Frame(title, Size.widest, onBack, { list.canScrollForward }, bottom.takeIf { stays }) { modifier ->
        LazyColumn(modifier, list) {
            if (room.tight) item { Column(Modifier.fillMaxWidth()) { Top(title, Size.widest, onBack) } }
            itemsIndexed(all) { index, row ->
                val above = if (index == 0) Space.medium else Space.normal
                val below = if (index == all.lastIndex) Space.large else 0.dp
                Column(Modifier.fillMaxWidth()) {
                    Middle(Size.widest, 0.dp, Modifier.padding(top = above, bottom = below)) { row() }
                }
            }
        }
    }
}

/** What every page has: its bar unless there is no room, [body], and [bottom] where it stays. */
@Composable
private fun Frame(
    title: String,
    width: Dp,
    onBack: (() -> Unit)?,
    goesOn: () -> Boolean,
    bottom: (@Composable () -> Unit)?,
    body: @Composable (Modifier) -> Unit,
) {
    val room = rememberRoom()
    Surface(Modifier.fillMaxSize().semantics { paneTitle = title }) {
        Column(Modifier.fillMaxSize().windowInsetsPadding(WindowInsets.safeDrawing)) {
            if (!room.tight) Top(title, width, onBack)
            body(Modifier.weight(1f).fillMaxWidth().part(1f))
            if (bottom != null) {
                if (goesOn()) HorizontalDivider()
                Column(
                    Modifier
                        .fillMaxWidth()
                        .atMost(BOTTOM_PART)
                        .verticalScroll(rememberScrollState())
                        .part(2f),
                ) {
                    val above = if (room.low) Space.small else Space.normal
                    Middle(width, Space.medium, Modifier.padding(vertical = above)) { bottom() }
                }
            }
        }
    }
}

/** The column in the middle that has all there is to see. */
@Composable
private fun ColumnScope.Middle(
    width: Dp,
    gap: Dp,
    modifier: Modifier = Modifier,
    content: @Composable ColumnScope.() -> Unit,
) = Column(
    Modifier
        .align(Alignment.CenterHorizontally)
        .widthIn(max = width)
        .fillMaxWidth()
        .padding(horizontal = rememberRoom().margin)
        .then(modifier),
    Arrangement.spacedBy(gap),
    content = content,
)

/** The bar and the banners. */
@Composable
private fun ColumnScope.Top(
    title: String,
    width: Dp,
    onBack: (() -> Unit)?,
) {
    val margin = rememberRoom().margin
    Column(
        Modifier
            .align(Alignment.CenterHorizontally)
            .widthIn(max = width)
            .fillMaxWidth()
            .part(0f),
    ) {
        Row(
            Modifier
                .fillMaxWidth()
                .heightIn(min = Size.button)
                .padding(start = if (onBack == null) margin else Space.tiny, end = margin),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            if (onBack != null) BackButton(onBack)
            Text(
                title,
                Modifier.weight(1f).padding(vertical = Space.small).semantics { heading() },
                style = MaterialTheme.typography.titleLarge,
            )
        }
        Box(Modifier.padding(horizontal = margin)) { LocalBanners.current() }
    }
}

/** A part of a page that a screen reader reads as a whole, in this order. */
private fun Modifier.part(order: Float) =
    semantics {
        isTraversalGroup = true
        traversalIndex = order
    }
