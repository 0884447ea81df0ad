package dev.corral.loadtest.run;

import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.util.List;

/// What a scenario does. Made once for each run.
public interface Act {
    /// Gatling's part, which presses while the script goes on.
    default List<PopulationBuilder> populations() {
        return List.of();
    }

    /// The side driver's part, on a virtual thread. A checkpoint.
    default void script() throws IOException, InterruptedException {}

    /// Reckons up, when script and populations are done and the service is quiet. A checkpoint.
    default void reckon() throws IOException, InterruptedException {}

    /// Makes an act.
    interface Maker {
        Act of(Run run);
    }
}
