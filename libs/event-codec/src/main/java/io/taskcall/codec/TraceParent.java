package io.taskcall.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context that ties one alert's way through the services together (W3C Trace Context,
 * version 00).
 */
public record TraceParent(String value) {
  private static final String HEADER = "traceparent";
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  public TraceParent {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a traceparent of version 00: " + value);
    }
  }

  /** The caller's, if it sent a valid one; an invalid one is as good as none. */
  public static Optional<TraceParent> of(@Nullable String header) {
    return header != null && FORM.matcher(header).matches()
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
}
