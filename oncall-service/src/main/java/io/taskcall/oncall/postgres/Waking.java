package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Asking;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.outbox.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What the clock does to incidents. Loads, asks the rules, stores. */
@ApplicationScoped
public class Waking {
  private static final Logger LOG = Logger.getLogger(Waking.class);
  private static final int DUE_MAX = 250;

  /** After so many the auditor and others get their turn. */
  private static final int ROUNDS_MAX = 100;

  /** How long one that cannot be dealt with is left alone. */
  private static final Duration SET_ASIDE = Duration.ofMinutes(1);

  private static final String DUE =
      """
      select cast(id as text) from incidents
      where wake_at <= cast(cast(:now as text) as timestamptz)
      order by wake_at limit :most
      """;

  private static final String PUT_OFF =
      """
      update incidents set wake_at = cast(cast(:until as text) as timestamptz),
        problem = cast(:problem as text)
      where id = cast(cast(:id as text) as uuid)
        and wake_at <= cast(cast(:now as text) as timestamptz)
      """;

  private final Database database;
  private final Writer writer;

  Waking(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /** Lets the rules look at incidents whose time has come; one that they cannot waits a while. */
  public Uni<Void> wakeDue(Instant now) {
    return wakeDue(now, List.of(), ROUNDS_MAX);
  }

  /** Goes on while there are more; those that others have in hand are left to them. */
  private Uni<Void> wakeDue(Instant now, List<UUID> before, int rounds) {
    return due(now)
        .flatMap(due ->
            due.isEmpty() || due.equals(before)
                ? Uni.createFrom().voidItem()
                : Persistence.together(
                        due, some -> wake(some, now), (id, failure) -> putOff(id, failure, now))
                    .flatMap(_ ->
                        due.size() < DUE_MAX || rounds <= 1
                            ? Uni.createFrom().voidItem()
                            : wakeDue(now, due, rounds - 1)));
  }

  private Uni<List<UUID>> due(Instant now) {
    var parameters = Map.of("now", now.toString(), "most", DUE_MAX);
    return database
        .transaction(session -> Database.texts(session, DUE, parameters))
        .map(ids -> ids.stream().map(UUID::fromString).toList());
  }

  private Uni<Void> wake(List<UUID> incidents, Instant now) {
    return writer
        .<Integer>transaction(session -> {
          var ledger = new Ledger(session);
          return ledger
              .lockFree(incidents)
              .flatMap(due ->
                  ledger
                      .directory(organizations(due))
                      .map(
                          directory -> new Writer.Result<>(due.size(), wake(due, directory, now))));
        })
        .replaceWithVoid();
  }

  private static Writing wake(Map<UUID, Ledger.Locked> due, Directory directory, Instant now) {
    var writing = new Writing();
    for (var locked : due.values()) {
      var incident = locked.incident();
      var id = Ids.derive("wake", incident.id(), incident.wakeAt());
      var cause = new Cause(id, new Actor.Rule("escalation"), now);
      if (Asking.wake(incident, cause, directory) instanceof Outcome.Changed changed) {
        writing.add(new Decided(changed, locked.trace(), now));
      }
    }
    return writing;
  }

  private Uni<Void> putOff(UUID incident, Throwable failure, Instant now) {
    LOG.errorf(failure, "incident %s cannot be dealt with, and is put off", incident);
    var parameters =
        Map.of(
            "id",
            incident.toString(),
            "now",
            now.toString(),
            "until",
            now.plus(SET_ASIDE).toString(),
            "problem",
            String.valueOf(failure.getMessage()).replace('\0', '\ufffd'));
    return database
        .transaction(session -> Database.run(session, PUT_OFF, parameters))
        .replaceWithVoid();
  }

  static Set<UUID> organizations(Map<UUID, Ledger.Locked> incidents) {
    return incidents.values().stream()
        .map(locked -> locked.incident().about().service().organizationId())
        .collect(Collectors.toSet());
  }
}
