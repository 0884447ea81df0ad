package dev.corral.origin;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The behaviours of an origin, by path, with the index that describes them.
final class Catalogue {
    private final Map<String, Behaviour> behaviours = new LinkedHashMap<>();

    Catalogue(List<Behaviour> behaviours) {
        for (Behaviour behaviour : behaviours) {
            this.behaviours.put(behaviour.path(), behaviour);
        }
        Behaviour index = new IndexPage(IndexPage.describe(behaviours));
        this.behaviours.put(index.path(), index);
    }

    /// All that there are.
    static Catalogue complete(InstantSource clock) {
        Draws draws = new Draws();
        return new Catalogue(List.of(
                new Delay(draws),
                new MixedStatus(draws),
                new Bytes(),
                new Drip(),
                new SlowHeaders(),
                new Stall(),
                new Reset(),
                new ShortBody(),
                new ExcessBody(),
                new GzipBomb(),
                new Infinite(),
                new Redirect(),
                new TooManyRequests(),
                new Flap(clock),
                new Limit()));
    }

    @Nullable
    Behaviour at(String path) {
        return behaviours.get(path);
    }

    /// What a client reads that asked for a path where nothing is.
    String unknown(String path) {
        return "no behaviour at " + Query.shown(path) + "; expected one of " + String.join(" ", behaviours.keySet())
                + " " + Dispatcher.SEEN_PATH + " " + Dispatcher.MARK_PATH + "\n";
    }
}
