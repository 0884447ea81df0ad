package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.stream.Counts;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How the account of a job's items is closed.
final class LedgerTest {
    private static final ItemError WHY = new ItemError(ErrorKind.CANCELLED, "test");

    private final Ledger ledger = new Ledger(Past.NONE);

    private static Ledger.Named named(long index) {
        return new Ledger.Named(index, "id" + index);
    }

    private static JobRecord.ItemDone done(long index, Outcome outcome) {
        return new JobRecord.ItemDone(index, "id" + index, outcome, 1, null, new ItemDetail.None());
    }

    private void read(int count) {
        for (int i = 0; i < count; i++) {
            ledger.read(named(i));
        }
    }

    @Test
    void anEmptyJobHasNothingToTell() {
        assertThat(ledger.close(0, WHY)).isEmpty();
        assertThat(ledger.counts(0)).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatNeverBeganIsToldInRangesWithTheGapsOfWhatDid() {
        read(10);
        for (int begun : List.of(0, 3, 4)) {
            ledger.begun(begun);
            ledger.ended(done(begun, Outcome.OK));
        }
        assertThat(ledger.close(15, WHY))
                .containsExactly(new JobRecord.NotStarted(1, 2), new JobRecord.NotStarted(5, 14));
        assertThat(ledger.counts(15)).isEqualTo(new Counts(15, 3, 0, 0, 12, 0, 0));
    }

    @Test
    void whatRanIsCancelledAndNamed() {
        read(2);
        ledger.begun(1);
        assertThat(ledger.inFlight()).isEqualTo(1);
        assertThat(ledger.close(2, WHY))
                .containsExactly(
                        new JobRecord.NotStarted(0, 0),
                        new JobRecord.ItemDone(1, "id1", Outcome.CANCELLED, 1, WHY, new ItemDetail.None()));
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void whatCouldNotBeDeliveredIsToldFirstAndCountedOnce() {
        read(1);
        ledger.begun(0);
        ledger.ended(done(0, Outcome.OK));
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
        read(1);
        ledger.ended(done(0, Outcome.FAILED));
        assertThat(ledger.close(1, WHY)).isEmpty();
        assertThat(ledger.counts(1).failed()).isEqualTo(1);
    }
}
