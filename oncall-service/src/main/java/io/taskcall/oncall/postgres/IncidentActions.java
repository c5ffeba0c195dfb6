package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Calling;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.DatadogRules;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.postgres.Incidents.Heard;
import io.taskcall.outbox.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people and Datadog do to incidents. Loads, asks the rules, stores. */
@ApplicationScoped
public class IncidentActions {
  private final Writer writer;
  private final Reopenings reopenings;

  IncidentActions(Writer writer, Reopenings reopenings) {
    this.writer = writer;
    this.reopenings = reopenings;
  }

  /**
   * What came of an action, and the incident after it.
   *
   * @param version counts the incident's changes
   */
  public record Done(Outcome outcome, Incident incident, long version) {}

  /**
   * Does {@code action}; empty if the organization has no such incident.
   *
   * @param version the only one that is to be changed; empty if any will do
   */
  public Uni<Optional<Done>> act(
      UUID organizationId,
      UUID incidentId,
      OptionalLong version,
      BiFunction<Incident, Directory, Outcome> action,
      Instant now) {
    return writer.transaction(
        session -> act(session, organizationId, incidentId, version, action, now, new Writing()));
  }

  /** Does {@code action} to each of these incidents that the organization has, all together. */
  public Uni<List<Done>> actOnAll(
      UUID organizationId,
      Set<UUID> incidents,
      BiFunction<Incident, Directory, Outcome> action,
      Instant now) {
    return writer.transaction(session -> {
      var ledger = new Ledger(session);
      return ledger
          .lock(incidents)
          .flatMap(locked ->
              ledger
                  .directory(Set.of(organizationId))
                  .map(directory -> {
                    var writing = new Writing();
                    var done =
                        locked.values().stream()
                            .filter(found -> isOf(organizationId, found))
                            .map(found -> act(found, directory, action, now, writing))
                            .toList();
                    return new Writer.Result<>(done, writing);
                  }));
    });
  }

  /** Does what a person answered to a page, and says that the page was answered. */
  public Uni<Optional<Done>> answer(PageEvent.PageRef page, PageEvent.Answer answer, Instant now) {
    return writer.transaction(session ->
        act(
                session,
                page.organizationId(),
                page.incidentId(),
                OptionalLong.empty(),
                (incident, directory) ->
                    switch (answer) {
                      case ACKNOWLEDGE -> incident.acknowledge(cause(page, answer, incident, now));
                      case RESOLVE -> incident.resolve(cause(page, answer, incident, now));
                      case ESCALATE ->
                          Calling.escalate(incident, cause(page, answer, incident, now), directory);
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

  /** The same link may be used again once the incident opened again, or went on to others. */
  private static Cause cause(
      PageEvent.PageRef page, PageEvent.Answer answer, Incident incident, Instant now) {
    return new Cause(
        Ids.derive("answer", page.pageId(), answer, where(incident)),
        new Actor.Person(page.responder().userId(), page.responder().name()),
        now);
  }

  private static String where(Incident incident) {
    return incident.assignment().run() + "." + incident.assignment().position();
  }

  private static PageEvent.Answered answered(
      PageEvent.PageRef page, PageEvent.Answer answer, Incident incident, Instant now) {
    var id = Ids.derive("page.answered", page.pageId(), answer, where(incident));
    return new PageEvent.Answered(id, now, page, answer);
  }

  /**
   * Changes in Datadog, each dealt with once.
   *
   * @param others events, such as dead letters, to say in the same transaction
   */
  public Uni<Void> hear(List<Heard<DatadogChange>> changes, List<Outgoing> others, Instant now) {
    for (int i = 0; i < changes.size(); i++) {
      var heard = changes.get(i);
      if (heard.what() instanceof DatadogChange.Reopened reopened) {
        var rest = changes.subList(i + 1, changes.size());
        return hearTogether(changes.subList(0, i), List.of(), now)
            .chain(() -> reopenings.open(heard, reopened, now))
            .chain(() -> hear(rest, others, now));
      }
    }
    return hearTogether(changes, others, now);
  }

  private Uni<Void> hearTogether(
      List<Heard<DatadogChange>> changes, List<Outgoing> others, Instant now) {
    return writer
        .<Integer>transaction(session -> {
          var ledger = new Ledger(session);
          return ledger
              .claim(each(changes, DatadogChange::id))
              .map(fresh -> changes.stream().filter(h -> fresh.contains(h.what().id())).toList())
              .flatMap(fresh ->
                  ledger
                      .lock(each(fresh, change -> change.link().incidentId()))
                      .flatMap(incidents ->
                          ledger
                              .directory(each(fresh, change -> change.link().organizationId()))
                              .map(directory -> decide(fresh, incidents, directory, now))))
              .map(writing -> new Writer.Result<>(changes.size(), writing.say(others)));
        })
        .replaceWithVoid();
  }

  private static Writing decide(
      List<Heard<DatadogChange>> changes,
      Map<UUID, Ledger.Locked> locked,
      Directory directory,
      Instant now) {
    var incidents = new HashMap<>(locked);
    var writing = new Writing();
    for (var heard : changes) {
      var change = heard.what();
      var found = incidents.get(change.link().incidentId());
      if (found != null && isOf(change.link().organizationId(), found)) {
        var done =
            act(
                found,
                directory,
                (incident, people) -> DatadogRules.hear(incident, change, people, now),
                now,
                writing);
        incidents.put(done.incident().id(), found.after(done.incident()));
      }
    }
    return writing;
  }

  private static Set<UUID> each(
      List<Heard<DatadogChange>> changes, Function<DatadogChange, UUID> id) {
    return changes.stream().map(heard -> id.apply(heard.what())).collect(Collectors.toSet());
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

  private static Uni<Writer.Result<Optional<Done>>> act(
      Mutiny.Session session,
      UUID organizationId,
      UUID incidentId,
      OptionalLong version,
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
                            .map(found ->
                                isAt(version, found)
                                    ? act(found, directory, action, now, writing)
                                    : new Done(
                                        new Outcome.Outdated(), found.incident(), found.version())),
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
        yield new Done(changed, changed.next(), locked.version() + 1);
      }
      case Outcome.Unchanged _, Outcome.Refused _, Outcome.Outdated _ ->
          new Done(outcome, locked.incident(), locked.version());
    };
  }

  private static boolean isAt(OptionalLong version, Ledger.Locked locked) {
    return version.isEmpty() || version.getAsLong() == locked.version();
  }

  private static boolean isOf(UUID organizationId, Ledger.Locked locked) {
    return locked.incident().about().service().organizationId().equals(organizationId);
  }
}
