package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Merging;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.postgres.IncidentActions.Done;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents that have to do with each other, because somebody says so. */
@ApplicationScoped
public class IncidentLinks {
  private static final String PAIR =
      """
      least(cast(cast(:id as text) as uuid), cast(cast(:other as text) as uuid)),
        greatest(cast(cast(:id as text) as uuid), cast(cast(:other as text) as uuid))
      """;

  private static final String LINK =
      "insert into incident_links (one_id, other_id, at) values ("
          + PAIR
          + ", cast(cast(:at as text) as timestamptz)) on conflict do nothing";

  private static final String UNLINK =
      "delete from incident_links where (one_id, other_id) = (" + PAIR + ")";

  private static final String LIST =
      """
      select cast(jsonb_build_object('id', i.id, 'at', l.at, 'data', i.data) as text)
      from incident_links l join incidents i
        on i.id = case when l.one_id = cast(cast(:id as text) as uuid) then l.other_id
          else l.one_id end
      where cast(cast(:id as text) as uuid) in (l.one_id, l.other_id)
        and i.organization_id = cast(cast(:organization as text) as uuid)
      order by l.at, i.id
      """;

  private final Database database;
  private final Writer writer;

  IncidentLinks(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /** An incident that another has to do with, and since when that is known. */
  public record Linked(Incident incident, Instant at) {}

  /** Those that an incident has to do with, in the order in which it was said. */
  public Uni<List<Linked>> of(UUID organizationId, UUID incidentId) {
    var parameters = Map.of("organization", organizationId.toString(), "id", incidentId.toString());
    return database
        .transaction(session -> Database.texts(session, LIST, parameters))
        .map(rows -> Json.Rows.of(rows, IncidentLinks::linked).logged());
  }

  /** Says it of two; empty if the organization does not have both. */
  public Uni<Optional<Done>> link(UUID organizationId, UUID one, UUID other, Cause cause) {
    return change(organizationId, one, other, cause, true);
  }

  /** Takes it back. */
  public Uni<Optional<Done>> unlink(UUID organizationId, UUID one, UUID other, Cause cause) {
    return change(organizationId, one, other, cause, false);
  }

  private Uni<Optional<Done>> change(
      UUID organizationId, UUID one, UUID other, Cause cause, boolean link) {
    return writer.transaction(session ->
        new Ledger(session)
            .lock(Set.of(one, other))
            .flatMap(locked -> {
              locked
                  .values()
                  .removeIf(found ->
                      !found.incident().about().service().organizationId().equals(organizationId));
              var left = locked.get(one);
              var right = locked.get(other);
              return left == null || right == null
                  ? Uni.createFrom()
                      .item(new Writer.Result<>(Optional.<Done>empty(), new Writing()))
                  : write(session, one, other, cause, link)
                      .map(count -> decide(left, right, cause, link, count > 0));
            }));
  }

  private static Uni<Integer> write(
      Mutiny.Session session, UUID one, UUID other, Cause cause, boolean link) {
    var pair = Map.of("id", one.toString(), "other", other.toString());
    return link
        ? Database.run(
            session,
            LINK,
            Map.of("id", one.toString(), "other", other.toString(), "at", cause.at().toString()))
        : Database.run(session, UNLINK, pair);
  }

  private static Writer.Result<Optional<Done>> decide(
      Ledger.Locked left, Ledger.Locked right, Cause cause, boolean link, boolean changed) {
    var writing = new Writing();
    if (!changed) {
      var same = new Outcome.Unchanged(link ? "it was said already" : "nobody said so");
      return new Writer.Result<>(
          Optional.of(new Done(same, left.incident(), left.version())), writing);
    }
    var both =
        link
            ? Merging.link(left.incident(), right.incident(), cause)
            : Merging.unlink(left.incident(), right.incident(), cause);
    writing.add(new Decided(both.one(), left.trace(), cause.at()));
    writing.add(new Decided(both.other(), right.trace(), cause.at()));
    return new Writer.Result<>(
        Optional.of(new Done(both.one(), both.one().next(), left.version() + 1)), writing);
  }

  private static Linked linked(String json) {
    var row = Json.row(Row.class, json);
    return new Linked(Json.read(Incident.class, row.data()), row.at());
  }

  private record Row(UUID id, Instant at, JsonNode data) {}
}
