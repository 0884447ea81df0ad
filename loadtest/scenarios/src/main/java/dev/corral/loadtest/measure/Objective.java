package dev.corral.loadtest.measure;

import java.util.List;

/// Something that must hold, and how often it was looked at.
///
/// @param name as reports show it
/// @param checked how often it was looked at
/// @param faults how often it did not hold
/// @param examples the first faults
public record Objective(String name, long checked, long faults, List<String> examples) {
    public Objective {
        if (checked < 0 || faults < 0 || faults > checked) {
            throw new IllegalArgumentException(name + " has " + faults + " faults in " + checked
                    + " checks; expected no more faults than checks, and neither below zero");
        }
        examples = List.copyOf(examples);
    }

    /// Whether it held each time. What was never looked at has not held.
    public boolean held() {
        return checked > 0 && faults == 0;
    }
}
