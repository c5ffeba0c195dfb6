package io.taskcall.sync.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.codec.EventCodec;
import io.taskcall.sync.domain.Choices;
import io.taskcall.sync.domain.Mirror;
import io.taskcall.sync.domain.Mirrors;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * What was chosen for each integration. Kept at hand, since every event asks; what another replica
 * writes is known here within seconds.
 */
@ApplicationScoped
public class PostgresMirrors implements Mirrors {
  private static final Logger LOG = Logger.getLogger(PostgresMirrors.class);
  private static final long LOOK_EVERY_MILLIS = 5_000;
  private static final int FIRST = 1;
  private static final Mirror USUAL = Choices.USUAL.mirror();

  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;
  private volatile Map<UUID, Choices> choices = Map.of();
  private volatile Map<UUID, Mirror> mirrors = Map.of();

  PostgresMirrors(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  void start(@Observes @Priority(FIRST) StartupEvent event) {
    take(readAll());
    vertx.setPeriodic(
        LOOK_EVERY_MILLIS, _ -> Infrastructure.getDefaultWorkerPool().execute(this::look));
  }

  private List<ChoiceRow> readAll() {
    try {
      return VertxContextSupport.subscribeAndAwait(this::all);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot read what was chosen for the mirrors", e);
    }
  }

  private void look() {
    VertxContextSupport.subscribeWith(
        () ->
            all()
                .invoke(this::take)
                .replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.debugf("cannot look for choices now: %s", failure))
                .onFailure()
                .recoverWithItem(false)
                .toMulti(),
        _ -> {});
  }

  private Uni<List<ChoiceRow>> all() {
    return sessions.withSession(
        session -> session.createQuery("from ChoiceRow", ChoiceRow.class).getResultList());
  }

  private void take(List<ChoiceRow> rows) {
    var read = new HashMap<UUID, Choices>();
    rows.forEach(row -> read.put(row.integrationId, read(row.choices)));
    take(read);
  }

  private synchronized void take(Map<UUID, Choices> read) {
    var made = new HashMap<UUID, Mirror>();
    read.forEach((id, chosen) -> made.put(id, chosen.mirror()));
    choices = Map.copyOf(read);
    mirrors = Map.copyOf(made);
  }

  @Override
  public Mirror of(UUID integrationId) {
    return mirrors.getOrDefault(integrationId, USUAL);
  }

  @Override
  public boolean mayCreate(UUID integrationId) {
    return choices.containsKey(integrationId);
  }

  @Override
  public Choices choicesOf(UUID integrationId) {
    return choices.getOrDefault(integrationId, Choices.USUAL);
  }

  /** Lets other choices hold for an integration from now on. */
  public Uni<Void> choose(UUID integrationId, Choices chosen) {
    return sessions
        .withTransaction(session ->
            session
                .find(ChoiceRow.class, integrationId)
                .flatMap(row -> {
                  if (row != null) {
                    row.choices = write(chosen);
                    return Uni.createFrom().voidItem();
                  }
                  return session.persist(new ChoiceRow(integrationId, write(chosen)));
                }))
        .invoke(() -> {
          var next = new HashMap<>(choices);
          next.put(integrationId, chosen);
          take(next);
        });
  }

  private static String write(Choices chosen) {
    try {
      return EventCodec.mapper().writeValueAsString(chosen);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("choices must be writable", e);
    }
  }

  private static Choices read(String json) {
    try {
      return EventCodec.mapper().readValue(json, Choices.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("choices must be readable", e);
    }
  }
}
