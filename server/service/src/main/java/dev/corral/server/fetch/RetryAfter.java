package dev.corral.server.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date in any of the three forms of section
/// 5.6.7. What is neither, and what lies in the past, says nothing.
final class RetryAfter {
    private static final int MAX_DIGITS = 9;
    /// For numbers that have more digits: longer than any cap.
    private static final Duration FOR_EVER = Duration.ofSeconds(1_000_000_000);

    private static final int MAX_DATE_LENGTH = 40;
    /// A two-digit year is the one of the century that ends here at the latest (RFC 9110: not more than 50
    /// years ahead).
    private static final LocalDate FIRST_SHORT_YEAR = LocalDate.of(1980, 1, 1);

    private static final List<DateTimeFormatter> DATES = List.of(
            strict(new DateTimeFormatterBuilder().appendPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'")),
            strict(new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_SHORT_YEAR)
                    .appendPattern(" HH:mm:ss 'GMT'")),
            strict(new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss uuuu")));

    private RetryAfter() {}

    private static DateTimeFormatter strict(DateTimeFormatterBuilder form) {
        return form.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    /// How long to wait from now on, zero or more; null if the field says nothing that can be used.
    static @Nullable Duration parse(@Nullable String field, Instant now) {
        if (field == null || field.isEmpty()) {
            return null;
        }
        if (field.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return field.length() > MAX_DIGITS ? FOR_EVER : Duration.ofSeconds(Integer.parseInt(field));
        }
        return field.length() > MAX_DATE_LENGTH ? null : until(field, now);
    }

    private static @Nullable Duration until(String date, Instant now) {
        for (DateTimeFormatter form : DATES) {
            try {
                Instant at = LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC);
                return at.isBefore(now) ? null : Duration.between(now, at);
            } catch (DateTimeParseException e) {
                // Perhaps one of the other forms.
            }
        }
        return null;
    }
}
