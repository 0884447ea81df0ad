package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CancelWaveTest {
    private static final int DEEP = 100_000;
    private static final int THREADS = 4;

    private static CancelNode under(CancelNode parent) {
        CancelNode node = new CancelNode(parent, parent.owner(), parent.owner(), false);
        node.attach();
        return node;
    }

    @Test
    void aChainOfAHundredThousandScopesIsCancelledOnASmallStack() throws InterruptedException {
        Backend.jdk().run(() -> {
            CancelNode top = under(Task.current().node());
            CancelNode deepest = top;
            for (int i = 0; i < DEEP; i++) {
                deepest = under(deepest);
            }
            CancelCause cause = CancelCause.explicit("enough");
            assertThat(top.cancel(cause)).isTrue();
            assertThat(deepest.effective()).isSameAs(cause);
            top.shield(true);
            top.detach();
            return true;
        });
    }

    @Test
    void wavesThatMeetLeaveEveryNodeInTheStateThatItsParentHas() throws InterruptedException {
        Backend.jdk().run(() -> {
            for (int round = 0; round < 50; round++) {
                List<CancelNode> nodes = tree(under(Task.current().node()));
                List<Thread> threads = new ArrayList<>();
                for (int t = 0; t < THREADS; t++) {
                    Random random = new Random(round * THREADS + t);
                    threads.add(Thread.ofPlatform().start(() -> disturb(nodes, random)));
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                nodes.forEach(CancelWaveTest::assertSettled);
                nodes.getFirst().detach();
            }
            return true;
        });
    }

    /// Four levels below the top, three below each.
    private static List<CancelNode> tree(CancelNode top) {
        List<CancelNode> nodes = new ArrayList<>(List.of(top));
        for (int i = 0; i < 40; i++) {
            for (int child = 0; child < 3; child++) {
                nodes.add(under(nodes.get(i)));
            }
        }
        return nodes;
    }

    private static void disturb(List<CancelNode> nodes, Random random) {
        for (int i = 0; i < 300; i++) {
            CancelNode node = nodes.get(random.nextInt(nodes.size()));
            if (i == 150) {
                node.cancel(CancelCause.deadline("planted"));
            } else {
                node.shield(random.nextBoolean());
            }
        }
    }

    private static void assertSettled(CancelNode node) {
        CancelNode above = node.parent();
        boolean inherits = above != null && above.effective() != null && !node.isShielded();
        assertThat(node.effective() != null).isEqualTo(node.own() != null || inherits);
        assertThat(node.inWave).isFalse();
        assertThat(node.nextInWave).isNull();
    }
}
