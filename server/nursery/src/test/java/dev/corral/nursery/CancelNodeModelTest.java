package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.corral.nursery.model.ModelCheck;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nodes enter and leave the cancel tree while it is cancelled and looked at.
@Timeout(120)
public class CancelNodeModelTest {
    /// Several rows of children, and more of them than the model lets leave.
    private static final int PRESENT = 20;
    /// With the next one, nobody is left in the first row.
    private static final int LEFT_EARLY = 3;

    private static final CancelCause CAUSE = CancelCause.explicit("enough");

    /// Made when this class is loaded, before Lincheck watches.
    private static final Task<?> TASK = anEndedTask();

    private final CancelNode root = new CancelNode(null, TASK, "root", false);
    private final CancelNode[] present = new CancelNode[PRESENT];
    private final AtomicInteger left = new AtomicInteger();
    private final Queue<Gone> gone = new ConcurrentLinkedQueue<>();

    public CancelNodeModelTest() {
        for (int i = 0; i < PRESENT; i++) {
            present[i] = below(root);
            present[i].attach();
        }
        for (int i = 0; i < LEFT_EARLY; i++) {
            present[left.getAndIncrement()].detach();
        }
    }

    private record Gone(CancelNode node, boolean cancelled) {}

    private static Task<?> anEndedTask() {
        try {
            return Backend.jdk().<Task<?>, RuntimeException>run(Task::current);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CancelNode below(CancelNode above) {
        return new CancelNode(above, TASK, "child", false);
    }

    /// Whether the new node is cancelled at once.
    @Operation
    public boolean enter() {
        CancelNode child = below(root);
        child.attach();
        return child.effective() != null;
    }

    /// Whether the node was cancelled before it left.
    @Operation
    public boolean leave() {
        CancelNode child = present[left.getAndIncrement()];
        child.detach();
        boolean cancelled = child.effective() != null;
        gone.add(new Gone(child, cancelled));
        return cancelled;
    }

    @Operation
    public boolean cancel() {
        return root.cancel(CAUSE);
    }

    @Operation
    public int children() {
        return root.children().size();
    }

    /// Whether a cancellation has reached a node that was gone.
    @Operation
    public boolean reachesWhoIsGone() {
        return gone.stream().anyMatch(one -> one.cancelled() != (one.node().effective() != null));
    }

    @Test
    void everyInterleavingIsAnOrder() {
        ModelCheck.interleavings(CancelNodeModelTest.class);
    }

    @Test
    void realThreadsSeeAnOrder() {
        ModelCheck.stress(CancelNodeModelTest.class);
    }

    @Test
    void everyInterleavingKeepsWhoEntersARowThatWasLeft() {
        ModelCheck.interleavings(RowUsedAgain.class);
    }

    @Test
    void aNodeThatLeavesWithoutALookForAPushIsFoundOut() {
        assertThatExceptionOfType(LincheckAssertionError.class)
                .isThrownBy(() -> ModelCheck.interleavings(LeavesWithoutALook.class));
    }

    /// The last child leaves a row while so many enter that it is used again, and then not the youngest.
    public static class RowUsedAgain {
        private static final int SLOTS = 4;

        private final CancelNode root = new CancelNode(null, TASK, "root", false);
        private final CancelNode last = below(root);
        private final AtomicInteger inside = new AtomicInteger(1);

        public RowUsedAgain() {
            List<CancelNode> others =
                    Stream.generate(() -> below(root)).limit(SLOTS - 1).toList();
            others.forEach(CancelNode::attach);
            last.attach();
            others.forEach(CancelNode::detach);
        }

        @Operation(runOnce = true)
        public void leaveLast() {
            last.detach();
            inside.getAndDecrement();
        }

        @Operation
        public void enterMany() {
            for (int i = 0; i <= SLOTS; i++) {
                below(root).attach();
                inside.getAndIncrement();
            }
        }

        @Validate
        public void allAreFound() {
            if (root.children().size() != inside.get()) {
                throw new IllegalStateException(root.children().size() + " are found, expected " + inside.get());
            }
        }
    }

    /// The way out of the tree with one of its two steps left out.
    public static class LeavesWithoutALook {
        private volatile @Nullable AtomicBoolean slot = new AtomicBoolean();
        private volatile boolean seen;
        private @Nullable AtomicBoolean gone;

        @Operation(runOnce = true)
        public void push() {
            AtomicBoolean cancelled = slot;
            if (cancelled != null) {
                cancelled.set(true);
            }
        }

        @Operation(runOnce = true)
        public boolean leave() {
            AtomicBoolean cancelled = Objects.requireNonNull(slot);
            slot = null;
            seen = cancelled.get();
            gone = cancelled;
            return seen;
        }

        @Validate
        public void nothingReachesWhoIsGone() {
            if (gone != null && gone.get() != seen) {
                throw new IllegalStateException("a cancellation has reached what was gone");
            }
        }
    }
}
