package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.rotation.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How often people were paged. */
@ApplicationScoped
public class PageCounts {
  private static final String COUNT =
      """
      select cast(jsonb_build_object('id', data -> 'ref' -> 'responder' ->> 'userId',
        'count', count(*)) as text)
      from pages where organization_id = cast(cast(:organization as text) as uuid)
        and state = 'sent' and finished_at >= cast(cast(:start as text) as timestamptz)
        and finished_at < cast(cast(:end as text) as timestamptz)
      group by data -> 'ref' -> 'responder' ->> 'userId'
      """;

  private final Database database;

  PageCounts(Database database) {
    this.database = database;
  }

  /** How many pages were sent to each person who got any. */
  public Uni<Map<UUID, Long>> sent(UUID organizationId, Window during) {
    var parameters =
        Map.of(
            "organization", organizationId.toString(),
            "start", during.start().toString(),
            "end", during.end().toString());
    return database
        .transaction(session -> Database.texts(session, COUNT, parameters))
        .map(rows ->
            rows.stream()
                .map(row -> Json.row(Row.class, row))
                .collect(Collectors.toMap(Row::id, Row::count)));
  }

  private record Row(UUID id, long count) {}
}
