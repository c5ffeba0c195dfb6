package io.taskcall.oncall.setup;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.postgres.Catalog;
import io.taskcall.oncall.postgres.Members;
import io.taskcall.oncall.postgres.ServiceGraphs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Sees to it that there is what the setup file wants. Alerts wait until it is done, and for a while
 * until its people are known, so that the first alert of a new installation reaches somebody.
 */
@ApplicationScoped
public class Setup {
  private static final Logger LOG = Logger.getLogger(Setup.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration WAIT_FOR_PEOPLE = Duration.ofMinutes(1);

  private final OncallConfig config;
  private final Catalog catalog;
  private final ServiceGraphs graphs;
  private final Members members;
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  Setup(OncallConfig config, Catalog catalog, ServiceGraphs graphs, Members members) {
    this.config = config;
    this.catalog = catalog;
    this.graphs = graphs;
    this.members = members;
  }

  /** Completes when alerts can be dealt with. */
  public Uni<Boolean> done() {
    return done.isDone()
        ? Uni.createFrom().item(true)
        : Uni.createFrom().completionStage(() -> done.copy());
  }

  /** True when alerts can be dealt with. */
  public boolean isDone() {
    return done.isDone();
  }

  void start(@Observes StartupEvent event) {
    config.setupFile().ifPresentOrElse(this::apply, () -> done.complete(true));
  }

  private void apply(Path file) {
    var wanted = Wanted.in(file);
    Uni.createFrom()
        .deferred(() -> catalog.save(wanted.schedules(), wanted.services(), Instant.now()))
        .flatMap(_ -> graphs.place(wanted.places()))
        .onFailure()
        .retry()
        .withBackOff(LOOK_EVERY, Duration.ofSeconds(2))
        .indefinitely()
        .invoke(() -> LOG.infof("%s: %d services", file, wanted.services().size()))
        .flatMap(_ -> people(wanted.people()))
        .subscribe()
        .with(_ -> done.complete(true), failure -> LOG.error("the setup failed", failure));
  }

  private Uni<Boolean> people(Set<UUID> people) {
    return Uni.createFrom()
        .deferred(() -> members.know(people))
        .onItem()
        .invoke(known -> {
          if (!known) {
            throw new IllegalStateException("not everybody in the setup file is known yet");
          }
        })
        .onFailure()
        .retry()
        .withBackOff(LOOK_EVERY, LOOK_EVERY)
        .expireIn(WAIT_FOR_PEOPLE.toMillis())
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warn("the setup file has people that nobody knows; alerts are dealt with anyway");
          return false;
        });
  }
}
