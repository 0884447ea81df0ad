package dev.corral.server.walk;

import java.util.BitSet;

/// How far the names of a path so far have brought a [Glob]: the set of segments that the next name may match, all
/// followed at once (a non-deterministic automaton run by its state sets, after Thompson, 1968). Immutable.
///
/// A walk keeps one for each folder it is in, so that a name is matched once, however long the path before it is.
final class GlobState {
    private final Glob glob;

    /// Bit n: segment n may match the next name. The bit after the last segment: the path matches as it is.
    private final BitSet next;

    private GlobState(Glob glob, BitSet next) {
        this.glob = glob;
        this.next = next;
    }

    static GlobState start(Glob glob) {
        GlobState state = new GlobState(glob, new BitSet());
        state.reach(0);
        return state;
    }

    /// One name further.
    GlobState after(String name) {
        int[] characters = name.codePoints().toArray();
        GlobState after = new GlobState(glob, new BitSet());
        int segments = glob.segments().size();
        for (int i = next.nextSetBit(0); i >= 0 && i < segments; i = next.nextSetBit(i + 1)) {
            switch (glob.segments().get(i)) {
                case GlobSegment.Deep _ -> after.reach(i);
                case GlobSegment.OneName pattern when pattern.matches(characters) -> after.reach(i + 1);
                case GlobSegment.OneName _ -> {}
            }
        }
        return after;
    }

    boolean matches(EntryType type) {
        boolean rightType = type == EntryType.DIR || !glob.isFoldersOnly();
        return rightType && next.get(glob.segments().size());
    }

    /// Whether anything below can match.
    boolean isAlive() {
        return next.nextSetBit(0) >= 0 && next.nextSetBit(0) < glob.segments().size();
    }

    /// A `**` may stand for no name at all: with it, what follows it is reached too.
    private void reach(int segment) {
        next.set(segment);
        if (segment < glob.segments().size() && glob.segments().get(segment) == GlobSegment.Deep.DEEP) {
            reach(segment + 1);
        }
    }
}
