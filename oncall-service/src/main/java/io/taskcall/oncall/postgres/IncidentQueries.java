package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.incident.Alert;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Incidents as people look at them; it changes nothing. */
@ApplicationScoped
public class IncidentQueries {
  private static final String ONE =
      """
      select cast(jsonb_build_object('version', version, 'data', data) as text) from incidents
      where organization_id = cast(cast(:organization as text) as uuid)
        and id = cast(cast(:id as text) as uuid)
      """;

  private static final String TIMELINE =
      """
      select cast(jsonb_build_object('seq', seq, 'entry', jsonb_build_object('id', id, 'at', at,
        'type', type, 'by', actor, 'text', text)) as text)
      from timeline where incident_id = cast(cast(:id as text) as uuid) and seq > :after
      order by seq limit :most
      """;

  private static final String ALERTS =
      """
      select cast(jsonb_build_object('seq', seq, 'data', data) as text) from alerts
      where incident_id = cast(cast(:id as text) as uuid) and seq > :after
      order by seq limit :most
      """;

  private static final String PAGES =
      """
      select cast(jsonb_build_object('state', state, 'attempts', attempts,
        'finished_at', finished_at, 'message_id', message_id, 'problem', problem, 'page', data)
        as text)
      from pages where incident_id = cast(cast(:id as text) as uuid) order by due_at, id
      """;

  private static final String PAGE =
      """
      select cast(data as text) from pages where id = cast(cast(:id as text) as uuid)
      """;

  private final Database database;

  IncidentQueries(Database database) {
    this.database = database;
  }

  /** Where in the list to go on: after this incident. */
  public record Place(Instant openedAt, UUID id) {}

  /** Which incidents; empty lists and absent values let everything through. */
  public record Filter(
      UUID organizationId, List<String> statuses, Optional<String> service, Place after) {}

  /** Something that happened to an incident. */
  public record Entry(UUID id, Instant at, String type, @Nullable JsonNode by, String text) {}

  /** A page and what became of it. */
  public record PageStatus(
      PageEvent.PageRef ref,
      Page.Reason reason,
      String state,
      int attempts,
      Instant due,
      @Nullable Instant finishedAt,
      @Nullable String messageId,
      @Nullable String problem) {}

  /**
   * A part of a list.
   *
   * @param next where to go on; empty at the end
   */
  public record Part(List<Incident> incidents, Optional<Place> next) {}

  /** Incidents, newest first. */
  public Uni<Part> list(Filter filter, int most) {
    return database
        .transaction(session -> ListQuery.of(filter, most + 1).rows(session))
        .map(rows -> part(rows, most));
  }

  /** One that cannot be read is left out, so that the others can be seen. */
  private static Part part(List<String> rows, int most) {
    var shown = rows.stream().limit(most).toList();
    var incidents =
        Json.Rows.of(shown, row -> Json.read(Incident.class, Json.row(Listed.class, row).data()));
    return new Part(
        incidents.logged(),
        rows.size() > most
            ? Optional.of(Json.row(Listed.class, shown.getLast()).place())
            : Optional.empty());
  }

  private record Listed(UUID id, Instant openedAt, JsonNode data) {
    Place place() {
      return new Place(openedAt, id);
    }
  }

  /**
   * An incident as it stands.
   *
   * @param version counts its changes
   */
  public record Seen(Incident incident, long version) {}

  /** One incident; empty if the organization has no such incident. */
  public Uni<Optional<Seen>> seen(UUID organizationId, UUID id) {
    return texts(ONE, Map.of("organization", organizationId.toString(), "id", id.toString()))
        .map(rows -> rows.stream().findFirst().map(IncidentQueries::seen));
  }

  /** The same without its version. */
  public Uni<Optional<Incident>> one(UUID organizationId, UUID id) {
    return seen(organizationId, id).map(found -> found.map(Seen::incident));
  }

  private static Seen seen(String json) {
    var row = Json.row(SeenRow.class, json);
    return new Seen(Json.read(Incident.class, row.data()), row.version());
  }

  private record SeenRow(long version, JsonNode data) {}

  /**
   * Some of what happened to an incident.
   *
   * @param next after which to go on; empty at the end
   */
  public record Entries(List<Entry> entries, OptionalLong next) {}

  /** What happened to an incident, in order. */
  public Uni<Entries> timeline(UUID incidentId, long after, int most) {
    return texts(TIMELINE, Map.of("id", incidentId.toString(), "after", after, "most", most + 1))
        .map(texts -> {
          var rows = texts.stream().limit(most).map(t -> Json.row(EntryRow.class, t)).toList();
          return new Entries(
              rows.stream().map(EntryRow::entry).toList(),
              texts.size() > most ? OptionalLong.of(rows.getLast().seq()) : OptionalLong.empty());
        });
  }

  private record EntryRow(long seq, Entry entry) {}

  /**
   * Some of the alerts of an incident.
   *
   * @param next after which to go on; empty at the end
   */
  public record Alerts(List<Alert> alerts, OptionalLong next) {}

  /** The alerts of an incident, in the order they joined. */
  public Uni<Alerts> alerts(UUID incidentId, long after, int most) {
    return texts(ALERTS, Map.of("id", incidentId.toString(), "after", after, "most", most + 1))
        .map(texts -> {
          var rows = texts.stream().limit(most).map(t -> Json.row(AlertRow.class, t)).toList();
          return new Alerts(
              rows.stream().map(row -> Json.read(Alert.class, row.data())).toList(),
              texts.size() > most ? OptionalLong.of(rows.getLast().seq()) : OptionalLong.empty());
        });
  }

  private record AlertRow(long seq, JsonNode data) {}

  /** The pages of an incident, in the order they were due. */
  public Uni<List<PageStatus>> pages(UUID incidentId) {
    return texts(PAGES, Map.of("id", incidentId.toString()))
        .map(rows -> rows.stream().map(IncidentQueries::status).toList());
  }

  /** One page, whoever's it is. */
  public Uni<Optional<Page>> page(UUID id) {
    return texts(PAGE, Map.of("id", id.toString()))
        .map(rows -> rows.stream().findFirst().map(row -> Json.read(Page.class, row)));
  }

  private Uni<List<String>> texts(String sql, Map<String, ?> parameters) {
    return database.transaction(session -> Database.texts(session, sql, parameters));
  }

  private static PageStatus status(String json) {
    var row = Json.row(PageRow.class, json);
    var page = Json.read(Page.class, row.page());
    return new PageStatus(
        page.ref(),
        page.reason(),
        row.state(),
        row.attempts(),
        page.due(),
        row.finishedAt(),
        row.messageId(),
        row.problem());
  }

  private record PageRow(
      String state,
      int attempts,
      @Nullable Instant finishedAt,
      @Nullable String messageId,
      @Nullable String problem,
      JsonNode page) {}
}
