package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.oncall.domain.incident.ByHand;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.postgres.IncidentActions.Done;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents that people open. */
@ApplicationScoped
public class NewIncidents {
  private final Writer writer;
  private final Numbers numbers;

  NewIncidents(Writer writer, Numbers numbers) {
    this.writer = writer;
    this.numbers = numbers;
  }

  /**
   * Opens an incident of a service, once for a cause; empty if the organization has no such
   * service.
   */
  public Uni<Optional<Done>> open(UUID organizationId, UUID serviceId, ByHand wish, Cause cause) {
    return numbers
        .next(organizationId)
        .flatMap(number ->
            writer.transaction(
                session -> open(session, organizationId, serviceId, wish, number, cause)));
  }

  private static Uni<Writer.Result<Optional<Done>>> open(
      Mutiny.Session session,
      UUID organizationId,
      UUID serviceId,
      ByHand wish,
      long number,
      Cause cause) {
    var ledger = new Ledger(session);
    var id = ByHand.incidentOf(cause);
    return ledger
        .lock(Set.of(id))
        .flatMap(known ->
            ledger
                .services(Set.of(serviceId))
                .flatMap(services ->
                    ledger
                        .directory(Set.of(organizationId))
                        .map(directory -> {
                          var writing = new Writing();
                          var before = known.get(id);
                          if (before != null) {
                            var same = new Outcome.Unchanged("it was opened already");
                            return new Writer.Result<>(
                                Optional.of(new Done(same, before.incident(), before.version())),
                                writing);
                          }
                          var done =
                              Optional.ofNullable(services.get(serviceId))
                                  .filter(found -> found.organizationId().equals(organizationId))
                                  .map(found -> wish.open(found, number, cause, directory))
                                  .map(opened -> {
                                    var trace = TraceParent.startingAt(cause.id());
                                    writing.add(new Decided(opened, trace, cause.at()));
                                    return new Done(opened, opened.next(), 1);
                                  });
                          return new Writer.Result<>(done, writing);
                        })));
  }
}
