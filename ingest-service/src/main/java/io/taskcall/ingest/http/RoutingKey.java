package io.taskcall.ingest.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The key that a body of PagerDuty's Events API brings along. */
final class RoutingKey {
  private static final Pattern IN_BROKEN_JSON =
      Pattern.compile("\"routing_key\"\\s{0,9}:\\s{0,9}\"([0-9A-Za-z_-]{16,128})\"");

  private static final Pattern VALUE = Pattern.compile("(\"routing_key\"\\s*:\\s*\")[^\"]+");

  private RoutingKey() {}

  /** Even a broken body may tell whose it is; then it can be kept for them. */
  static @Nullable String in(Body body, byte[] bytes) {
    return switch (body) {
      case Body.Named(var fields) -> fields.text("routing_key");
      case Body.Unreadable _ -> {
        var found = IN_BROKEN_JSON.matcher(new String(bytes, StandardCharsets.UTF_8));
        yield found.find() ? found.group(1) : null;
      }
    };
  }

  /** The same bytes without any key: what is kept for people to read is no place for it. */
  static byte[] without(byte[] bytes) {
    var each = new String(bytes, StandardCharsets.ISO_8859_1); // a character for every byte
    return VALUE.matcher(each).replaceAll("$1***").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Why there is none. */
  static String missing(Body body) {
    return switch (body) {
      case Body.Named _ -> "'routing_key' is missing or blank";
      case Body.Unreadable(var reason) -> reason;
    };
  }
}
