package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.status.Dashboard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The status dashboards there are. */
@ApplicationScoped
public class Dashboards {
  private static final String SAVE =
      """
      insert into dashboards (id, organization_id, name, data)
      values (cast(cast(:id as text) as uuid), cast(cast(:organization as text) as uuid), :name,
        cast(cast(:data as text) as jsonb))
      on conflict (id) do update set name = excluded.name, data = excluded.data
      """;

  private static final String SELECT =
      """
      select cast(jsonb_build_object('id', id, 'link', link, 'data', data) as text)
      from dashboards where
      """;
  private static final String ALL =
      SELECT + "organization_id = cast(cast(:organization as text) as uuid) order by name, id";
  private static final String ONE = SELECT + "id = cast(cast(:id as text) as uuid)";

  private static final String OTHER_LINK =
      "update dashboards set link = link + 1 where id = cast(cast(:id as text) as uuid)";
  private static final String REMOVE =
      "delete from dashboards where id = cast(cast(:id as text) as uuid)";

  private final Database database;

  Dashboards(Database database) {
    this.database = database;
  }

  /**
   * A dashboard.
   *
   * @param link counts its links; only the last one opens it
   */
  public record Kept(Dashboard dashboard, int link) {}

  /** Saves one as it now is. */
  public Uni<Void> save(Dashboard dashboard) {
    return database.transaction(session -> save(session, dashboard)).replaceWithVoid();
  }

  static Uni<Integer> save(Mutiny.Session session, Dashboard dashboard) {
    var parameters =
        Map.of(
            "id", dashboard.id().toString(),
            "organization", dashboard.organizationId().toString(),
            "name", dashboard.name(),
            "data", Json.data(dashboard).toString());
    return Database.run(session, SAVE, parameters);
  }

  /** Those of an organization, by name. */
  public Uni<List<Kept>> of(UUID organizationId) {
    return database.transaction(session -> all(session, organizationId));
  }

  /** One of an organization; empty if it has no such dashboard. */
  public Uni<Optional<Kept>> one(UUID organizationId, UUID id) {
    return anybodys(id)
        .map(found ->
            found.filter(kept -> kept.dashboard().organizationId().equals(organizationId)));
  }

  /** One, whoever's it is. */
  public Uni<Optional<Kept>> anybodys(UUID id) {
    return database
        .transaction(session -> Database.texts(session, ONE, Map.of("id", id.toString())))
        .map(rows -> rows.stream().findFirst().map(Dashboards::kept));
  }

  /** Closes the link that opened it until now. */
  public Uni<Void> closeLink(Dashboard dashboard) {
    return change(OTHER_LINK, dashboard);
  }

  /** Removes it, with its subscriptions. */
  public Uni<Void> remove(Dashboard dashboard) {
    return change(REMOVE, dashboard);
  }

  private Uni<Void> change(String sql, Dashboard dashboard) {
    var parameters = Map.of("id", dashboard.id().toString());
    return database
        .transaction(session -> Database.run(session, sql, parameters))
        .replaceWithVoid();
  }

  static Uni<List<Kept>> all(Mutiny.Session session, UUID organizationId) {
    return Database.texts(session, ALL, Map.of("organization", organizationId.toString()))
        .map(rows -> Json.Rows.of(rows, Dashboards::kept).logged());
  }

  private static Kept kept(String json) {
    var row = Json.row(Row.class, json);
    return new Kept(Json.read(Dashboard.class, row.data()), row.link());
  }

  private record Row(UUID id, int link, JsonNode data) {}
}
