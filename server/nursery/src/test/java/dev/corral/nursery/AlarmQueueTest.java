package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// By the real clock: what stands here is what happens between threads.
class AlarmQueueTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MANY = 20_000;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final AlarmQueue alarms = queue(Duration.ofSeconds(10));

    private AlarmQueue queue(Duration longestRest) {
        return new AlarmQueue(this::thread, longestRest);
    }

    private Thread thread(Runnable code) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .uncaughtExceptionHandler((where, thrown) -> uncaught.add(thrown))
                .unstarted(code);
        threads.add(thread);
        return thread;
    }

    private static Alarm in(AlarmQueue queue, Duration delay, Runnable action) {
        return queue.add(System.nanoTime() + delay.toNanos(), action);
    }

    @Test
    void anAlarmThatIsDueBeforeAllOthersWakesTheThread() {
        AtomicInteger rung = new AtomicInteger();
        in(alarms, DAY, rung::incrementAndGet);
        Bounded.until(() -> threads.getFirst().getState() == Thread.State.TIMED_WAITING);
        in(alarms, Duration.ofMillis(1), rung::incrementAndGet);
        Bounded.until(() -> rung.get() == 1);
        in(alarms, Duration.ofNanos(-1), rung::incrementAndGet);
        Bounded.until(() -> rung.get() == 2);
        assertThat(threads).hasSize(1);
    }

    @Test
    void alarmsRingInOrderOfTheirTimesAndNeverEarly() {
        List<Integer> rung = new CopyOnWriteArrayList<>();
        AtomicInteger early = new AtomicInteger();
        long base = System.nanoTime() + 2_000_000;
        for (int i : List.of(3, 0, 4, 1, 2)) {
            long at = base + i * 1_000_000L;
            alarms.add(at, () -> {
                early.addAndGet(System.nanoTime() - at < 0 ? 1 : 0);
                rung.add(i);
            });
        }
        Bounded.until(() -> rung.size() == 5);
        assertThat(rung).containsExactly(0, 1, 2, 3, 4);
        assertThat(early).hasValue(0);
    }

    @Test
    void anAlarmThatWasCalledOffDoesNotRing() {
        AtomicInteger rung = new AtomicInteger();
        AtomicBoolean calledOff = new AtomicBoolean();
        in(alarms, Duration.ZERO, () -> Bounded.until(calledOff::get));
        Alarm off = in(alarms, Duration.ZERO, () -> rung.addAndGet(100));
        off.cancel();
        off.cancel();
        calledOff.set(true);
        in(alarms, Duration.ZERO, rung::incrementAndGet);
        Bounded.until(() -> rung.get() > 0);
        assertThat(rung).hasValue(1);
    }

    /// Neither those that the thread has taken in nor those that it has not.
    @Test
    @SuppressWarnings("System.GC") // what is reachable is what is tested
    void alarmsThatWereCalledOffAreNotKeptUntilTheirTime() {
        List<Alarm> set = new ArrayList<>();
        List<WeakReference<Alarm>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            set.add(in(alarms, DAY, () -> {}));
            all.add(new WeakReference<>(set.getLast()));
        }
        AtomicInteger taken = new AtomicInteger();
        in(alarms, Duration.ZERO, taken::incrementAndGet);
        Bounded.until(() -> taken.get() == 1);
        for (int i = 0; i < MANY; i++) {
            Alarm brief = in(alarms, DAY, () -> {});
            all.add(new WeakReference<>(brief));
            brief.cancel();
        }
        set.forEach(Alarm::cancel);
        set.clear();
        Bounded.until(() -> {
            System.gc();
            return all.stream().filter(alarm -> alarm.get() != null).count() < MANY / 4;
        });
    }

    @Test
    void theThreadLeavesWhenThereIsNothingAndAnotherComesWhenThereIs() {
        AlarmQueue restless = queue(Duration.ofMillis(2));
        Random random = new Random(1);
        AtomicInteger rung = new AtomicInteger();
        for (int i = 1; i <= 200; i++) {
            in(restless, Duration.ofNanos(random.nextInt(4_000_000)), rung::incrementAndGet);
            int expected = i;
            Bounded.until(() -> rung.get() == expected);
            if (i % 10 == 0) {
                Bounded.until(() -> threads.stream().noneMatch(Thread::isAlive));
            }
        }
        assertThat(threads).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void whatAnActionThrowsGoesToTheHandlerAndTheOthersRing() {
        AtomicInteger rung = new AtomicInteger();
        in(alarms, Duration.ZERO, () -> {
            throw new IllegalStateException("planted");
        });
        in(alarms, Duration.ZERO, rung::incrementAndGet);
        Bounded.until(() -> rung.get() == 1 && uncaught.size() == 1);
        assertThat(uncaught.getFirst()).hasMessage("planted");
    }

    @Test
    void anActionThatRunsOutOfMemoryIsRunAgain() {
        AtomicInteger begun = new AtomicInteger();
        in(alarms, Duration.ZERO, () -> {
            if (begun.incrementAndGet() < 3) {
                throw new OutOfMemoryError("planted");
            }
        });
        Bounded.until(() -> begun.get() == 3);
        assertThat(uncaught).isEmpty();
    }

    @Test
    void underAStormEachAlarmRingsOnceOrWasCalledOff() throws InterruptedException {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger twice = new AtomicInteger();
        List<Thread> storm = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Random random = new Random(t);
            storm.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < MANY; i++) {
                    AtomicInteger decided = new AtomicInteger();
                    open.incrementAndGet();
                    Alarm alarm = in(alarms, Duration.ofNanos(random.nextInt(2_000_000)), () -> {
                        twice.addAndGet(decided.getAndIncrement());
                        open.decrementAndGet();
                    });
                    if (random.nextBoolean() && alarm.take() != null) {
                        alarms.calledOff();
                        twice.addAndGet(decided.getAndIncrement());
                        open.decrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : storm) {
            thread.join();
        }
        Bounded.until(() -> open.get() == 0);
        assertThat(twice).hasValue(0);
        assertThat(threads).hasSize(1);
    }
}
