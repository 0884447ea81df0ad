package dev.corral.nursery.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.corral.nursery.Channel;
import dev.corral.nursery.ChannelStatistics;
import dev.corral.nursery.SendResult;
import dev.corral.nursery.TryReceived;
import java.util.ArrayDeque;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a channel does without waiting, from threads side by side.
@Timeout(120)
public class ChannelModelTest {
    private final Channel<Integer> channel = Channel.open(2);

    @Operation
    public SendResult trySend(@Param(gen = IntGen.class, conf = "1:3") int item) {
        return channel.sender().trySend(item);
    }

    @Operation
    public TryReceived<Integer> tryReceive() {
        return channel.receiver().tryReceive();
    }

    @Operation
    public ChannelStatistics statistics() {
        return channel.sender().statistics();
    }

    @Operation
    public void closeSender() {
        channel.sender().close();
    }

    @Operation
    public void closeReceiver() {
        channel.receiver().close();
    }

    @Test
    void everyInterleavingIsAnOrder() {
        ModelCheck.interleavings(ChannelModelTest.class);
    }

    @Test
    void realThreadsSeeAnOrder() {
        ModelCheck.stress(ChannelModelTest.class);
    }

    @Test
    void aBufferThatLooksAndThenAddsIsFoundOut() {
        assertThatExceptionOfType(LincheckAssertionError.class)
                .isThrownBy(() -> ModelCheck.interleavings(LooksAndThenAdds.class));
    }

    /// A buffer that is locked for each step, and not for both.
    public static class LooksAndThenAdds {
        private final ArrayDeque<Integer> buffer = new ArrayDeque<>(2);

        @Operation
        public SendResult trySend(@Param(gen = IntGen.class, conf = "1:3") int item) {
            if (size() >= 1) {
                return SendResult.WOULD_BLOCK;
            }
            synchronized (buffer) {
                buffer.add(item);
            }
            return SendResult.SENT;
        }

        @Operation
        public int size() {
            synchronized (buffer) {
                return buffer.size();
            }
        }

        @Operation
        public @Nullable Integer tryReceive() {
            synchronized (buffer) {
                return buffer.poll();
            }
        }
    }
}
