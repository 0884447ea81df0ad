package dev.corral.server.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTallyTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final String WHOLE = """
        {"t":"start","seq":1}
        {"t":"item","seq":2,"outcome":"ok"}
        {"t":"item","seq":3,"outcome":"failed"}
        {"t":"end","seq":4,"outcome":"completed"}
        """;

    private final LoadTally tally = new LoadTally();

    @Test
    void tellsWhatBecameOfJobsAndItems() {
        for (int i = 0; i < 50; i++) {
            tally.ended(LoadPlan.Fate.READ, WHOLE);
        }
        tally.ended(LoadPlan.Fate.DETACHED, "");
        tally.hungUp();
        assertThat(tally.line(TEN_SECONDS))
                .isEqualTo("load: 50 jobs read, 1 detached, 1 hung up on; 10 items/s, 50 of 100 failed");
    }

    @Test
    void aStreamWithoutEndIsBrokenWhateverItHolds() {
        tally.ended(LoadPlan.Fate.READ, WHOLE.substring(0, WHOLE.indexOf("{\"t\":\"end\"")));
        assertThat(tally.line(TEN_SECONDS)).contains("0 jobs read", "1 broke (a stream ended without an end record)");
    }

    @Test
    void theLastReasonStandsForAll() {
        tally.broken(new IOException("one"));
        tally.broken(new IOException("two"));
        tally.missed();
        assertThat(tally.line(TEN_SECONDS)).endsWith("; 2 broke (two), 1 were too many at once");
    }

    @Test
    void eachLineIsAboutTheTimeSinceTheOneBefore() {
        tally.ended(LoadPlan.Fate.READ, WHOLE);
        assertThat(tally.line(TEN_SECONDS)).startsWith("load: 1 jobs read");
        assertThat(tally.line(TEN_SECONDS)).startsWith("load: 0 jobs read");
    }
}
