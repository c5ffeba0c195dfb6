package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.rotation.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** When services had incidents: real ones, not tests, and none that a rule only records. */
@ApplicationScoped
public class Troubles {
  private static final String FELT =
      """
      from incidents where organization_id = cast(cast(:organization as text) as uuid) and felt
      """;

  /**
   * The database joins what overlaps, so that a storm of incidents is as little as one, and says
   * the rest shortly: a row for each service, moments in microseconds.
   */
  private static final String SINCE =
      """
      select cast(jsonb_build_object('service_id', service_id,
        'starts', jsonb_agg(cast(extract(epoch from lower(stretch)) * 1000000 as bigint)),
        'ends', jsonb_agg(cast(extract(epoch from upper(stretch)) * 1000000 as bigint))) as text)
      from (select service_id, unnest(range_agg(tstzrange(opened_at, over_at))) as stretch from (
          select service_id, opened_at, over_at
      """
          + FELT
          + """
              and over_at is null
            union all
            select service_id, opened_at, greatest(opened_at, over_at)
          """
          + FELT
          + """
                and over_at >= cast(cast(:since as text) as timestamptz)) as incident
            group by service_id) as stretches
          group by service_id
          """;

  private static final String ONGOING =
      """
      select cast(jsonb_build_object('id', id, 'number', number, 'service_id', service_id,
        'title', data->'trouble'->>'title', 'priority', data->'trouble'->>'priority',
        'status', status, 'opened_at', opened_at) as text)
      """
          + FELT
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
    var parameters = Map.of("organization", organizationId.toString(), "since", since.toString());
    return database
        .transaction(session -> Database.texts(session, SINCE, parameters))
        .map(Troubles::byService);
  }

  /** The incidents of an organization that go on, newest first. */
  public Uni<List<Ongoing>> ongoing(UUID organizationId, int most) {
    var parameters = Map.of("organization", organizationId.toString(), "most", most);
    return database
        .transaction(session -> Database.texts(session, ONGOING, parameters))
        .map(rows -> rows.stream().map(row -> Json.row(Ongoing.class, row)).toList());
  }

  private static Map<UUID, List<Window>> byService(List<String> rows) {
    return rows.stream()
        .map(row -> Json.row(Stretches.class, row))
        .collect(Collectors.toMap(Stretches::serviceId, Stretches::windows));
  }

  private record Stretches(UUID serviceId, List<Long> starts, List<@Nullable Long> ends) {
    List<Window> windows() {
      return IntStream.range(0, starts.size())
          .mapToObj(i -> new Window(moment(starts.get(i)), end(ends.get(i))))
          .toList();
    }

    private static Instant end(@Nullable Long micros) {
      return micros == null ? Instant.MAX : moment(micros);
    }

    private static Instant moment(long micros) {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
  }
}
