package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.postgres.PostgresSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Begins sessions, however people have shown who they are. */
@ApplicationScoped
public class NewSessions {
  private static final int AGENT_LENGTH_MAX = 200;

  private final PostgresSessions sessions;
  private final RandomSecrets random;
  private final Clock clock;

  NewSessions(PostgresSessions sessions, RandomSecrets random, Clock clock) {
    this.sessions = sessions;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Begins one for a member, with a secret that no browser had before.
   *
   * @param how what is to be remembered of how it began
   * @return what their browser must show from now on
   */
  public Uni<Secret> begin(Actor actor, String agent, Map<String, String> how) {
    var cookie = random.token();
    // The database keeps microseconds.
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var shown = agent.length() > AGENT_LENGTH_MAX ? agent.substring(0, AGENT_LENGTH_MAX) : agent;
    var session =
        new Session(
            UUID.randomUUID(),
            actor.memberId().orElseThrow(),
            now,
            now,
            false,
            actor.address(),
            shown);
    return sessions.begin(session, cookie.sha256(), actor, how).replaceWith(cookie);
  }
}
