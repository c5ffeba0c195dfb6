package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.impact.Linking;
import io.taskcall.oncall.domain.impact.Node;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Which services depend on which others. */
@ApplicationScoped
public class ServiceGraphs {
  private static final String IDS =
      "(select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))";

  private static final String LOAD =
      """
      select cast(jsonb_build_object('id', s.id, 'name', s.name, 'kind', upper(s.kind),
        'depends_on', coalesce((select jsonb_agg(d.depends_on) from dependencies d
          where d.service_id = s.id), '[]')) as text)
      from services s where s.organization_id in
      """
          + IDS;

  /** Two changes at once could close a cycle that neither of them sees. */
  private static final String ALONE =
      """
      select cast(cast(pg_advisory_xact_lock(hashtextextended(
        'dependencies ' || cast(:organization as text), 0)) as text) as text)
      """;

  private static final String FORGET = "delete from dependencies where service_id in " + IDS;

  private static final String LINK =
      """
      insert into dependencies (service_id, depends_on)
      select service_id, depends_on
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (service_id uuid, depends_on uuid)
      on conflict do nothing
      """;

  private static final String CALL =
      """
      update services s set kind = r.kind
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid, kind text)
      where s.id = r.id and r.kind is not null
      """;

  private final Database database;

  ServiceGraphs(Database database) {
    this.database = database;
  }

  /**
   * Where a service stands among the others.
   *
   * @param kind null if it stays of the kind that it is
   * @param dependsOn null if that stays as it is
   */
  public record Place(UUID service, @Nullable Kind kind, @Nullable Set<UUID> dependsOn) {}

  /** The services of an organization. */
  public Uni<Graph> of(UUID organizationId) {
    return database.transaction(session -> load(session, Set.of(organizationId)));
  }

  /** Puts services where a setup file wants them. */
  public Uni<Void> place(List<Place> places) {
    var rows = places.stream().map(KindRow::of).toList();
    var said = places.stream().filter(place -> place.dependsOn() != null).toList();
    return database
        .transaction(session ->
            Database.run(session, CALL, Map.of("rows", Json.rows(rows)))
                .flatMap(_ -> replace(session, said)))
        .replaceWithVoid();
  }

  /** Changes what a service depends on, if that closes no cycle. */
  public Uni<Linking> link(UUID organizationId, UUID service, UnaryOperator<Set<UUID>> change) {
    return database.transaction(session ->
        Database.texts(session, ALONE, Map.of("organization", organizationId.toString()))
            .flatMap(_ -> load(session, Set.of(organizationId)))
            .flatMap(graph -> {
              var now = new LinkedHashSet<UUID>();
              graph.dependencies(service).forEach(node -> now.add(node.id()));
              var dependsOn = change.apply(now);
              return link(session, graph.link(service, dependsOn), service, dependsOn);
            }));
  }

  private static Uni<Linking> link(
      Mutiny.Session session, Linking linking, UUID service, Set<UUID> dependsOn) {
    return switch (linking) {
      case Linking.Linked _ ->
          replace(session, List.of(new Place(service, null, dependsOn))).replaceWith(linking);
      case Linking.Cycle _, Linking.Unknown _ -> Uni.createFrom().item(linking);
    };
  }

  /** The services of these organizations. */
  static Uni<Graph> load(Mutiny.Session session, Collection<UUID> organizations) {
    return Database.texts(session, LOAD, Map.of("ids", Json.rows(Set.copyOf(organizations))))
        .map(rows -> graph(Json.Rows.of(rows, row -> Json.row(Row.class, row)).logged()));
  }

  private static Graph graph(List<Row> rows) {
    var edges = new HashMap<UUID, Set<UUID>>();
    rows.forEach(row -> edges.put(row.id(), row.dependsOn()));
    return Graph.of(
        rows.stream().map(row -> new Node(row.id(), row.name(), row.kind())).toList(), edges);
  }

  private static Uni<Void> replace(Mutiny.Session session, List<Place> places) {
    if (places.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var ids = places.stream().map(Place::service).toList();
    var rows =
        places.stream()
            .flatMap(place -> EdgeRow.of(place.service(), place.dependsOn()).stream())
            .toList();
    return Database.run(session, FORGET, Map.of("ids", Json.rows(ids)))
        .flatMap(_ -> Database.run(session, LINK, Map.of("rows", Json.rows(rows))))
        .replaceWithVoid();
  }

  private record Row(UUID id, String name, Kind kind, Set<UUID> dependsOn) {}

  private record KindRow(UUID id, @Nullable String kind) {
    static KindRow of(Place place) {
      var kind = place.kind();
      return new KindRow(
          place.service(), kind == null ? null : kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private record EdgeRow(UUID serviceId, UUID dependsOn) {
    static List<EdgeRow> of(UUID service, @Nullable Set<UUID> dependsOn) {
      return dependsOn == null
          ? List.of()
          : dependsOn.stream().map(other -> new EdgeRow(service, other)).toList();
    }
  }
}
