package dev.corral.nursery;

/// How a thread that is no task waits for one, and learns what came of it.
final class OutsideJoin {
    private OutsideJoin() {}

    /// Blocks this thread until the task has ended, and gives its value or throws what it threw, by identity.
    /// An interrupt of this thread cancels the task; the wait goes on to its end.
    static <T, X extends Exception> T of(Task<T> task) throws X, InterruptedException {
        if (await(task) && !(task.failure() instanceof InterruptedException)) {
            // Nothing thrown tells of the interrupt.
            Thread.currentThread().interrupt();
        }
        switch (task.failure()) {
            case null -> {
                return task.given();
            }
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable checked -> throw OutsideJoin.<X>checked(checked);
        }
    }

    /// Tells whether this thread was interrupted.
    private static boolean await(Task<?> task) {
        boolean interrupted = false;
        while (true) {
            try {
                task.thread().join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                task.cancel(CancelCause.interrupt("the thread that waits for " + task.name() + " was interrupted"));
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    // A body declares X and can throw no other checked exception.
    private static <X extends Exception> X checked(Throwable thrown) {
        return (X) thrown;
    }
}
