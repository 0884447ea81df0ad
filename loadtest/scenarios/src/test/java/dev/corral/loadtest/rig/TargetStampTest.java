package dev.corral.loadtest.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.measure.Exposition;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TargetStampTest {
    @Test
    void tellsTheBuildThatTheServiceTells() {
        Exposition metrics =
                Exposition.parse("corral_build_info{commit=\"abc\",java=\"25+36\",version=\"0.1.0\"} 1\nup 1\n");
        assertThat(TargetStamp.build(metrics))
                .isEqualTo(Map.of("version", "0.1.0", "commit", "abc", "service_java", "25+36"));
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThat(TargetStamp.build(Exposition.parse("up 1\n"))).isEqualTo(Map.of("version", "unknown"));
    }

    @Test
    void theSameTextHasTheSameDigest() {
        assertThat(Stamp.digest("a")).isEqualTo(Stamp.digest("a")).isNotEqualTo(Stamp.digest("b"));
    }
}
