package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.corral.nursery.model.ModelCheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who delivers, fails and cancels compete for a cell: one wins, and all see what it decided.
@Timeout(120)
public class WaitCellModelTest {
    /// Made when this class is loaded, before Lincheck watches.
    private static final Task<?> TASK = anEndedTask();

    private final Cell cell = new Cell();

    private static Task<?> anEndedTask() {
        try {
            return Backend.jdk().<Task<?>, RuntimeException>run(Task::current);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Operation
    public boolean complete(@Param(gen = IntGen.class, conf = "1:3") int value) {
        return cell.complete(value);
    }

    @Operation
    public boolean fail() {
        return cell.fail(new IllegalStateException("failed"));
    }

    @Operation
    public boolean stop() {
        return cell.stop(new WaitCell.Stop.Interruption());
    }

    @Operation
    public @Nullable Object delivered() {
        return cell.delivered();
    }

    @Test
    void everyInterleavingHasOneWinner() {
        ModelCheck.interleavings(WaitCellModelTest.class);
    }

    @Test
    void realThreadsHaveOneWinner() {
        ModelCheck.stress(WaitCellModelTest.class);
    }

    @Test
    void aCellThatLooksAndThenDecidesIsFoundOut() {
        assertThatExceptionOfType(LincheckAssertionError.class)
                .isThrownBy(() -> ModelCheck.interleavings(LooksAndThenDecides.class));
    }

    private static final class Cell extends WaitCell {
        Cell() {
            super(TASK);
        }

        @Override
        WaitKind kind() {
            return WaitKind.FUTURE;
        }

        @Override
        String subject() {
            return "model";
        }

        @Override
        void withdraw() {
            // Registered nowhere.
        }
    }

    /// The cell's decision with the compare-and-set taken apart.
    public static class LooksAndThenDecides {
        private volatile @Nullable Object outcome;

        @Operation
        public boolean complete(@Param(gen = IntGen.class, conf = "1:3") int value) {
            if (outcome != null) {
                return false;
            }
            outcome = value;
            return true;
        }

        @Operation
        public @Nullable Object delivered() {
            return outcome;
        }
    }
}
