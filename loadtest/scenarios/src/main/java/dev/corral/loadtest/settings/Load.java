package dev.corral.loadtest.settings;

import java.time.Duration;

/// How hard and how long.
///
/// @param users virtual users at once, in a closed model
/// @param duration for how long users go on; what they have begun they finish
public record Load(int users, Duration duration) {
    private static final int MAX_USERS = 10_000;

    public Load {
        if (users < 1 || users > MAX_USERS) {
            throw new IllegalArgumentException("users is " + users + "; expected 1 to " + MAX_USERS);
        }
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException("duration is " + duration + "; expected a millisecond or more");
        }
    }
}
