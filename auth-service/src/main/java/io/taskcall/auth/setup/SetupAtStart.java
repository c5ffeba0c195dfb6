package io.taskcall.auth.setup;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.datadog.GrantTrial;
import io.taskcall.auth.datadog.Revoking;
import io.taskcall.auth.domain.Setup;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.Step;
import io.taskcall.auth.kafka.TopicRepair;
import io.taskcall.auth.postgres.PostgresSetup;
import io.taskcall.auth.signin.OwnersPassword;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Applies the setup file before the service answers; a file that is wrong stops the start. */
@ApplicationScoped
class SetupAtStart {
  private static final Logger LOG = Logger.getLogger(SetupAtStart.class);

  private final AuthConfig config;
  private final Environment environment;
  private final Sites sites;
  private final Setup setup;
  private final PostgresSetup directory;
  private final OwnersPassword passwords;
  private final Clock clock;

  SetupAtStart(
      AuthConfig config,
      Config variables,
      Sites sites,
      Setup setup,
      PostgresSetup directory,
      OwnersPassword passwords,
      Clock clock) {
    this.config = config;
    this.environment = new Environment(name -> variables.getOptionalValue(name, String.class));
    this.sites = sites;
    this.setup = setup;
    this.directory = directory;
    this.passwords = passwords;
    this.clock = clock;
  }

  void on(@Observes StartupEvent event, GrantTrial grants, TopicRepair topics, Revoking revoking)
      throws Throwable {
    if (config.setupFile().isPresent()) {
      var steps = apply(Path.of(config.setupFile().get()));
      LOG.infof("the setup file was applied in %d steps", steps.size());
    }
    topics.begin();
    grants.begin();
    revoking.begin();
  }

  /** Brings the directory to what the file says, and returns the steps that took. */
  List<Step> apply(Path file) throws Throwable {
    var contents = read(file);
    // The database keeps microseconds.
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var steps =
        VertxContextSupport.subscribeAndAwait(
            () -> directory.apply(setup, contents.wanted(), contents.refreshTokens(), now));
    if (contents.ownerPassword().isPresent()) {
      var owner = contents.owner().id();
      var password = contents.ownerPassword().get();
      VertxContextSupport.subscribeAndAwait(() -> passwords.plant(owner, password));
    }
    return steps;
  }

  private SetupFile.Contents read(Path file) throws IOException {
    try (var yaml = Files.newBufferedReader(file)) {
      return SetupFile.read(String.valueOf(file.getFileName()), yaml, environment, sites);
    }
  }
}
