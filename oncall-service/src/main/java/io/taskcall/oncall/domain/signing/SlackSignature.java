package io.taskcall.oncall.domain.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What Slack puts into {@code X-Slack-Signature}: a hash over the version, the time and the body.
 * The time is part of it so that what somebody overheard is soon worth nothing.
 */
public record SlackSignature(String secret) {
  private static final Duration LATE_MAX = Duration.ofMinutes(5);

  /** The signature of a body that is sent at a time in seconds. */
  public String of(String timestamp, String body) {
    var text = "v0:" + timestamp + ":" + body;
    return "v0=" + HexFormat.of().formatHex(Hmac.of("HmacSHA256", secret, text));
  }

  /** True if the body comes from Slack, and was sent just now. */
  public boolean signed(String timestamp, String body, String signature, Instant now) {
    return isRecent(timestamp, now) && Hmac.same(of(timestamp, body), signature);
  }

  private static boolean isRecent(String timestamp, Instant now) {
    if (!timestamp.matches("\\d{1,12}")) {
      return false;
    }
    var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, now).abs().compareTo(LATE_MAX) <= 0;
  }
}
