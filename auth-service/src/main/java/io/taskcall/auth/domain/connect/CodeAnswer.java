package io.taskcall.auth.domain.connect;

import io.taskcall.auth.domain.AccessToken;
import io.taskcall.auth.domain.Grant;
import io.taskcall.auth.domain.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What Datadog gives for a code. Who must act next is the type. */
public sealed interface CodeAnswer {
  /**
   * A grant.
   *
   * @param scopes what it is good for, if Datadog says so
   */
  record Granted(
      Secret accessToken, Duration lifetime, Secret refreshToken, Optional<Set<String>> scopes)
      implements CodeAnswer {
    /** The grant to keep. */
    public Grant grant(Instant now) {
      return new Grant(refreshToken, Optional.of(new AccessToken(accessToken, now.plus(lifetime))));
    }

    /** Which of the permissions that we need it lacks, as far as Datadog says. */
    public Set<String> missing(Set<String> needed) {
      var missing = new TreeSet<String>();
      scopes.ifPresent(
          granted -> needed.stream().filter(s -> !granted.contains(s)).forEach(missing::add));
      return missing;
    }
  }

  /** The person's to try again: the code was used before, is too old or not ours. */
  record Refused() implements CodeAnswer {}

  /** The operator's to fix: Datadog does not know us. */
  record NotRegistered(String reason) implements CodeAnswer {}

  /** Time's to fix. */
  record Unavailable(String reason) implements CodeAnswer {}
}
