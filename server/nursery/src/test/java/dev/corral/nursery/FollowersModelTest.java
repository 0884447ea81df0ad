package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.corral.nursery.Followers.EndCell;
import dev.corral.nursery.model.ModelCheck;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tasks join those who wait for the end of another while that ends: whoever was let in goes on, and what is to
/// be done at the end is done once.
@Timeout(120)
public class FollowersModelTest {
    /// Made when this class is loaded, before Lincheck watches.
    private static final Task<?> WAITER = anEndedTask();

    private final Task<String> task = new Task<>(TaskOrigin.root(WAITER.run()), () -> "value");
    private final List<EndCell> joined = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    private static Task<?> anEndedTask() {
        try {
            return Backend.jdk().<Task<?>, RuntimeException>run(Task::current);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// False if there is nothing left to wait for, and then all is known of the end.
    @Operation
    public boolean join() {
        EndCell cell = new EndCell(WAITER, task);
        if (!cell.join()) {
            return task.end() == null;
        }
        joined.add(cell);
        return true;
    }

    @Operation(runOnce = true)
    public void then() {
        asked.incrementAndGet();
        task.followers().then(done::incrementAndGet);
    }

    @Operation(runOnce = true)
    public void settle() {
        task.settleSucceeded("value");
    }

    @Operation
    public @Nullable String value() {
        return task.value();
    }

    @Validate
    public void nobodyIsLeftWaiting() {
        if (task.end() != null && !joined.stream().allMatch(EndCell::isDecided)) {
            throw new IllegalStateException("the task has ended, and somebody waits for that");
        }
        int expected = task.end() == null ? 0 : asked.get();
        if (done.get() != expected) {
            throw new IllegalStateException("done " + done + " times at the end, expected " + expected);
        }
    }

    @Test
    void everyInterleavingLetsAllGoOn() {
        ModelCheck.interleavings(FollowersModelTest.class);
    }

    @Test
    void realThreadsLetAllGoOn() {
        ModelCheck.stress(FollowersModelTest.class);
    }

    @Test
    void aTaskThatLooksAndThenMakesRoomIsFoundOut() {
        assertThatExceptionOfType(LincheckAssertionError.class)
                .isThrownBy(() -> ModelCheck.interleavings(LooksAndThenMakesRoom.class));
    }

    /// The way to the followers with the compare-and-set taken apart.
    public static class LooksAndThenMakesRoom {
        private volatile @Nullable Followers followers;
        private final List<EndCell> joined = new CopyOnWriteArrayList<>();

        @Operation
        public boolean join() {
            Followers present = followers;
            if (present == null) {
                present = new Followers();
                followers = present;
            }
            EndCell cell = new EndCell(WAITER, WAITER);
            return present.add(cell) && joined.add(cell);
        }

        @Operation(runOnce = true)
        public void settle() {
            Followers waiting = followers;
            followers = Followers.ENDED;
            if (waiting != null) {
                waiting.end();
            }
        }

        @Operation
        public boolean hasEnded() {
            return followers == Followers.ENDED;
        }

        @Validate
        public void nobodyIsLeftWaiting() {
            if (hasEnded() && !joined.stream().allMatch(EndCell::isDecided)) {
                throw new IllegalStateException("it has ended, and somebody waits for that");
            }
        }
    }
}
