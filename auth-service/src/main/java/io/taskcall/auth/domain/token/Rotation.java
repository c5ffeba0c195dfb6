package io.taskcall.auth.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When which key signs. A key is published for an hour before it does, so that whoever verifies
 * knows it by then, and until all that it has signed is over.
 *
 * @param every how long one signs
 */
public record Rotation(Duration every) {
  /** How long a token lives. */
  public static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

  private static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

  /** Longer than any token lives, and any replica is about to sign one. */
  private static final Duration PUBLISHED_AFTER = Duration.ofMinutes(10);

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::signsFrom).thenComparing(Key::id);

  public Rotation {
    if (every.compareTo(PUBLISHED_BEFORE.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException("a key must sign for two hours or more, was " + every);
    }
  }

  /** A key, as far as it matters here. */
  public record Key(String id, Instant signsFrom) {}

  /**
   * What has to be done.
   *
   * @param makeFrom a new key has to be made that signs from then on
   * @param forget these are needed no longer
   */
  public record Due(Optional<Instant> makeFrom, Set<String> forget) {
    public Due {
      forget = Set.copyOf(forget);
    }

    /** Whether there is nothing to do. */
    public boolean isNothing() {
      return makeFrom.isEmpty() && forget.isEmpty();
    }
  }

  /**
   * Which key signs now: the last one whose time has come, or the first of all if a replica with a
   * faster clock has made it just now.
   */
  public Optional<Key> signing(List<Key> keys, Instant now) {
    return keys.stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .max(ORDER)
        .or(() -> keys.stream().min(ORDER));
  }

  /** What has to be done about these keys now. */
  public Due due(List<Key> keys, Instant now) {
    return new Due(makeFrom(keys, now), forget(keys, now));
  }

  private Optional<Instant> makeFrom(List<Key> keys, Instant now) {
    var last = keys.stream().max(ORDER);
    if (last.isEmpty()) {
      return Optional.of(now);
    }
    var next = last.get().signsFrom().plus(every);
    var soonest = now.plus(PUBLISHED_BEFORE);
    return next.isAfter(soonest) ? Optional.empty() : Optional.of(soonest);
  }

  private static Set<String> forget(List<Key> keys, Instant now) {
    var sorted = keys.stream().sorted(ORDER).toList();
    var forget = new HashSet<String>();
    for (int i = 0; i + 1 < sorted.size(); i++) {
      if (sorted.get(i + 1).signsFrom().plus(PUBLISHED_AFTER).isBefore(now)) {
        forget.add(sorted.get(i).id());
      }
    }
    return forget;
  }
}
