package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.stream.Outcome;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/// Items that are the same as earlier ones.
final class SeenTest {
    @Test
    void eachTextIsNewOnce() {
        Seen seen = new Seen(new SecureRandom());
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 200_000; i++) {
                assertThat(seen.add("http://a.test/" + i)).isEqualTo(round == 0);
            }
        }
    }

    @Test
    void theSameItemIsNotDoneAgain() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                "'dedupe':'url','items':['http://a','http://b','http://a','http://a']", (item, context) -> Outcome.OK);
        assertThat(job.toEnd().counts().deduped()).isEqualTo(2);
        assertThat(job.kind().begun()).containsExactly(0, 1);
        assertThat(job.sink().records().item(3).path("outcome").asText()).isEqualTo("deduped");
        assertThat(job.sink().records().item(3).path("attempts").asInt()).isZero();
    }

    @Test
    void withoutBeingAskedNothingIsDeduped() throws InterruptedException, Exception {
        TestJob job = TestJob.of("'items':['http://a','http://a']", (item, context) -> Outcome.OK);
        assertThat(job.toEnd().counts().ok()).isEqualTo(2);
    }
}
