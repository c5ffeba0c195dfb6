package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertChange;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.AlertRules;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.outbox.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    return numbers
        .reserve(changes.stream().map(Heard::what).toList())
        .flatMap(reserved -> hear(changes, others, reserved, now));
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
              .flatMap(
                  fresh -> known(ledger, fresh).map(known -> decide(fresh, known, reserved, now)))
              .map(writing -> new Writer.Result<>(changes.size(), writing.say(others)));
        })
        .replaceWithVoid();
  }

  private static Uni<Known> known(Ledger ledger, List<Heard<AlertChange>> changes) {
    return ledger
        .lock(each(changes, AlertRules::incidentOf))
        .flatMap(incidents ->
            ledger
                .services(each(changes, change -> change.alert().serviceId()))
                .flatMap(services ->
                    ledger
                        .directory(each(changes, change -> change.alert().organizationId()))
                        .map(directory -> new Known(incidents, services, directory))));
  }

  private static Writing decide(
      List<Heard<AlertChange>> changes, Known known, Map<UUID, Long> reserved, Instant now) {
    var incidents = new HashMap<UUID, Incident>();
    known.incidents().forEach((id, locked) -> incidents.put(id, locked.incident()));
    var writing = new Writing();
    for (var heard : changes) {
      var change = heard.what();
      var incident = incidents.get(AlertRules.incidentOf(change));
      var outcome =
          incident == null
              ? AlertRules.begin(
                  change,
                  known.service(change),
                  reserved.getOrDefault(change.id(), 0L),
                  known.directory(),
                  now)
              : AlertRules.hear(incident, change, known.directory(), now);
      if (outcome instanceof Outcome.Changed changed) {
        incidents.put(changed.next().id(), changed.next());
        writing.add(new Decided(changed, heard.trace(), now));
      }
    }
    return writing;
  }

  private static Set<UUID> each(List<Heard<AlertChange>> changes, Function<AlertChange, UUID> id) {
    return changes.stream().map(heard -> id.apply(heard.what())).collect(Collectors.toSet());
  }

  private record Known(
      Map<UUID, Ledger.Locked> incidents, Map<UUID, Service> services, Directory directory) {
    Service service(AlertChange change) {
      var service = services.get(change.alert().serviceId());
      return service == null ? Service.unknown(change.alert()) : service;
    }
  }
}
