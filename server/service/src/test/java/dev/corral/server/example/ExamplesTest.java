package dev.corral.server.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    @Test
    void theLostTaskIsLostByThreadsAndKeptByTheNursery() throws InterruptedException, Exception {
        List<String> told = tell(1);
        assertThat(told)
                .containsSubsequence(
                        " 0.00 s  threads: the program goes on and takes all for done",
                        " 0.00 s  threads: 'the orphan failed', says its thread, to nobody who could act on it");
        assertThat(told).endsWith(" 0.30 s  nursery: left with 'the other failed'");
    }

    @Test
    void twoTasksEndByLengthAndGiveTheirResultsAfterwards() throws InterruptedException, Exception {
        assertThat(tell(2))
                .containsExactly(
                        " 0.00 s  both are started",
                        " 0.20 s  short ends",
                        " 0.80 s  long ends",
                        " 0.80 s  result: long took 800 ms",
                        " 0.80 s  result: short took 200 ms");
    }

    @Test
    void childrenSleepSideBySide() throws InterruptedException, Exception {
        List<String> told = tell(3);
        assertThat(told).startsWith(" 0.00 s  parent: started").endsWith(" 1.00 s  parent: all done");
        assertThat(told).contains(" 1.00 s    child 1: ends", " 1.00 s    child 2: ends");
    }

    @Test
    void theProducerGoesAtTheConsumersPace() throws InterruptedException, Exception {
        assertThat(tell(4))
                .contains(
                        " 0.00 s  consumer: got message 1",
                        " 0.30 s  consumer: got message 2",
                        " 0.60 s  consumer: got message 3",
                        " 0.90 s  consumer: the stream has ended")
                .endsWith(" 0.90 s  both have ended");
    }

    @Test
    void fiveTasksEndInTheOrderOfTheirLengths() throws InterruptedException, Exception {
        assertThat(tell(5))
                .containsExactly(
                        " 0.10 s  task 5 ends",
                        " 0.20 s  task 4 ends",
                        " 0.30 s  task 3 ends",
                        " 0.40 s  task 2 ends",
                        " 0.50 s  task 1 ends",
                        " 0.50 s  all five have ended");
    }

    @Test
    void eachItemReachesOneConsumerAndTheStreamEndsByItself() throws InterruptedException, Exception {
        List<String> told = tell(6);
        assertThat(told.stream().filter(line -> line.contains(": got ")).map(line -> line.replaceAll(".*got ", "")))
                .containsExactlyInAnyOrder(
                        "1 of producer 1",
                        "2 of producer 1",
                        "3 of producer 1",
                        "1 of producer 2",
                        "2 of producer 2",
                        "3 of producer 2");
        assertThat(told).last().asString().contains("the last sender has closed, and all have ended");
    }

    @Test
    void theListingSetsTheEvent() throws InterruptedException, Exception {
        List<String> told = tell(7);
        assertThat(told).hasSize(3);
        assertThat(told.get(1)).contains("lister: found").contains("pom.xml");
        assertThat(told.get(2)).contains("waiter: the event is set");
    }

    private static List<String> tell(int number) throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        List<String> lines = new ArrayList<>();
        Teller teller = new Teller(time.clock(), lines::add);
        return time.<List<String>, Exception>run(() -> {
            Examples.ALL.get(number - 1).run(teller);
            return lines;
        });
    }
}
