package dev.corral.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// A file of settings: Java properties in UTF-8, `management-port = 9000`, each key once.
final class ConfigFile {
    /// What some editors begin a file with.
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConfigFile() {}

    static Map<Setting, Given> read(String file) throws ConfigException {
        try {
            return parse(file, Files.readString(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw new ConfigException("the configuration file '" + file + "' does not exist");
        } catch (CharacterCodingException e) {
            throw new ConfigException("the configuration file '" + file + "' is not UTF-8");
        } catch (InvalidPathException e) {
            throw new ConfigException("the configuration file '" + file + "' cannot be read: its name is no path");
        } catch (IOException e) {
            throw new ConfigException(
                    "the configuration file '" + file + "' cannot be read, expected a file that this user may read");
        }
    }

    static Map<Setting, Given> parse(String file, String text) throws ConfigException {
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (Map.Entry<String, String> each : entries(file, plain).entrySet()) {
            String key = each.getKey();
            Setting setting = Setting.ofKey(key);
            if (setting == null) {
                throw new ConfigException("the configuration file '" + file + "' has the key '" + key
                        + "', which is not known; expected one of " + Setting.allKeys());
            }
            given.put(setting, Given.ofText(setting, key + " in " + file, each.getValue()));
        }
        return given;
    }

    private static Map<String, String> entries(String file, String text) throws ConfigException {
        UniqueProperties properties = new UniqueProperties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("the configuration file '" + file + "' is malformed: " + e.getMessage());
        }
        Map<String, String> entries = new TreeMap<>();
        properties.forEach((key, value) -> entries.put((String) key, (String) value));
        return entries;
    }

    /// Refuses what the JDK would settle by taking the last.
    private static final class UniqueProperties extends Properties {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalArgumentException("the key '" + key + "' stands there twice, expected once");
            }
            return super.put(key, value);
        }
    }
}
