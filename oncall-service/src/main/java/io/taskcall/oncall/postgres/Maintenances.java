package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.routing.Maintenance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The maintenances of services, going on, planned and repeating. */
@ApplicationScoped
public class Maintenances {
  /** Saying it again changes nothing. */
  private static final String SAVE =
      """
      insert into maintenances (id, organization_id, service_id, data)
      select cast(cast(:id as text) as uuid), organization_id, id,
        cast(cast(:data as text) as jsonb)
      from services where id = cast(cast(:service as text) as uuid)
        and organization_id = cast(cast(:organization as text) as uuid)
      on conflict (id) do update set data = excluded.data
      """;

  private static final String LIST =
      """
      select cast(jsonb_build_object('id', id, 'data', data) as text) from maintenances
      where service_id = cast(cast(:service as text) as uuid)
        and organization_id = cast(cast(:organization as text) as uuid)
      order by id
      """;

  private static final String REMOVE =
      """
      delete from maintenances where id = cast(cast(:id as text) as uuid)
        and service_id = cast(cast(:service as text) as uuid)
        and organization_id = cast(cast(:organization as text) as uuid)
      """;

  private final Database database;

  Maintenances(Database database) {
    this.database = database;
  }

  /** A maintenance by its id. */
  public record Planned(UUID id, Maintenance maintenance) {}

  /** Whose maintenances: a service of an organization. */
  public record Of(UUID organizationId, UUID serviceId) {
    private Map<String, Object> with(Map<String, String> more) {
      var all = new HashMap<String, Object>(more);
      all.put("organization", organizationId.toString());
      all.put("service", serviceId.toString());
      return all;
    }
  }

  /** Plans one; false if the organization has no such service. */
  public Uni<Boolean> save(Of of, Planned planned) {
    var data = Json.data(planned.maintenance()).toString().replace("\\u0000", "\\ufffd");
    var parameters = of.with(Map.of("id", planned.id().toString(), "data", data));
    return database
        .transaction(session -> Database.run(session, SAVE, parameters))
        .map(saved -> saved > 0);
  }

  /** Those that are planned. */
  public Uni<List<Planned>> list(Of of) {
    return database
        .transaction(session -> Database.texts(session, LIST, of.with(Map.of())))
        .map(rows ->
            rows.stream()
                .map(row -> Json.row(Row.class, row))
                .map(row -> new Planned(row.id(), Json.read(Maintenance.class, row.data())))
                .toList());
  }

  /** Calls one off; false if there is no such maintenance. */
  public Uni<Boolean> remove(Of of, UUID id) {
    return database
        .transaction(session -> Database.run(session, REMOVE, of.with(Map.of("id", id.toString()))))
        .map(removed -> removed > 0);
  }

  private record Row(UUID id, JsonNode data) {}
}
