package dev.corral.server.access;

import dev.corral.server.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bearer keys that are known, kept as their SHA-256. Immutable.
///
/// In a file, one key a line: `name:sha256-hex[:role[:weight]]`, where the name is the tenant, the role
/// `user` (the default) or `management`, and the weight 1 (the default) to 99; several lines may have one
/// name. A tenant has the greatest weight of its lines. Blank lines and lines starting with `#` are skipped.
public final class Keys {
    /// No keys: everybody may do everything.
    public static final Keys OPEN = new Keys(List.of());

    private static final Pattern LINE = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9._-]{0,63}):([0-9a-fA-F]{64})(?::(user|management)(?::([1-9][0-9]?))?)?");
    private static final String BEARER = "bearer ";

    private final List<Key> all;

    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    private record Key(byte[] sha256, Caller caller) {}

    private final Map<String, Integer> weights = new HashMap<>();

    private Keys(List<Key> all) {
        all.forEach(key -> weights.merge(key.caller.tenant(), key.caller.weight(), Math::max));
        this.all = all.stream()
                .map(key -> new Key(key.sha256, key.caller.with(weightOf(key.caller.tenant()))))
                .toList();
    }

    /// Reads a key file.
    ///
    /// @throws IllegalArgumentException naming the first line that is none or repeats a key, or saying that there
    ///     is no key
    /// @throws IOException if the file cannot be read
    public static Keys read(Path file) throws IOException {
        List<Key> keys = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                Key key = key(text, number);
                Integer earlier = lines.putIfAbsent(HexFormat.of().formatHex(key.sha256), number);
                if (earlier != null) {
                    throw new IllegalArgumentException(
                            "line " + number + " has the key of line " + earlier + ", expected each key once");
                }
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "holds no key, expected at least one line name:sha256-hex[:role[:weight]]");
        }
        return new Keys(keys);
    }

    /// The line itself is not repeated: somebody may have written a key instead of its digest.
    private static Key key(String text, int number) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException("line " + number + " is no key, expected name:sha256-hex[:role[:weight]]"
                    + " with a name of letters, digits, '.', '_' and '-', 64 hex digits, the role user or management,"
                    + " and a weight from 1 to 99");
        }
        boolean management = "management".equals(line.group(3));
        return new Key(
                HexFormat.of().parseHex(line.group(2)),
                new Caller(
                        line.group(1),
                        management ? Caller.Role.MANAGEMENT : Caller.Role.USER,
                        line.group(4) == null ? 1 : Integer.parseInt(line.group(4))));
    }

    public boolean isOpen() {
        return all.isEmpty();
    }

    /// How much of what is scarce a tenant gets, beside others; 1 for one that has no key.
    public int weightOf(String tenant) {
        return weights.getOrDefault(tenant, 1);
    }

    /// Who sends this `Authorization`; null for nobody that is known. Looks at every key, whichever fits: the
    /// time it takes tells nothing.
    public @Nullable Caller callerOf(@Nullable String authorization) {
        if (isOpen()) {
            return Caller.ANYBODY;
        }
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        byte[] digest = sha256(authorization.substring(BEARER.length()).strip());
        Caller found = null;
        for (Key key : all) {
            if (MessageDigest.isEqual(key.sha256, digest)) {
                found = key.caller;
            }
        }
        return found;
    }

    private static byte[] sha256(String key) {
        return Sha256.begin().digest(key.getBytes(StandardCharsets.UTF_8));
    }
}
