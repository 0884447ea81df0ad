package dev.corral.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The key file, and who is known by it.
final class KeysTest {
    private static final String OF_OPEN = "0".repeat(64);

    @TempDir
    private Path folder;

    private static String sha256(String key) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    private Keys keys(String text) throws IOException {
        return Keys.read(Files.writeString(folder.resolve("keys"), text));
    }

    @Test
    void aTenantHasTheGreatestWeightOfItsLinesWhicheverKeyIsUsed() throws Exception {
        Keys keys = keys("a:" + sha256("k1") + ":user:5\na:" + sha256("k2") + "\nb:" + sha256("k3"));
        assertThat(keys.weightOf("a")).isEqualTo(5);
        assertThat(keys.callerOf("Bearer k2")).extracting(Caller::weight).isEqualTo(5);
        assertThat(keys.callerOf("Bearer k3")).extracting(Caller::weight).isEqualTo(1);
        assertThat(keys.weightOf("unheard of")).isEqualTo(1);
    }

    @Test
    void commentsAndBlankLinesArePassedOver() throws Exception {
        Keys keys = keys("# ours\n\n  \n\t# indented\r\na:" + sha256("one") + "\r\n  b:" + sha256("two") + "  \n");
        assertThat(keys.callerOf("Bearer one")).isEqualTo(new Caller("a", Caller.Role.USER, 1));
        assertThat(keys.callerOf("Bearer two")).isEqualTo(new Caller("b", Caller.Role.USER, 1));
    }

    @Test
    void aRoleIsUserUnlessItIsWritten() throws Exception {
        Keys keys = keys("a:" + sha256("1") + "\nb:" + sha256("2") + ":user\nc:"
                + sha256("3").toUpperCase(Locale.ROOT) + ":management");
        assertThat(keys.callerOf("Bearer 1")).isEqualTo(new Caller("a", Caller.Role.USER, 1));
        assertThat(keys.callerOf("Bearer 2")).isEqualTo(new Caller("b", Caller.Role.USER, 1));
        assertThat(keys.callerOf("Bearer 3")).isEqualTo(new Caller("c", Caller.Role.MANAGEMENT, 1));
    }

    @Test
    void aWeightIsOneUnlessItIsWritten() throws Exception {
        Keys keys = keys("a:" + sha256("1") + ":user:1\nb:" + sha256("2") + ":management:99");
        assertThat(keys.callerOf("Bearer 1")).isEqualTo(new Caller("a", Caller.Role.USER, 1));
        assertThat(keys.callerOf("Bearer 2")).isEqualTo(new Caller("b", Caller.Role.MANAGEMENT, 99));
    }

    @ParameterizedTest
    @ValueSource(strings = {":user:0", ":user:100", ":user:-1", ":user:", ":7", ":user:7:7", ":user:1.5", ":user:07"})
    void whatIsNoWeightIsRefused(String rest) {
        assertThatThrownBy(() -> keys("a:" + OF_OPEN + rest)).hasMessageStartingWith("line 1 is no key");
    }

    @Test
    void aTenantMayHaveSeveralKeys() throws Exception {
        Keys keys = keys("a:" + sha256("old") + "\na:" + sha256("new"));
        assertThat(keys.callerOf("Bearer old")).isEqualTo(keys.callerOf("Bearer new"));
    }

    /// Whose it is would depend on the order of the lines.
    @Test
    void aKeyOfTwoLinesIsRefused() throws Exception {
        String digest = sha256("k");
        assertThatThrownBy(() -> keys("a:" + digest + "\n\nb:" + digest.toUpperCase(Locale.ROOT) + ":management"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 3 has the key of line 1, expected each key once");
    }

    /// Somebody may have written a key where its digest belongs.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "a:s3cret",
                "a:" + "s3cret0" + "0000000000000000000000000000000000000000000000000000000000",
                ":0000000000000000000000000000000000000000000000000000000000000000 s3cret",
                "s3cret b:0000000000000000000000000000000000000000000000000000000000000000",
                "a:0000000000000000000000000000000000000000000000000000000000000000:s3cret",
                "a:0000000000000000000000000000000000000000000000000000000000000000:",
                "a:0000000000000000000000000000000000000000000000000000000000000000:MANAGEMENT s3cret",
                "-a:0000000000000000000000000000000000000000000000000000000000000000",
                "\uFEFFa:0000000000000000000000000000000000000000000000000000000000000000",
                "a:0000000000000000000000000000000000000000000000000000000000000000 # s3cret"
            })
    void aWrongLineIsNamedByItsNumberAndNeverRepeated(String line) {
        assertThatThrownBy(() -> keys("# first\na:" + OF_OPEN + "\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 3 is no key")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment"})
    void aFileWithoutAnyKeyIsRefused(String text) {
        assertThatThrownBy(() -> keys(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no key");
    }

    @Test
    void aFileThatIsNotTextIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("keys"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
        assertThatThrownBy(() -> Keys.read(file)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "bearer one two",
                "Basic b25l",
                "one",
                "Bearerone",
                "Bearer two",
                "Bearer ONE",
                "Digest one",
                "Bearer one,Bearer one"
            })
    void nobodyIsKnownByAnythingElse(String authorization) throws Exception {
        assertThat(keys("a:" + sha256("one")).callerOf(authorization)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"Bearer one", "bearer one", "BEARER one", "'Bearer  one '"})
    void theSchemeIsReadInAnyCase(String authorization) throws Exception {
        assertThat(keys("a:" + sha256("one")).callerOf(authorization)).isNotNull();
    }

    @Test
    void withoutKeysEverybodyMayDoEverything() {
        assertThat(Keys.OPEN.callerOf(null)).isEqualTo(Caller.ANYBODY);
        assertThat(Keys.OPEN.callerOf("Basic x")).isEqualTo(Caller.ANYBODY);
        assertThat(Caller.ANYBODY.isManagement()).isTrue();
    }

    @Test
    void aUserSeesItsOwnTenantAndManagementAll() {
        assertThat(new Caller("a", Caller.Role.USER, 1).maySee("a")).isTrue();
        assertThat(new Caller("a", Caller.Role.USER, 1).maySee("b")).isFalse();
        assertThat(new Caller("a", Caller.Role.MANAGEMENT, 1).maySee("b")).isTrue();
    }
}
