package dev.corral.nursery.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.OneShot;
import dev.corral.nursery.OneShotCancelled;
import dev.corral.nursery.Suspension;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Waits that are decided by several at once.
class WaitScheduleTest {
    private static final int SEEDS = 2_500;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// One takes the value, fails, is cancelled or runs into its deadline; a value that came too late is
    /// disposed of.
    @Test
    void aWaitIsDecidedOnce() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            List<String> told = new ArrayList<>();
            List<String> late = new ArrayList<>();
            Nursery.open(nursery -> {
                CancelScope.Body<Exception> body = scope -> {
                    trial.saboteur().mayCancel(scope);
                    String value = Suspension.await("race", suspension -> {
                        suspension.onLate(late::add);
                        decideLater(trial, nursery, suspension);
                    });
                    told.add(value);
                };
                try {
                    CancelScope scope = CancelScope.moveOnAfter(SECOND, body);
                    if (scope.cancelledCaught()) {
                        told.add("stopped");
                    }
                } catch (IllegalStateException e) {
                    told.add("failed");
                }
            });
            assertThat(told).hasSize(1);
            if (told.contains("value")) {
                assertThat(late).hasSize(1);
            } else {
                assertThat(late).hasSize(2);
            }
        });
    }

    private static void decideLater(Trial trial, Nursery nursery, Suspension<String> suspension) {
        for (int i = 0; i < 2; i++) {
            nursery.start(() -> {
                if (trial.chance(2)) {
                    Task.sleep(SECOND);
                }
                suspension.resume("value");
            });
        }
        nursery.start(() -> {
            if (trial.chance(2)) {
                Task.sleep(SECOND);
            }
            suspension.fail(new IllegalStateException("failed"));
        });
    }

    /// An operation that is asked to stop, and then says how it went.
    @Test
    void anOperationThatCanStopIsAskedOnceAndAnswersOnce() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            int[] asked = {0};
            List<String> told = new ArrayList<>();
            Nursery.open(nursery -> {
                Task<Boolean> task = nursery.start(() -> {
                    try {
                        return told.add(Suspension.await("stoppable", suspension -> {
                            suspension.onCancel(() -> {
                                asked[0]++;
                                nursery.start(
                                        () -> trial.chance(2) ? suspension.resume("value") : suspension.cancelled());
                            });
                            nursery.start(() -> {
                                Task.sleep(SECOND);
                                suspension.resume("value");
                            });
                        }));
                    } catch (InterruptedException e) {
                        told.add("cancelled");
                        throw e;
                    }
                });
                trial.saboteur().mayCancel(task);
                trial.saboteur().mayCancel(task);
            });
            assertThat(asked[0]).isBetween(0, 1);
            assertThat(told).hasSizeLessThan(2);
        });
    }

    @Test
    void allWhoAwaitAOneShotSeeTheSame() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            OneShot<String> oneShot = new OneShot<>("race");
            Set<String> seen = new HashSet<>();
            int[] settled = {0};
            Nursery.open(nursery -> {
                for (int i = 0; i < 5; i++) {
                    trial.saboteur().mayCancel(nursery.start(() -> seen.add(outcome(oneShot))));
                }
                nursery.start(() -> settled[0] += oneShot.trySet("set") ? 1 : 0);
                nursery.start(() -> settled[0] += oneShot.fail(new IllegalStateException("failed")) ? 1 : 0);
                nursery.start(() -> settled[0] += oneShot.cancel("cancelled") ? 1 : 0);
            });
            assertThat(settled[0]).isEqualTo(1);
            assertThat(seen).hasSizeLessThan(2);
            assertThat(oneShot.waiting()).isZero();
        });
    }

    private static String outcome(OneShot<String> oneShot) throws Exception {
        try {
            return oneShot.await();
        } catch (OneShotCancelled e) {
            return "cancelled";
        } catch (IllegalStateException e) {
            return "failed";
        }
    }

    /// C167
    @Test
    void whoeverAwaitsAnEventGoesOnOrIsCancelled() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Event event = new Event();
            int[] ended = {0};
            int[] begun = {0};
            Nursery.open(nursery -> {
                for (int i = 0; i < 4; i++) {
                    trial.saboteur().mayCancel(nursery.start(() -> {
                        begun[0]++;
                        try {
                            event.await();
                            assertThat(event.isSet()).isTrue();
                        } finally {
                            ended[0]++;
                        }
                    }));
                }
                nursery.start(event::set);
            });
            assertThat(ended[0]).isEqualTo(begun[0]).isEqualTo(4);
            assertThat(event.waiting()).isZero();
        });
    }
}
