package io.taskcall.quickstart;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/** The keys of this installation, made once and kept beside its data. */
final class Secrets {
  static final String TOKEN = "TASKCALL_TOKEN";
  static final String DATADOG_KEY = "TASKCALL_DATADOG_KEY";
  static final String ALERTMANAGER_KEY = "TASKCALL_ALERTMANAGER_KEY";
  static final String EVENTS_KEY = "TASKCALL_EVENTS_KEY";
  static final String PAYMENTS_KEY = "TASKCALL_PAYMENTS_KEY";
  static final String INTERNAL_SECRET = "TASKCALL_INTERNAL_SECRET";
  static final String DATADOG_REFRESH_TOKEN = "TASKCALL_DATADOG_REFRESH_TOKEN";
  static final String ENCRYPTION_KEY = "AUTH_ENCRYPTION_KEY";
  static final String OWNER_PASSWORD = "TASKCALL_OWNER_PASSWORD";
  static final String PHONE_TOKEN = "SANDBOX_PHONE_AUTH_TOKEN";
  static final String SLACK_TOKEN = "SANDBOX_SLACK_TOKEN";
  static final String SLACK_SIGNING_SECRET = "SANDBOX_SLACK_SIGNING_SECRET";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<String, Supplier<String>> MAKERS =
      Map.ofEntries(
          Map.entry(TOKEN, () -> "tc_" + base64Url(32)),
          Map.entry(DATADOG_KEY, Secrets::integrationKey),
          Map.entry(ALERTMANAGER_KEY, Secrets::integrationKey),
          Map.entry(EVENTS_KEY, Secrets::integrationKey),
          Map.entry(PAYMENTS_KEY, Secrets::integrationKey),
          Map.entry(INTERNAL_SECRET, () -> base64Url(32)),
          Map.entry(DATADOG_REFRESH_TOKEN, () -> base64Url(32)),
          Map.entry(ENCRYPTION_KEY, () -> Base64.getEncoder().encodeToString(random(32))),
          Map.entry(OWNER_PASSWORD, () -> base64Url(15)),
          Map.entry(PHONE_TOKEN, () -> base64Url(32)),
          Map.entry(SLACK_TOKEN, () -> "xoxb-" + base64Url(32)),
          Map.entry(SLACK_SIGNING_SECRET, () -> base64Url(32)));

  private final Map<String, String> values;

  private Secrets(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Reads the file, and makes and stores whatever it lacks. */
  static Secrets in(Path directory) {
    var file = directory.resolve("secrets.env");
    var values = EnvFile.read(file);
    if (!values.keySet().containsAll(MAKERS.keySet())) {
      MAKERS.forEach((name, maker) -> values.computeIfAbsent(name, absent -> maker.get()));
      EnvFile.write(file, values);
    }
    return new Secrets(values);
  }

  String get(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no secret called " + name);
    }
    return value;
  }

  /** 128 bits, so that it also fits where PagerDuty expects a routing key. */
  private static String integrationKey() {
    return HexFormat.of().formatHex(random(16));
  }

  private static String base64Url(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
  }

  private static byte[] random(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
