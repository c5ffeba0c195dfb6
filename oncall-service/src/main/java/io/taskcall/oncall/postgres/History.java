package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Likeness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Incidents that are like another: those before it and those that go on beside it. */
@ApplicationScoped
public class History {
  private static final String LIKE_IT =
      """
      from incidents where organization_id = cast(cast(:organization as text) as uuid)
        and likeness = :likeness and id <> cast(cast(:id as text) as uuid)
      """;

  private static final String PER_DAY =
      """
      select cast(jsonb_build_object('date', day, 'count', count(*), 'resolved', count(seconds),
        'seconds', sum(seconds)) as text)
      from (select cast(opened_at at time zone cast(:zone as text) as date) as day,
        case when status = 'resolved'
          then extract(epoch from cast(data->>'at' as timestamptz) - opened_at) end as seconds
      """
          + LIKE_IT
          + """
            and service_id = cast(cast(:service as text) as uuid)
            and opened_at >= cast(cast(:since as text) as timestamptz)
            and opened_at <= cast(cast(:until as text) as timestamptz)) as past
          group by day order by day
          """;

  private static final String ONGOING =
      "select cast(jsonb_build_object('id', id, 'data', data) as text) "
          + LIKE_IT
          + " and status <> 'resolved' order by opened_at desc, id desc limit :most";

  private final Database database;

  History(Database database) {
    this.database = database;
  }

  /** How many there were on a day. */
  public record Day(LocalDate date, int count) {}

  /**
   * Those before.
   *
   * @param days only those on which there were any, in order
   * @param meanDuration from the beginning to the end; empty if none has ended
   */
  public record Past(List<Day> days, int count, Optional<Duration> meanDuration) {}

  /** Incidents of the same service like this one that began before it. */
  public Uni<Past> past(Incident incident, Duration howLong, ZoneId zone) {
    var opened = incident.about().openedAt();
    var parameters = like(incident);
    parameters.put("service", incident.about().service().id().toString());
    parameters.put("zone", zone.getId());
    parameters.put("since", opened.minus(howLong).toString());
    parameters.put("until", opened.toString());
    return database
        .transaction(session -> Database.texts(session, PER_DAY, parameters))
        .map(rows -> past(rows.stream().map(row -> Json.row(DayRow.class, row)).toList()));
  }

  /** Incidents of any service like this one that go on, newest first. */
  public Uni<List<Incident>> ongoing(Incident incident, int most) {
    var parameters = like(incident);
    parameters.put("most", most);
    return database
        .transaction(session -> Database.texts(session, ONGOING, parameters))
        .map(rows ->
            Json.Rows.of(rows, row -> Json.read(Incident.class, Json.row(Row.class, row).data()))
                .logged());
  }

  private static Past past(List<DayRow> rows) {
    int count = rows.stream().mapToInt(DayRow::count).sum();
    long resolved = rows.stream().mapToLong(DayRow::resolved).sum();
    double seconds =
        rows.stream().mapToDouble(row -> row.seconds() == null ? 0 : row.seconds()).sum();
    return new Past(
        rows.stream().map(row -> new Day(row.date(), row.count())).toList(),
        count,
        resolved == 0
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(Math.round(seconds / resolved))));
  }

  private static Map<String, Object> like(Incident incident) {
    var parameters = new HashMap<String, Object>();
    parameters.put("organization", incident.about().service().organizationId().toString());
    parameters.put("likeness", Likeness.of(incident).replace('\0', '\ufffd'));
    parameters.put("id", incident.id().toString());
    return parameters;
  }

  private record DayRow(LocalDate date, int count, long resolved, @Nullable Double seconds) {}

  private record Row(UUID id, JsonNode data) {}
}
