package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.IncidentQueries.Filter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Asks for a part of the list of incidents. The statement says no more than the filter does, so
 * that each finds an index in the order of the list.
 */
record ListQuery(Filter filter, int most) {
  private static final Set<String> ONGOING = Set.of("open", "acknowledged");

  private static final String SERVICES =
      """
      select cast(id as text) from services
      where organization_id = cast(cast(:organization as text) as uuid)
        and (cast(id as text) = :service or name = :service)
      """;

  private static final String LIST =
      """
      select cast(jsonb_build_object('id', id, 'opened_at', opened_at, 'data', data) as text)
      from incidents where organization_id = cast(cast(:organization as text) as uuid)
        and (opened_at, id) < (cast(cast(:before as text) as timestamptz),
          cast(cast(:before_id as text) as uuid))
      """;

  private static final String IN_ORDER = " order by opened_at desc, id desc limit :most";

  static ListQuery of(Filter filter, int most) {
    return new ListQuery(filter, most);
  }

  /** The rows, newest first. */
  Uni<List<String>> rows(Mutiny.Session session) {
    if (filter.service().isEmpty()) {
      return Database.texts(session, LIST + status() + IN_ORDER, parameters());
    }
    var named = Map.of("organization", organization(), "service", filter.service().get());
    return Database.texts(session, SERVICES, named)
        .flatMap(services ->
            services.isEmpty() ? Uni.createFrom().item(List.of()) : rows(session, services));
  }

  /** Most names are of one service. */
  private Uni<List<String>> rows(Mutiny.Session session, List<String> services) {
    var parameters = parameters();
    parameters.put("services", String.join(",", services));
    var of =
        services.size() == 1
            ? " and service_id = cast(cast(:services as text) as uuid)"
            : " and service_id = any(cast(string_to_array(:services, ',') as uuid[]))";
    return Database.texts(session, LIST + of + status() + IN_ORDER, parameters);
  }

  private String status() {
    var wanted = Set.copyOf(filter.statuses());
    if (wanted.isEmpty()) {
      return "";
    }
    if (wanted.equals(ONGOING)) {
      return " and status <> 'resolved'";
    }
    return wanted.size() == 1
        ? " and status = :statuses"
        : " and status = any(string_to_array(:statuses, ','))";
  }

  private Map<String, Object> parameters() {
    var parameters = new HashMap<String, Object>();
    parameters.put("organization", organization());
    parameters.put("before", filter.after().openedAt().toString());
    parameters.put("before_id", filter.after().id().toString());
    parameters.put("most", most);
    var wanted = Set.copyOf(filter.statuses());
    if (!wanted.isEmpty() && !wanted.equals(ONGOING)) {
      parameters.put("statuses", String.join(",", wanted));
    }
    return parameters;
  }

  private String organization() {
    return filter.organizationId().toString();
  }
}
