package dev.corral.bench;

import java.util.Locale;

/// What is measured of one contender.
///
/// @param group what contenders are compared at, such as `spawn children=10`
/// @param contender who does it, for people: `kotlin one thread`
record Measurement(String group, String contender, Probe probe) {
    static Measurement of(String group, Enum<?> contender, Probe probe) {
        return new Measurement(group, contender.name().toLowerCase(Locale.ROOT).replace('_', ' '), probe);
    }

    boolean isCorral() {
        return contender.equals("corral");
    }

    @Override
    public String toString() {
        return group + " " + contender;
    }
}
