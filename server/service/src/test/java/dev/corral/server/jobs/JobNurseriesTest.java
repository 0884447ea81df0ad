package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Nursery;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobReader;
import dev.corral.server.store.OpenStore;
import org.junit.jupiter.api.Test;

final class JobNurseriesTest {
    @Test
    void aJobSaysWhatCarriesItWhereThereAreNoLoops() throws Exception {
        JobDocument onLoops = JobReader.readDocument("{\"kind\":\"fetch\",\"backend\":\"loop\"}");
        OpenStore.run(nursery -> Nursery.open(other -> {
            assertThat(new JobNurseries(nursery, nursery).placed(onLoops).effective())
                    .containsEntry("backend", "jdk");
            assertThat(new JobNurseries(nursery, other).placed(onLoops).effective())
                    .containsEntry("backend", "loop");
        }));
    }
}
