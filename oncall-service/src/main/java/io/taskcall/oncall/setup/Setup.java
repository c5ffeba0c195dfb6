package io.taskcall.oncall.setup;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.postgres.Members;
import io.taskcall.outbox.Persistence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
  private final Configuration configuration;
  private final Members members;
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  Setup(OncallConfig config, Configuration configuration, Members members) {
    this.config = config;
    this.configuration = configuration;
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
    prepare(file, () -> configuration.setUp(file, Instant.now()))
        .invoke(() -> LOG.infof("%s: %d services", file, wanted.services().size()))
        .flatMap(_ -> people(wanted.people()))
        .subscribe()
        .with(_ -> done.complete(true), failure -> LOG.error("the setup failed", failure));
  }

  /**
   * Tries until it succeeds. If what the file says and what people changed since don't fit
   * together, what there is stays: nobody shall sleep through an alert because of a file.
   */
  static Uni<Boolean> prepare(Path file, Supplier<Uni<Boolean>> setUp) {
    return Uni.createFrom()
        .<Boolean>deferred(setUp::get)
        .onFailure(failure -> !Persistence.isHopeless(failure))
        .invoke(failure -> LOG.warnf("%s: %s; will be tried again", file, failure))
        .onFailure(failure -> !Persistence.isHopeless(failure))
        .retry()
        .withBackOff(LOOK_EVERY, Duration.ofSeconds(2))
        .indefinitely()
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.errorf(failure, "%s does not fit what there is; alerts are dealt with by that", file);
          return false;
        });
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
