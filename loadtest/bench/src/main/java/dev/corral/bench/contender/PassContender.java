package dev.corral.bench.contender;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TransferQueue;

/// Who can pass items between tasks.
public enum PassContender {
    CORRAL,
    JOX,
    KOTLIN,
    KOTLIN_ONE_THREAD,
    SYNCHRONOUS_QUEUE,
    LINKED_TRANSFER_QUEUE,
    ARRAY_BLOCKING_QUEUE;

    /// Whether it has channels of this capacity.
    public boolean offers(int capacity) {
        return switch (this) {
            case CORRAL, JOX, KOTLIN, KOTLIN_ONE_THREAD -> true;
            case SYNCHRONOUS_QUEUE, LINKED_TRANSFER_QUEUE -> capacity == 0;
            case ARRAY_BLOCKING_QUEUE -> capacity > 0;
        };
    }

    public Passer create() {
        return switch (this) {
            case CORRAL -> new CorralPasser();
            case JOX -> new JoxPasser();
            case KOTLIN -> new KotlinPasser(Coroutines.DEFAULT);
            case KOTLIN_ONE_THREAD -> new KotlinPasser(Coroutines.ONE_THREAD);
            case SYNCHRONOUS_QUEUE ->
                new QueuePasser<>(capacity -> new SynchronousQueue<Integer>(), BlockingQueue::put, BlockingQueue::take);
            case LINKED_TRANSFER_QUEUE ->
                new QueuePasser<>(
                        capacity -> new LinkedTransferQueue<Integer>(), TransferQueue::transfer, BlockingQueue::take);
            case ARRAY_BLOCKING_QUEUE ->
                new QueuePasser<>(ArrayBlockingQueue<Integer>::new, BlockingQueue::put, BlockingQueue::take);
        };
    }
}
