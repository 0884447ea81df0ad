package dev.corral.server.store;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.OneShot;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A write that was handed over, and the answer that its caller waits for.
final class PendingWrite<T> {
    private sealed interface Answer<T> {
        record Stored<T>(T value) implements Answer<T> {}

        record Refused<T>(StoreException why) implements Answer<T> {}

        record Wrong<T>(RuntimeException why) implements Answer<T> {}
    }

    private final Write<T> write;
    private final long sinceNanos;
    private final OneShot<Answer<T>> answer = new OneShot<>("store commit");

    /// Of the last time it was applied. Used by the writer's worker only.
    private @Nullable T value;

    private @Nullable RuntimeException mistake;

    PendingWrite(Write<T> write, long sinceNanos) {
        this.write = write;
        this.sinceNanos = sinceNanos;
    }

    Write<T> write() {
        return write;
    }

    /// When it was handed over.
    long sinceNanos() {
        return sinceNanos;
    }

    /// Applies it, and gives whether that could be done; if not, the transaction is to be rolled back.
    ///
    /// @throws SQLException if that is not the write's own fault
    boolean apply(Session session) throws SQLException {
        try {
            value = write.body().apply(session);
            return true;
        } catch (SQLException e) {
            if (!StoreFailure.isMistake(e)) {
                throw e;
            }
            mistake = new IllegalStateException("the store does not take this: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            mistake = e;
        }
        return false;
    }

    void stored() {
        answer.set(new Answer.Stored<>(Objects.requireNonNull(value, "a write gives something")));
    }

    void refuse(StoreException why) {
        answer.trySet(new Answer.Refused<>(why));
    }

    void tellMistake() {
        answer.set(new Answer.Wrong<>(Objects.requireNonNull(mistake, "a write that was applied is not wrong")));
    }

    /// Waits until the writer has answered, whatever is cancelled: it is handed over, and will be stored or
    /// not.
    T await() throws StoreException, InterruptedException {
        AtomicReference<@Nullable Answer<T>> settled = new AtomicReference<>();
        CancelScope.shielded(scope -> settled.set(settled()));
        return switch (Objects.requireNonNull(settled.get(), "nobody cancels the scope itself")) {
            case Answer.Stored<T>(T stored) -> stored;
            case Answer.Refused<T>(StoreException why) -> throw why.again();
            case Answer.Wrong<T>(WrongStateException why) -> throw why.again();
            case Answer.Wrong<T>(RuntimeException why) -> throw new IllegalStateException(why.getMessage(), why);
        };
    }

    private Answer<T> settled() throws InterruptedException {
        try {
            return answer.await();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("nobody fails the answer itself", e);
        }
    }
}
