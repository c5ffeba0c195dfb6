package io.taskcall.auth.domain.signin;

import io.taskcall.contracts.Ids;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One try to sign in, from the sides that wrong passwords are counted on. Whoever signed in from a
 * browser before is counted apart from everybody else, so that no stranger can make them wait.
 *
 * @param device what the browser was given when this account was last signed in from it
 */
public record Attempt(String email, String address, Optional<String> device) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration FORGET = Duration.ofHours(1);
  private static final int FREE_TOGETHER = 5;
  private static final int FREE_OF_DEVICE = 10;
  private static final int FREE_OF_ADDRESS = 50;
  private static final int FREE_OF_ACCOUNT = 100;

  public Attempt {
    email = email.strip().toLowerCase(Locale.ROOT);
  }

  /** The counters that this try is held to, with the patience that each has. */
  public Map<String, Throttle> counters(Duration longest) {
    var counters = new LinkedHashMap<String, Throttle>();
    if (device.isPresent()) {
      counters.put(key("device", email, device.get()), throttle(FREE_OF_DEVICE, longest));
      return counters;
    }
    counters.put(key("together", email, address), throttle(FREE_TOGETHER, longest));
    counters.put(key("address", address), throttle(FREE_OF_ADDRESS, longest));
    counters.put(key("account", email), throttle(FREE_OF_ACCOUNT, longest));
    return counters;
  }

  private static Throttle throttle(int free, Duration longest) {
    return new Throttle(free, FIRST, longest, FORGET);
  }

  /** Says nothing to those who read the table. */
  private static String key(String kind, Object... parts) {
    return kind + ":" + Ids.derive(kind, parts);
  }
}
