package dev.corral.server.walk;

import java.util.List;

/// What a [Glob] says between two slashes.
sealed interface GlobSegment {
    /// `**`: any number of names, none too.
    enum Deep implements GlobSegment {
        DEEP
    }

    /// One name, character by character.
    ///
    /// Matched greedily: when a name stops fitting, only the last `*` takes one character more. That is enough, for
    /// whatever an earlier `*` could take instead, the later one can too. So a name costs at most its length times
    /// the length of the pattern, whatever either holds.
    record OneName(List<GlobToken> tokens) implements GlobSegment {
        static final OneName ANY = new OneName(List.of(GlobToken.Run.RUN));

        public OneName {
            tokens = List.copyOf(tokens);
        }

        /// @param name in code points
        boolean matches(int[] name) {
            int token = 0;
            int at = 0;
            int lastRun = -1;
            int runEnd = 0;
            while (at < name.length) {
                if (isRun(token)) {
                    lastRun = token++;
                    runEnd = at;
                } else if (token < tokens.size() && tokens.get(token).takes(name[at])) {
                    token++;
                    at++;
                } else if (lastRun >= 0) {
                    token = lastRun + 1;
                    at = ++runEnd;
                } else {
                    return false;
                }
            }
            while (isRun(token)) {
                token++;
            }
            return token == tokens.size();
        }

        private boolean isRun(int token) {
            return token < tokens.size() && tokens.get(token) == GlobToken.Run.RUN;
        }
    }
}
