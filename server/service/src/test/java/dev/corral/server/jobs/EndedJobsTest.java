package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.server.store.JobStore;
import dev.corral.server.store.KeyState;
import dev.corral.server.store.OpenStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoreOptions;
import dev.corral.server.stream.Counts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long attached jobs are remembered, and what they hold for as long.
final class EndedJobsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @TempDir
    private Path data;

    private final EndedJobs jobs = new EndedJobs();

    private void add(String id, Instant expires, @Nullable String key) {
        JobView view = new JobView(
                new JobView.Identity(id, "fetch", null, Map.of()),
                JobState.ENDED,
                "completed",
                NOW,
                NOW,
                NOW,
                new Counts(0, 0, 0, 0, 0, 0, 0),
                null,
                null);
        jobs.add(id, new EndedJobs.Ended("t", view, expires, key == null ? null : claim(id, key)));
    }

    private static EndedJobs.Claim claim(String id, String key) {
        return new EndedJobs.Claim("t", key, id);
    }

    @Test
    void aJobIsRememberedUntilItsTimeHasPassedAndKnownAfterThat() {
        add("a", LATER, null);
        assertThat(jobs.find("a", NOW)).extracting(EndedJobs.Ended::view).isNotNull();
        assertThat(jobs.all(NOW)).hasSize(1);
        assertThat(jobs.find("a", LATER)).extracting(EndedJobs.Ended::view).isNull();
        assertThat(jobs.find("a", NOW)).extracting(EndedJobs.Ended::view).isNull();
        assertThat(jobs.all(LATER)).isEmpty();
        assertThat(jobs.find("b", NOW)).isNull();
    }

    @Test
    void aKeyIsToldWhenItsTimeHasPassedUntilItIsFree() {
        add("a", LATER, "k");
        add("b", LATER, null);
        assertThat(jobs.expire(NOW)).isEmpty();
        assertThat(jobs.expire(LATER)).containsExactly(claim("a", "k"));
        assertThat(jobs.expire(LATER)).containsExactly(claim("a", "k"));
        jobs.freed(claim("a", "k"));
        assertThat(jobs.expire(LATER)).isEmpty();
    }

    @Test
    void aStoreThatFailsKeepsNoKeyForEver() throws Exception {
        add("a", NOW, "k");
        add("b", NOW, "l");
        OpenStore.in(data, (store, nursery) -> {
            store.claimKey("t", "k", "a");
            store.claimKey("t", "l", "b");
        });
        JobStore closed = JobStore.open(data.resolve("other"), StoreOptions.DEFAULT);
        closed.close();
        OpenStore.run(nursery -> assertThatThrownBy(
                        () -> new Retention(closed, jobs, InstantSource.fixed(NOW)).sweep(NOW))
                .isInstanceOf(StoreException.class));
        OpenStore.in(data, (store, nursery) -> {
            new Retention(store, jobs, InstantSource.fixed(NOW)).sweep(NOW);
            assertThat(store.claimKey("t", "k", "c")).isEqualTo(new KeyState.Fresh());
            assertThat(store.claimKey("t", "l", "c")).isEqualTo(new KeyState.Fresh());
        });
        assertThat(jobs.expire(NOW)).isEmpty();
    }

    @Test
    void aKeyIsFreeAlsoWhenSomebodyFoundItsJobToBeGone() {
        add("a", NOW, "k");
        assertThat(jobs.find("a", NOW)).isNotNull();
        assertThat(jobs.expire(NOW)).containsExactly(claim("a", "k"));
    }

    @Test
    void aForgottenJobGivesItsKeyToWhoeverForgetsIt() {
        add("a", LATER, "k");
        assertThat(jobs.forget("a")).isEqualTo(claim("a", "k"));
        assertThat(jobs.forget("a")).isNull();
        assertThat(jobs.find("a", NOW)).isNull();
        assertThat(jobs.expire(NOW)).as("until it says that it is free").containsExactly(claim("a", "k"));
        jobs.freed(claim("a", "k"));
        assertThat(jobs.expire(LATER)).isEmpty();
    }

    @Test
    void ofVeryManyTheOldestAreForgottenFirstAndTheirKeysAreFree() {
        for (int i = 0; i < 10_002; i++) {
            add("j" + i, LATER, "k" + i);
        }
        assertThat(jobs.all(NOW)).hasSize(10_000);
        assertThat(jobs.find("j0", NOW)).isNull();
        assertThat(jobs.find("j2", NOW)).isNotNull();
        assertThat(jobs.expire(NOW)).containsExactly(claim("j0", "k0"), claim("j1", "k1"));
    }
}
