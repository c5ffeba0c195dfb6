package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.rotation.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When services had incidents: real ones, not tests, and none that a rule only records. */
@ApplicationScoped
public class Troubles {
  private static final String REAL =
      """
      from incidents where organization_id = cast(cast(:organization as text) as uuid)
        and cast(data->'about'->>'test' as boolean) is not true
        and data->'assignment'->'instead'->>'id' is distinct from cast(:nobody as text)
      """;

  /** The database joins what overlaps, so that a storm of incidents is as little as one. */
  private static final String SINCE =
      """
      select cast(jsonb_build_object('service_id', service_id, 'start', lower(stretch),
        'end', upper(stretch)) as text)
      from (select service_id, unnest(range_agg(tstzrange(opened_at, over_at))) as stretch from (
          select service_id, opened_at, cast(null as timestamptz) as over_at
      """
          + REAL
          + """
              and status <> 'resolved'
            union all
            select service_id, opened_at, greatest(opened_at, cast(data->>'at' as timestamptz))
          """
          + REAL
          + """
                and status = 'resolved' and data->>'at' >= cast(:since as text)) as incident
            group by service_id) as stretches
          """;

  private static final String ONGOING =
      """
      select cast(jsonb_build_object('id', id, 'number', number, 'service_id', service_id,
        'title', data->'trouble'->>'title', 'priority', data->'trouble'->>'priority',
        'status', status, 'opened_at', opened_at) as text)
      """
          + REAL
          + " and status <> 'resolved' order by opened_at desc, id desc limit :most";

  private final Database database;

  Troubles(Database database) {
    this.database = database;
  }

  /** An incident that goes on. */
  public record Ongoing(
      UUID id,
      long number,
      UUID serviceId,
      String title,
      @Nullable Priority priority,
      IncidentSnapshot.Status status,
      Instant openedAt) {}

  /** When the services of an organization had incidents that were not over by {@code since}. */
  public Uni<Map<UUID, List<Window>>> since(UUID organizationId, Instant since) {
    var parameters = about(organizationId);
    parameters.put("since", since.toString());
    return database
        .transaction(session -> Database.texts(session, SINCE, parameters))
        .map(Troubles::byService);
  }

  /** The incidents of an organization that go on, newest first. */
  public Uni<List<Ongoing>> ongoing(UUID organizationId, int most) {
    var parameters = about(organizationId);
    parameters.put("most", most);
    return database
        .transaction(session -> Database.texts(session, ONGOING, parameters))
        .map(rows -> rows.stream().map(row -> Json.row(Ongoing.class, row)).toList());
  }

  private static Map<String, Object> about(UUID organizationId) {
    var parameters = new HashMap<String, Object>();
    parameters.put("organization", organizationId.toString());
    parameters.put("nobody", Policy.NONE.id().toString());
    return parameters;
  }

  private static Map<UUID, List<Window>> byService(List<String> rows) {
    var byService = new HashMap<UUID, List<Window>>();
    for (var json : rows) {
      var row = Json.row(Stretch.class, json);
      byService.computeIfAbsent(row.serviceId(), _ -> new ArrayList<>()).add(row.window());
    }
    return byService;
  }

  private record Stretch(UUID serviceId, Instant start, @Nullable Instant end) {
    Window window() {
      return new Window(start, end == null ? Instant.MAX : end);
    }
  }
}
