package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertChange;
import io.taskcall.oncall.domain.incident.Alert;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.oncall.domain.routing.Routing;
import io.taskcall.outbox.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents and the alerts they hang on. Loads, asks the rules, stores. */
@ApplicationScoped
public class Incidents {
  private final Writer writer;
  private final Numbers numbers;

  Incidents(Writer writer, Numbers numbers) {
    this.writer = writer;
    this.numbers = numbers;
  }

  /** Something that was heard, and the trace it belongs to. */
  public record Heard<T>(T what, TraceParent trace) {}

  /**
   * Changes of alerts, each alert's in their order. Each is dealt with once, however often it is
   * heard.
   *
   * @param others events, such as dead letters, to say in the same transaction
   */
  public Uni<Void> hear(List<Heard<AlertChange>> changes, List<Outgoing> others, Instant now) {
    return Uni.createFrom()
        .deferred(() -> numbers.reserve(changes.stream().map(Heard::what).toList()))
        .flatMap(reserved -> hear(changes, others, reserved, now))
        .onFailure(Numbers.Missing.class)
        .retry()
        .atMost(3);
  }

  private Uni<Void> hear(
      List<Heard<AlertChange>> changes,
      List<Outgoing> others,
      Map<UUID, Long> reserved,
      Instant now) {
    return writer
        .<Integer>transaction(session -> {
          var ledger = new Ledger(session);
          return ledger
              .claim(each(changes, AlertChange::id))
              .map(fresh -> changes.stream().filter(h -> fresh.contains(h.what().id())).toList())
              .flatMap(fresh ->
                  known(session, ledger, fresh).map(known -> decide(fresh, known, reserved, now)))
              .map(writing -> new Writer.Result<>(changes.size(), writing.say(others)));
        })
        .replaceWithVoid();
  }

  /** Groups are locked before incidents, here as everywhere. */
  private static Uni<Hearing> known(
      Mutiny.Session session, Ledger ledger, List<Heard<AlertChange>> changes) {
    return ledger
        .services(each(changes, change -> change.alert().serviceId()))
        .flatMap(services ->
            ledger
                .routings(services.keySet())
                .flatMap(routings -> known(session, ledger, changes, services, routings)));
  }

  private static Uni<Hearing> known(
      Mutiny.Session session,
      Ledger ledger,
      List<Heard<AlertChange>> changes,
      Map<UUID, Service> services,
      Map<UUID, Routing> routings) {
    return ledger
        .alerts(each(changes, Alert::idOf))
        .flatMap(alerts ->
            Groups.lock(session, groups(changes, services, alerts))
                .flatMap(groups ->
                    ledger
                        .lock(incidents(groups.values(), alerts.values()))
                        .flatMap(incidents ->
                            ledger
                                .directory(each(changes, c -> c.alert().organizationId()))
                                .map(directory ->
                                    new Hearing(
                                        services, routings, directory, groups, alerts,
                                        incidents)))));
  }

  private static Set<Groups.Group> groups(
      List<Heard<AlertChange>> changes,
      Map<UUID, Service> services,
      Map<UUID, Ledger.Attached> alerts) {
    return changes.stream()
        .map(Heard::what)
        .flatMap(change -> {
          var known = Optional.ofNullable(alerts.get(Alert.idOf(change)));
          var service = Hearing.service(services, change);
          return Groups.Group.of(change, service, known.map(Ledger.Attached::alert)).stream();
        })
        .collect(Collectors.toSet());
  }

  private static Set<UUID> incidents(Collection<UUID> groups, Collection<Ledger.Attached> alerts) {
    var incidents = new HashSet<>(groups);
    alerts.forEach(attached -> incidents.add(attached.incidentId()));
    return incidents;
  }

  private static Writing decide(
      List<Heard<AlertChange>> changes, Hearing known, Map<UUID, Long> reserved, Instant now) {
    var writing = new Writing();
    for (var heard : changes) {
      var change = heard.what();
      var again =
          known
              .firingAgain(change)
              .flatMap(found -> known.goOn(found, Numbers.of(change, reserved), now));
      if (again.isPresent()) {
        writing.add(again.get(), heard.trace(), now);
        continue;
      }
      var told = known.tell(change, reserved.getOrDefault(change.id(), 0L), now);
      if (told.outcome() instanceof Outcome.Changed changed) {
        writing.add(new Decided(changed, heard.trace(), now));
        told.alert().ifPresent(alert -> writing.add(alert, changed.next().id()));
      }
    }
    return writing.join(Groups.rows(known.groups()));
  }

  private static Set<UUID> each(List<Heard<AlertChange>> changes, Function<AlertChange, UUID> id) {
    return changes.stream().map(heard -> id.apply(heard.what())).collect(Collectors.toSet());
  }
}
