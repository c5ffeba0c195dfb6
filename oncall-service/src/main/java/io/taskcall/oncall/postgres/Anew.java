package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.heartbeat.Heartbeat;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.postgres.ServiceGraphs.Place;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What was written down anew and nothing else hangs on.
 *
 * @param places where services stand among the others
 */
public record Anew(List<Place> places, List<Dashboard> dashboards, List<Heartbeat> heartbeats) {
  static final Anew NOTHING = new Anew(List.of(), List.of(), List.of());

  public Anew {
    places = List.copyOf(places);
    dashboards = List.copyOf(dashboards);
    heartbeats = List.copyOf(heartbeats);
  }

  /** Saves all of it; heartbeats are waited for from now on. */
  Uni<Void> write(Mutiny.Session session, Instant now) {
    return ServiceGraphs.place(session, places)
        .flatMap(_ -> each(dashboards, one -> Dashboards.save(session, one)))
        .flatMap(_ -> each(heartbeats, one -> Heartbeats.save(session, one.from(now))));
  }

  private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Integer>> save) {
    var saved = Uni.createFrom().voidItem();
    for (var one : all) {
      saved = saved.flatMap(_ -> save.apply(one).replaceWithVoid());
    }
    return saved;
  }
}
