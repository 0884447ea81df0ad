package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ToolTest {
    @Test
    void aMissingProgramIsAFailureThatNamesItsPackage() {
        assertThatThrownBy(() -> Tool.find("prometheus-of-another-planet"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("prometheus-of-another-planet is not on the path")
                .hasMessageContaining("install Debian's package 'prometheus'");
    }
}
