package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.Nursery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobListTest {
    @TempDir
    private Path folder;

    @Test
    void thousandJobsAreListedOnceEachNewestFirstWhileOthersCome() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            Nursery.open(intake -> {
                for (int number = 0; number < 1_000; number++) {
                    NewJob job = Jobs.of(number % 2 == 0 ? "team-a" : "team-b", "j_" + number);
                    intake.start(() -> Jobs.accepted(store, job, 0));
                }
            });
            List<StoredJob> listed = new ArrayList<>();
            String cursor = null;
            do {
                Page page = store.list(JobFilter.ALL, 37, cursor);
                listed.addAll(page.jobs());
                cursor = page.nextCursor();
                Jobs.accepted(store, "j_late_" + listed.size(), 0);
            } while (cursor != null);
            assertThat(listed).hasSize(1_000);
            assertThat(new HashSet<>(listed.stream().map(StoredJob::id).toList()))
                    .hasSize(1_000);
            assertThat(listed).isSortedAccordingTo((a, b) -> Long.compare(b.key(), a.key()));
        });
    }

    @Test
    void listIsOfATenantAndOfAState() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            Jobs.accepted(store, Jobs.of("team-a", "j_1"), 0);
            store.started(Jobs.accepted(store, Jobs.of("team-a", "j_2"), 0), Jobs.NOON);
            store.state(Jobs.accepted(store, Jobs.of("team-b", "j_3"), 0), StoredState.PAUSED);
            assertThat(ids(store, "team-a", null)).containsExactly("j_2", "j_1");
            assertThat(ids(store, null, StoredState.PAUSED)).containsExactly("j_3");
            assertThat(ids(store, "team-a", StoredState.RUNNING)).containsExactly("j_2");
            assertThat(ids(store, "team-b", StoredState.RUNNING)).isEmpty();
            assertThat(ids(store, null, null)).containsExactly("j_3", "j_2", "j_1");
        });
    }

    private static List<String> ids(JobStore store, @Nullable String tenant, @Nullable StoredState state)
            throws StoreException, InterruptedException {
        return store.list(new JobFilter(tenant, state == null ? Set.of() : Set.of(state)), 10, null).jobs().stream()
                .map(StoredJob::id)
                .toList();
    }

    @Test
    void lastPageHasNoCursor() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            Jobs.accepted(store, "j_1", 0);
            Jobs.accepted(store, "j_2", 0);
            assertThat(store.list(JobFilter.ALL, 2, null).nextCursor()).isNull();
            String cursor =
                    Objects.requireNonNull(store.list(JobFilter.ALL, 1, null).nextCursor());
            assertThat(store.list(JobFilter.ALL, 1, cursor).nextCursor()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "am9iczo", "am9iczoxMjM=", "am9iczowMTIz", "am9iczp4", "💥", "9999999999"})
    void cursorThatNobodyGaveIsRefused(String cursor) throws Exception {
        OpenStore.in(
                folder,
                (store, nursery) -> assertThatThrownBy(() -> store.list(JobFilter.ALL, 1, cursor))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("next_cursor"));
    }
}
