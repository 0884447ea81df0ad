package dev.corral.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.Management;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What refusals mean.
final class AccountTest {
    private static final Timing TIMING = new Timing(0, 0, 1);
    private static final Target NOWHERE =
            new Target("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3", null);

    private final Samples samples = new Samples();
    private final Book book = new Book();
    private final Management management = new Management();
    private final Account account = new Account(samples, book, NOWHERE, management);

    @AfterEach
    void close() {
        management.close();
    }

    private List<String> broken() {
        return book.measured(samples).objectives().stream()
                .filter(each -> !each.held())
                .map(Objective::name)
                .toList();
    }

    @Test
    void aRefusalIsAFaultWhereNoneIsExpected() {
        account.refused("", 503, "1", TIMING, "full");
        assertThat(broken()).containsExactly(Account.ADMITTED);
    }

    @Test
    void aRefusalInTheWarmUpIsNone() {
        account.refused(Schedule.WARM_UP, 503, "1", TIMING, "full");
        assertThat(broken()).isEmpty();
    }

    @Test
    void refusalsThatAreExpectedMustSayWhenToComeAgain() {
        account.expectRefusals();
        account.refused("over", 429, "1", TIMING, "quota");
        assertThat(broken()).isEmpty();
        account.refused("over", 503, "", TIMING, "full");
        assertThat(broken()).containsExactly(Account.REFUSALS);
    }

    @Test
    void anErrorIsNoRefusal() {
        account.expectRefusals();
        account.refused("over", 500, "1", TIMING, "oops");
        assertThat(broken()).containsExactly(Account.REFUSALS);
    }
}
