package dev.corral.server.walk;

import dev.corral.server.walk.Folder.Entering;
import dev.corral.server.walk.Step.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A walk through a folder tree, depth first, a folder before what it holds, each folder in the system's own order.
///
/// Memory and file descriptors (two a depth) are bounded by the depth of the walk, not by the size of a folder:
/// entries are told as they are read. Nothing but folders is ever opened, links are told and not followed, folders
/// on another device than the root are told with the error `path_denied` and not entered.
///
/// A walk is of a tree that others may change. What comes and goes meanwhile may be told or not; an entry that is
/// gone before it was looked at is left out; a folder that is gone or became a link before it was entered is told
/// with an error, as is one that may not be read, and the walk goes on. With a glob, folders in which nothing can
/// match are not entered, and errors are told whether the glob matches or not.
///
/// Not a checkpoint, and not thread-safe: one thread at a time drives it. Calls block on the file system and on
/// nothing else, and do not react to interrupts; cancelling is not calling [#next] again, and closing.
public final class Walk implements AutoCloseable {
    /// How many names one step reads at most: what bounds its work when few of them match.
    static final int SCANNED_PER_STEP = 1_024;

    /// A folder being read, and where it is.
    private record Level(Folder folder, Place place) {}

    private final WalkOptions options;
    private final Deque<Level> levels = new ArrayDeque<>();
    private WalkCounts counts = WalkCounts.NONE;
    private Ending ending = Ending.COMPLETE;
    private boolean cutShort;

    private Walk(WalkOptions options, Level start) {
        this.options = options;
        levels.push(start);
    }

    /// Opens the root and goes down to the folder asked for, by handles.
    public static WalkOpening open(Root root, RelativePath path, WalkOptions options) {
        return switch (WalkStart.find(root, path)) {
            case Entering.Kept(WalkError error) -> new WalkOpening.Refused(error);
            case Entering.Entered(Folder folder) -> {
                GlobState glob = options.glob() == null ? null : options.glob().start();
                FileName name =
                        path.names().isEmpty() ? FileName.NONE : path.names().getLast();
                Level start = new Level(folder, new Place(name, path.uri(), glob));
                yield new WalkOpening.Opened(new Walk(options, start));
            }
        };
    }

    /// Goes on: tells up to `max` entries, reads no more than 1,024 names. No entries and [Step.More] is an answer.
    ///
    /// @throws IllegalArgumentException if `max` is below 1
    /// @throws IllegalStateException if the walk was closed before its end, which must not be taken for a whole one
    public Step next(int max) {
        if (cutShort) {
            throw new IllegalStateException("the walk was closed before it had ended, it cannot go on");
        }
        if (max < 1) {
            throw new IllegalArgumentException("max: " + max + " must be at least 1");
        }
        List<Entry> told = new ArrayList<>();
        for (int scanned = 0; scanned < SCANNED_PER_STEP && told.size() < max; scanned++) {
            Level level = levels.peek();
            if (level == null) {
                return new Step.End(told, ending, counts);
            }
            advance(level, told);
        }
        return new Step.More(told);
    }

    public WalkCounts counts() {
        return counts;
    }

    /// Closes every handle, if the end of the walk has not done so. Closing twice does nothing.
    @Override
    public void close() {
        cutShort |= !levels.isEmpty();
        leaveAll();
    }

    private void leaveAll() {
        UncheckedIOException first = null;
        while (!levels.isEmpty()) {
            try {
                leave();
            } catch (UncheckedIOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void advance(Level level, List<Entry> told) {
        try {
            Path entry = level.folder().next();
            if (entry == null) {
                leave();
            } else {
                counts = counts.plusScanned();
                visit(level, entry, told);
            }
        } catch (IOException e) {
            leave();
            tell(Entry.failed(level.place(), WalkError.of(e)), told);
        }
    }

    private void visit(Level level, Path entry, List<Entry> told) {
        Place place = level.place().inside(FileName.of(entry));
        try {
            Stat stat = level.folder().stat(entry);
            if (stat.type() == EntryType.DIR && options.recursive() && place.mayHoldWanted()) {
                switch (enter(level.folder(), entry, stat)) {
                    case Entering.Kept(WalkError error) ->
                        tell(Entry.found(place, stat, options.fields()).with(error), told);
                    case Entering.Entered(Folder folder) -> {
                        levels.push(new Level(folder, place));
                        tellIfWanted(place, stat, told);
                    }
                }
            } else {
                tellIfWanted(place, stat, told);
            }
        } catch (NoSuchFileException _) {
            // Deleted between listing and looking: as if it had been deleted before.
        } catch (IOException e) {
            tell(Entry.failed(place, WalkError.of(e)), told);
        }
    }

    private Entering enter(Folder parent, Path entry, Stat stat) {
        return levels.size() >= options.maxDepth() ? new Entering.Kept(WalkError.TOO_DEEP) : parent.enter(entry, stat);
    }

    private void tellIfWanted(Place place, Stat stat, List<Entry> told) {
        if (place.isWanted(stat)) {
            tell(Entry.found(place, stat, options.fields()), told);
        }
    }

    /// Only an entry too many shows that there are too many: a walk that holds just as many as allowed is complete.
    private void tell(Entry entry, List<Entry> told) {
        if (counts.entries() == options.maxEntries()) {
            ending = Ending.LIMIT_ENTRIES;
            leaveAll();
        } else {
            counts = counts.plus(entry);
            told.add(entry);
        }
    }

    private void leave() {
        try {
            levels.pop().folder().close();
        } catch (IOException e) {
            throw new UncheckedIOException("a folder's handle could not be closed", e);
        }
    }
}
