package dev.corral.bench.contender;

import java.util.concurrent.SynchronousQueue;

/// How a thread of the JDK waits: for an item of a queue, until it is interrupted.
record QueueWait(SynchronousQueue<Integer> queue, RollCall roll) {
    Integer await() throws InterruptedException {
        roll.arrived();
        try {
            return queue.take();
        } catch (InterruptedException e) {
            roll.cancelled();
            throw e;
        }
    }
}
