package dev.corral.nursery.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Instrument;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.nursery.TaskTree;
import dev.corral.nursery.testing.Stepped;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// One run under one seed, with sabotage, after which nothing may be left: no task, no timer.
final class Trial {
    private final Stepped stepped;
    private final SplittableRandom random;
    private final Saboteur saboteur;

    private Trial(Stepped stepped) {
        this.stepped = stepped;
        this.random = new SplittableRandom(stepped.seed());
        this.saboteur = new Saboteur(random.split());
    }

    static void explore(int seeds, Body body) throws InterruptedException {
        Stepped.explore(seeds, stepped -> new Trial(stepped).run(body));
    }

    static void replay(long seed, Body body) throws InterruptedException {
        Stepped.replay(seed, stepped -> new Trial(stepped).run(body));
    }

    private void run(Body body) throws InterruptedException, NurseryFailed {
        AtomicInteger alive = new AtomicInteger();
        Instrument census = new Instrument() {
            @Override
            public void taskStarted(Task<?> task) {
                alive.incrementAndGet();
            }

            @Override
            public void taskEnded(Task<?> task) {
                alive.decrementAndGet();
            }
        };
        stepped.instrumented(census).run(() -> {
            Nursery.open(nursery -> {
                nursery.start("saboteur", saboteur::work);
                body.run(this);
            });
            // Later there would be none: with nobody busy the clock moves on to them.
            assertThat(stepped.clock().pending()).as("timers left").isZero();
            return true;
        });
        assertThat(alive).as("tasks alive").hasValue(0);
        assertThat(TaskTree.snapshot().nurseries())
                .as("runs in the tree")
                .noneMatch(run -> run.name().contains(stepped.name()));
    }

    Stepped stepped() {
        return stepped;
    }

    Saboteur saboteur() {
        return saboteur;
    }

    /// Below the bound.
    int random(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /// The code of a trial, run by a task; asserts what it must find at its end.
    @FunctionalInterface
    interface Body {
        void run(Trial trial) throws Exception;
    }
}
