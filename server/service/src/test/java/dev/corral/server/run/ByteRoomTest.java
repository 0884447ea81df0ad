package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who gets memory, and who waits for it.
final class ByteRoomTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ByteRoom room = new ByteRoom("room", 10, 6);
    private final ByteRoom.Share one = room.share();
    private final ByteRoom.Share other = room.share();
    private final List<String> got = Collections.synchronizedList(new ArrayList<>());

    @FunctionalInterface
    private interface Body {
        void run(Nursery nursery) throws InterruptedException, Exception;
    }

    private void inNursery(Body body) throws InterruptedException, Exception {
        VirtualTime.autoJump().run(() -> {
            Nursery.open(body::run);
            return true;
        });
    }

    private void takes(Nursery nursery, String name, ByteRoom.Share share, long bytes) throws InterruptedException {
        nursery.start(name, () -> {
            boolean waited = share.take(bytes);
            got.add(waited ? name + " in the end" : name);
        });
        Task.sleep(SECOND);
    }

    @Test
    void aJobWaitsAtItsOwnBoundAndHoldsNobodyUp() throws InterruptedException, Exception {
        inNursery(nursery -> {
            takes(nursery, "a", one, 6);
            takes(nursery, "b", one, 1);
            takes(nursery, "c", other, 4);
            assertThat(got).containsExactly("a", "c");
            one.give(1);
            Task.sleep(SECOND);
            assertThat(got).containsExactly("a", "c", "b in the end");
        });
        assertThat(room.taken()).isEqualTo(10);
    }

    @Test
    void allWaitAtTheBoundOfAll() throws InterruptedException, Exception {
        inNursery(nursery -> {
            takes(nursery, "a", one, 6);
            takes(nursery, "b", other, 5);
            assertThat(got).containsExactly("a");
            one.give(1);
            Task.sleep(SECOND);
            assertThat(got).containsExactly("a", "b in the end");
        });
    }

    @Test
    void jobsThatWaitTakeTurns() throws InterruptedException, Exception {
        ByteRoom.Share third = room.share();
        inNursery(nursery -> {
            takes(nursery, "all", third, 6);
            takes(nursery, "rest", other, 4);
            takes(nursery, "a", one, 1);
            takes(nursery, "b", one, 1);
            takes(nursery, "c", other, 1);
            third.give(2);
            Task.sleep(SECOND);
            assertThat(got).containsExactly("all", "rest", "a in the end", "c in the end");
            third.give(1);
        });
        assertThat(got).contains("b in the end");
    }

    @Test
    void nobodyOvertakesWhoWaitsInTheSameJob() throws InterruptedException, Exception {
        inNursery(nursery -> {
            takes(nursery, "a", one, 4);
            takes(nursery, "long", one, 6);
            takes(nursery, "short", one, 1);
            assertThat(got).containsExactly("a");
            one.give(4);
            Task.sleep(SECOND);
            assertThat(got).containsExactly("a", "long in the end");
            one.give(6);
        });
    }

    @Test
    void whoIsCancelledTakesNothing() throws InterruptedException, Exception {
        inNursery(nursery -> {
            takes(nursery, "a", one, 6);
            CancelScope.moveOnAfter(SECOND, scope -> {
                var _ = one.take(6);
            });
            takes(nursery, "b", one, 2);
            one.give(6);
            Task.sleep(SECOND);
            assertThat(got).containsExactly("a", "b in the end");
        });
        assertThat(room.taken()).isEqualTo(2);
    }

    @Test
    void aJobThatHoldsNothingMayBeginWhateverOthersHold() throws InterruptedException, Exception {
        inNursery(nursery -> {
            takes(nursery, "a", one, 6);
            takes(nursery, "b", other, 4);
            ByteRoom.Share third = room.share();
            third.takeOrBegin(3);
            assertThat(room.taken()).isEqualTo(13);
            third.close();
        });
        assertThat(room.taken()).isEqualTo(10);
    }

    @Test
    void aJobThatIsOverHoldsNothing() throws InterruptedException, Exception {
        inNursery(nursery -> {
            takes(nursery, "a", one, 6);
            takes(nursery, "b", other, 6);
            one.close();
        });
        assertThat(got).containsExactly("a", "b in the end");
        assertThat(room.taken()).isEqualTo(6);
    }
}
