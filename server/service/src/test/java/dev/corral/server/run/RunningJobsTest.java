package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.run.RunningJobs.Admission;
import dev.corral.server.stream.Outcome;
import org.junit.jupiter.api.Test;

/// How many jobs run, and when no more are taken.
final class RunningJobsTest {
    private static JobRun job() {
        return TestJob.of("'items':[]", (item, context) -> Outcome.OK).run();
    }

    @Test
    void beyondTheMostJobsAreTurnedAwayUntilOneIsOver() {
        RunningJobs running = new RunningJobs(1);
        JobRun first = job();
        assertThat(running.admit(first)).isEqualTo(Admission.TAKEN);
        assertThat(running.admit(job())).isEqualTo(Admission.FULL);
        running.over(first);
        assertThat(running.admit(job())).isEqualTo(Admission.TAKEN);
    }

    @Test
    void whenClosedNoneIsTakenAndThoseThatRunGoOn() {
        RunningJobs running = new RunningJobs(5);
        running.admit(job());
        running.close();
        assertThat(running.admit(job())).isEqualTo(Admission.CLOSED);
        assertThat(running.size()).isEqualTo(1);
    }
}
