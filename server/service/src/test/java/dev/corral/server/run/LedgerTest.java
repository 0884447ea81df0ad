package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.job.FetchItem;
import dev.corral.server.job.FetchRequest;
import dev.corral.server.job.Item;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How the account of a job's items is closed.
final class LedgerTest {
    private static final ItemError WHY = new ItemError(ErrorKind.CANCELLED, "test");

    private final Ledger ledger = new Ledger(Past.NONE);

    private static Item item(int index) {
        FetchRequest plain = new FetchRequest(null, Map.of(), null, null, false);
        return new FetchItem(index, "id" + index, "http://a", plain, null);
    }

    private static JobRecord.ItemDone done(long index, Outcome outcome) {
        return new JobRecord.ItemDone(index, "id" + index, outcome, 1, null, new ItemDetail.None());
    }

    private List<OpenItem> read(int count) {
        return IntStream.range(0, count).mapToObj(i -> ledger.read(item(i))).toList();
    }

    @Test
    void anEmptyJobHasNothingToTell() {
        assertThat(ledger.close(0, WHY)).isEmpty();
        assertThat(ledger.counts(0)).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatNeverBeganIsToldInRangesWithTheGapsOfWhatDid() {
        List<OpenItem> items = read(10);
        for (int begun : List.of(0, 3, 4)) {
            ledger.begun(items.get(begun));
            ledger.ended(items.get(begun), Outcome.OK);
        }
        assertThat(ledger.close(15, WHY))
                .containsExactly(new JobRecord.NotStarted(1, 2), new JobRecord.NotStarted(5, 14));
        assertThat(ledger.counts(15)).isEqualTo(new Counts(15, 3, 0, 0, 12, 0, 0));
    }

    @Test
    void whatRanIsCancelledAndNamed() {
        ledger.begun(read(2).get(1));
        assertThat(ledger.inFlight()).isEqualTo(1);
        assertThat(ledger.close(2, WHY))
                .containsExactly(
                        new JobRecord.NotStarted(0, 0),
                        new JobRecord.ItemDone(1, "id1", Outcome.CANCELLED, 1, WHY, new ItemDetail.None()));
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void whatCouldNotBeDeliveredIsToldFirstAndCountedOnce() {
        OpenItem item = read(1).getFirst();
        ledger.begun(item);
        ledger.ended(item, Outcome.OK);
        ledger.keep(done(0, Outcome.OK));
        assertThat(ledger.close(1, WHY)).containsExactly(done(0, Outcome.OK));
        assertThat(ledger.counts(1)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void itemsThatWereNeverReadNeverBegan() {
        assertThat(ledger.close(7, WHY)).containsExactly(new JobRecord.NotStarted(0, 6));
        assertThat(ledger.read()).isEqualTo(7);
    }

    @Test
    void anItemThatWasRefusedNeverRanAndIsNotTold() {
        ledger.ended(read(1).getFirst(), Outcome.FAILED);
        assertThat(ledger.close(1, WHY)).isEmpty();
        assertThat(ledger.counts(1).failed()).isEqualTo(1);
    }

    @Test
    void itemsMayEndInAnyOrder() {
        List<OpenItem> items = read(5);
        for (int ended : List.of(2, 0, 4, 1)) {
            ledger.ended(items.get(ended), Outcome.OK);
        }
        assertThat(ledger.close(5, WHY)).containsExactly(new JobRecord.NotStarted(3, 3));
        assertThat(ledger.counts(5)).isEqualTo(new Counts(5, 4, 0, 0, 1, 0, 0));
    }

    @Test
    void whatRestsDoesNotRun() {
        List<OpenItem> items = read(3);
        items.forEach(ledger::begun);
        ledger.rests(items.get(0));
        ledger.rests(items.get(1));
        assertThat(ledger.inFlight()).isEqualTo(1);
        ledger.goesOn(items.get(0));
        ledger.begun(items.get(1));
        assertThat(ledger.inFlight()).isEqualTo(3);
        ledger.rests(items.get(0));
        items.forEach(each -> ledger.ended(each, Outcome.OK));
        assertThat(ledger.inFlight()).isZero();
    }
}
