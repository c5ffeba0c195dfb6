package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Asking;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.DatadogRules;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.outbox.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people, Datadog and the clock do to incidents. Loads, asks the rules, stores. */
@ApplicationScoped
public class IncidentActions {
  private static final int DUE_MAX = 200;

  private static final String DUE =
      """
      select cast(id as text) from incidents
      where wake_at <= cast(cast(:now as text) as timestamptz)
      order by wake_at limit :most for update skip locked
      """;

  private final Writer writer;

  IncidentActions(Writer writer) {
    this.writer = writer;
  }

  /** What came of an action, and the incident after it. */
  public record Done(Outcome outcome, Incident incident) {}

  /** Does {@code action}; empty if the organization has no such incident. */
  public Uni<Optional<Done>> act(
      UUID organizationId,
      UUID incidentId,
      BiFunction<Incident, Directory, Outcome> action,
      Instant now) {
    return writer.transaction(
        session -> act(session, organizationId, incidentId, action, now, new Writing()));
  }

  /** Does what a person answered to a page, and says that the page was answered. */
  public Uni<Optional<Done>> answer(PageEvent.PageRef page, PageEvent.Answer answer, Instant now) {
    return writer.transaction(session ->
        act(
                session,
                page.organizationId(),
                page.incidentId(),
                (incident, _) ->
                    switch (answer) {
                      case ACKNOWLEDGE -> incident.acknowledge(cause(page, answer, incident, now));
                      case RESOLVE -> incident.resolve(cause(page, answer, incident, now));
                      case ESCALATE -> new Outcome.Refused("mails do not escalate");
                    },
                now,
                new Writing())
            .invoke(result ->
                result
                    .answer()
                    .filter(done -> done.outcome() instanceof Outcome.Changed)
                    .ifPresent(done ->
                        result
                            .writing()
                            .say(
                                answered(page, answer, done.incident(), now),
                                TraceParent.startingAt(page.incidentId())))));
  }

  /** The same link may be used again once the incident has opened again. */
  private static Cause cause(
      PageEvent.PageRef page, PageEvent.Answer answer, Incident incident, Instant now) {
    return new Cause(
        Ids.derive("answer", page.pageId(), answer, incident.assignment().run()),
        new Actor.Person(page.responder().userId(), page.responder().name()),
        now);
  }

  private static PageEvent.Answered answered(
      PageEvent.PageRef page, PageEvent.Answer answer, Incident incident, Instant now) {
    var id = Ids.derive("page.answered", page.pageId(), answer, incident.assignment().run());
    return new PageEvent.Answered(id, now, page, answer);
  }

  /** A change in Datadog, dealt with once. */
  public Uni<Void> hear(DatadogChange change, Instant now) {
    var link = change.link();
    return writer
        .<Optional<Done>>transaction(session ->
            new Ledger(session)
                .claim(Set.of(change.id()))
                .flatMap(fresh ->
                    fresh.isEmpty()
                        ? Uni.createFrom()
                            .item(new Writer.Result<>(Optional.empty(), new Writing()))
                        : act(
                            session,
                            link.organizationId(),
                            link.incidentId(),
                            (incident, directory) ->
                                DatadogRules.hear(incident, change, directory, now),
                            now,
                            new Writing())))
        .replaceWithVoid();
  }

  /** Says events that belong to no incident, such as dead letters. */
  public Uni<Void> say(List<Outgoing> events) {
    return events.isEmpty()
        ? Uni.createFrom().voidItem()
        : writer
            .transaction(_ ->
                Uni.createFrom()
                    .item(new Writer.Result<>(events.size(), new Writing().say(events))))
            .replaceWithVoid();
  }

  /** Lets the rules look at incidents whose time has come; says how many. */
  public Uni<Integer> wakeDue(Instant now) {
    return writer.transaction(session -> {
      var ledger = new Ledger(session);
      return Database.texts(session, DUE, Map.of("now", now.toString(), "most", DUE_MAX))
          .flatMap(ids -> ledger.lock(ids.stream().map(UUID::fromString).toList()))
          .flatMap(due ->
              ledger
                  .directory(organizations(due))
                  .map(directory -> new Writer.Result<>(due.size(), wake(due, directory, now))));
    });
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

  private static Set<UUID> organizations(Map<UUID, Ledger.Locked> incidents) {
    return incidents.values().stream()
        .map(locked -> locked.incident().about().service().organizationId())
        .collect(Collectors.toSet());
  }

  private static Uni<Writer.Result<Optional<Done>>> act(
      Mutiny.Session session,
      UUID organizationId,
      UUID incidentId,
      BiFunction<Incident, Directory, Outcome> action,
      Instant now,
      Writing writing) {
    var ledger = new Ledger(session);
    return ledger
        .lock(Set.of(incidentId))
        .flatMap(locked ->
            ledger
                .directory(Set.of(organizationId))
                .map(directory ->
                    new Writer.Result<>(
                        Optional.ofNullable(locked.get(incidentId))
                            .filter(found -> isOf(organizationId, found))
                            .map(found -> act(found, directory, action, now, writing)),
                        writing)));
  }

  private static Done act(
      Ledger.Locked locked,
      Directory directory,
      BiFunction<Incident, Directory, Outcome> action,
      Instant now,
      Writing writing) {
    var outcome = action.apply(locked.incident(), directory);
    return switch (outcome) {
      case Outcome.Changed changed -> {
        writing.add(new Decided(changed, locked.trace(), now));
        yield new Done(changed, changed.next());
      }
      case Outcome.Unchanged _, Outcome.Refused _ -> new Done(outcome, locked.incident());
    };
  }

  private static boolean isOf(UUID organizationId, Ledger.Locked locked) {
    return locked.incident().about().service().organizationId().equals(organizationId);
  }
}
