package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.stream.Watermark.Look;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to incidents and pages, in the order of the timeline. */
@ApplicationScoped
public class Changes {
  /**
   * Whoever writes into the timeline has locked its incident before, so its transaction has begun.
   */
  private static final String LOOK =
      """
      select cast(jsonb_build_object(
        'highest', coalesce((select max(seq) from timeline), 0),
        'running', cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint),
        'next', cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint)) as text)
      """;

  private static final String BETWEEN =
      """
      select cast(jsonb_build_object('seq', t.seq, 'id', t.id, 'at', t.at, 'type', t.type,
        'by', t.actor, 'text', t.text, 'organization_id', i.organization_id,
        'incident_id', i.id, 'number', i.number, 'title', i.data->'trouble'->>'title',
        'status', i.status, 'service_id', i.service_id) as text)
      from timeline t join incidents i on i.id = t.incident_id
      where t.seq > cast(:after as bigint) and t.seq <= cast(:until as bigint)
        and (cast(:organization as text) = ''
          or cast(i.organization_id as text) = cast(:organization as text))
      order by t.seq
      """;

  private final Database database;

  Changes(Database database) {
    this.database = database;
  }

  /**
   * Something that happened.
   *
   * @param seq its place in the order
   * @param title and what follows: the incident as it was when this was read
   */
  public record Change(
      long seq,
      UUID id,
      Instant at,
      String type,
      @Nullable JsonNode by,
      String text,
      UUID organizationId,
      UUID incidentId,
      long number,
      String title,
      String status,
      UUID serviceId) {}

  /** How far there are changes, and which transactions run. */
  public Uni<Look> look() {
    return database
        .transaction(session -> Database.texts(session, LOOK, Map.of()))
        .map(rows -> Json.row(Look.class, rows.getFirst()));
  }

  /** What happened in all organizations after one place and up to another. */
  public Uni<List<Change>> between(long after, long until) {
    return read(after, until, "");
  }

  /** The same in one organization. */
  public Uni<List<Change>> of(UUID organizationId, long after, long until) {
    return read(after, until, organizationId.toString());
  }

  private Uni<List<Change>> read(long after, long until, String organization) {
    var parameters = Map.of("after", after, "until", until, "organization", organization);
    return database
        .transaction(session -> Database.texts(session, BETWEEN, parameters))
        .map(rows -> Json.Rows.of(rows, row -> Json.row(Change.class, row)).logged());
  }
}
