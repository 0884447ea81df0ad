package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How many jobs are taken, of whom.
final class LiveJobsTest {
    private static final Quotas QUOTAS = new Quotas(4, 3, 1, 2, 2);

    private final LiveJobs jobs = new LiveJobs(QUOTAS);

    private LiveJobs.Place place(String tenant, boolean detached) {
        return switch (jobs.admit(tenant, detached)) {
            case Admission.Granted(LiveJobs.Place place) -> place;
            case Admission other -> throw new AssertionError(other);
        };
    }

    @Test
    void aTenantHasItsQuotaAndOthersHaveTheirs() {
        List<LiveJobs.Place> places = new ArrayList<>(List.of(place("a", false), place("a", false)));
        assertThat(jobs.admit("a", false)).isEqualTo(new Admission.Quota("jobs.attached", 2));
        places.add(place("a", true));
        places.add(place("b", false));
        assertThat(jobs.attached()).isEqualTo(3);
        assertThat(jobs.detached()).isEqualTo(1);
        places.forEach(LiveJobs.Place::close);
        assertThat(jobs.attached()).isZero();
        assertThat(jobs.detached()).isZero();
        place("a", false).close();
    }

    @Test
    void whenTheServerIsFullThatIsToldWhoeverAsks() {
        List<LiveJobs.Place> places = List.of(place("a", true), place("a", true), place("b", true));
        assertThat(jobs.admit("a", true)).isEqualTo(new Admission.Full("jobs.detached", 3));
        assertThat(jobs.admit("c", true)).isEqualTo(new Admission.Full("jobs.detached", 3));
        places.getLast().close();
        assertThat(jobs.admit("a", true)).isEqualTo(new Admission.Quota("jobs.detached", 2));
        place("c", true).close();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        LiveJobs.Place place = place("a", false);
        LiveJobs.Place other = place("a", false);
        place.close();
        place.close();
        assertThat(jobs.attached()).isEqualTo(1);
        other.close();
        assertThat(jobs.attached()).isZero();
    }

    @Test
    void whatWasTakenInBeforeTheRestartHasAPlaceWhateverTheLimits() {
        for (int i = 0; i < 10; i++) {
            assertThat(jobs.again("a")).isNotNull();
        }
        assertThat(jobs.detached()).isEqualTo(10);
        assertThat(jobs.admit("b", true)).isInstanceOf(Admission.Full.class);
    }

    @Test
    void noJobComesInOnceTheyAreClosed() {
        jobs.close();
        assertThat(jobs.admit("a", false)).isEqualTo(new Admission.Draining());
        assertThat(jobs.isClosed()).isTrue();
    }
}
