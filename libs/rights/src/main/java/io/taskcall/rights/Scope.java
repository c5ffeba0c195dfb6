package io.taskcall.rights;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an API key is meant for. It never allows more than its owner's role does. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are unmodifiable
public enum Scope {
  /** For those who look: dashboards, exports. */
  READ(Right.VIEW_STATUS, Right.READ),

  /** For those who answer: chat bots, scripts of responders. */
  RESPOND(Right.VIEW_STATUS, Right.READ, Right.RESPOND),

  /** For those who set up: infrastructure as code. */
  CONFIGURE(Right.VIEW_STATUS, Right.READ, Right.OVERRIDE_SCHEDULES, Right.CONFIGURE),

  /** For everything that its owner may do. */
  ADMIN(Right.values());

  private final Set<Right> rights;

  Scope(Right... rights) {
    this.rights = Collections.unmodifiableSet(EnumSet.copyOf(List.of(rights)));
  }

  boolean covers(Right right) {
    return rights.contains(right);
  }

  /** What others call it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that others call {@code name}. */
  public static Optional<Scope> named(String name) {
    return Arrays.stream(values()).filter(scope -> scope.wireName().equals(name)).findFirst();
  }
}
