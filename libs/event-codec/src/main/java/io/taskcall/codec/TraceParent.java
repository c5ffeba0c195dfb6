package io.taskcall.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context that ties one alert's way through the services together (W3C Trace Context,
 * version 00).
 */
public record TraceParent(String value) {
  private static final String HEADER = "traceparent";
  private static final int LENGTH = 55;

  public TraceParent {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a traceparent of version 00: " + value);
    }
  }

  /** The caller's, if it sent a valid one; an invalid one is as good as none. */
  public static Optional<TraceParent> of(@Nullable String header) {
    return header != null && isWellFormed(header)
        ? Optional.of(new TraceParent(header))
        : Optional.empty();
  }

  /** The one a record carries. */
  public static Optional<TraceParent> of(Headers headers) {
    var header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? Optional.empty()
        : of(new String(header.value(), StandardCharsets.US_ASCII));
  }

  /** A trace that begins with {@code cause}: the same cause, the same trace. */
  public static TraceParent startingAt(UUID cause) {
    var bytes =
        ByteBuffer.allocate(16)
            .putLong(cause.getMostSignificantBits())
            .putLong(cause.getLeastSignificantBits())
            .array();
    return new TraceParent("00-" + HexFormat.of().formatHex(bytes) + "-" + spanOf(cause) + "-01");
  }

  /** The same trace, one step on: the span of {@code event}. */
  public TraceParent then(UUID event) {
    return new TraceParent(value.substring(0, 36) + spanOf(event) + value.substring(52));
  }

  private static String spanOf(UUID event) {
    long span = event.getMostSignificantBits() ^ Long.reverse(event.getLeastSignificantBits());
    return HexFormat.of().toHexDigits(span == 0 ? 1 : span);
  }

  /** {@code 00-trace-span-flags}; a trace or span of nothing but zeros is none. */
  private static boolean isWellFormed(String value) {
    return value.length() == LENGTH
        && value.startsWith("00-")
        && isHex(value, 3, 35)
        && !isZero(value, 3, 35)
        && value.charAt(35) == '-'
        && isHex(value, 36, 52)
        && !isZero(value, 36, 52)
        && value.charAt(52) == '-'
        && isHex(value, 53, LENGTH);
  }

  private static boolean isHex(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      if (value.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
