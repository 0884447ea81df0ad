package dev.corral.server.walk;

import java.util.List;

/// What one place in a name may hold.
sealed interface GlobToken {
    boolean takes(int codePoint);

    /// `*`: any number of characters, none too.
    enum Run implements GlobToken {
        RUN;

        @Override
        public boolean takes(int codePoint) {
            return true;
        }
    }

    /// `?`
    enum One implements GlobToken {
        ONE;

        @Override
        public boolean takes(int codePoint) {
            return true;
        }
    }

    record Literal(int expected) implements GlobToken {
        @Override
        public boolean takes(int codePoint) {
            return codePoint == expected;
        }
    }

    /// `[...]`, a list of ranges; `[!...]` is everything but them.
    record OneOf(List<Range> ranges, Sense sense) implements GlobToken {
        public OneOf {
            ranges = List.copyOf(ranges);
        }

        @Override
        public boolean takes(int codePoint) {
            boolean listed = ranges.stream().anyMatch(range -> range.holds(codePoint));
            return listed == (sense == Sense.LISTED);
        }
    }

    enum Sense {
        LISTED,
        NOT_LISTED
    }

    record Range(int first, int last) {
        boolean holds(int codePoint) {
            return first <= codePoint && codePoint <= last;
        }
    }
}
