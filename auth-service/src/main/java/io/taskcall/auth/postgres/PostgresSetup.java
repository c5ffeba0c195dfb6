package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Setup;
import io.taskcall.auth.domain.Step;
import io.taskcall.auth.domain.Wanted;
import io.taskcall.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Brings the directory to what the setup file says, in one transaction, and says what changed. */
@ApplicationScoped
public class PostgresSetup {
  private final Mutiny.SessionFactory sessions;
  private final Outbox outbox;
  private final Vault vault;

  PostgresSetup(Mutiny.SessionFactory sessions, Outbox outbox, Vault vault) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.vault = vault;
  }

  /**
   * Takes the steps that are needed and returns them.
   *
   * @param refreshTokens by integration, those that may have to be planted
   */
  public Uni<List<Step>> apply(
      Setup setup, Wanted wanted, Map<UUID, Secret> refreshTokens, Instant now) {
    return sessions
        .withTransaction(session ->
            SetupLock.take(session)
                .flatMap(_ -> DirectoryRows.load(session, wanted.organization().id()))
                .flatMap(rows -> {
                  var asked = wanted.without(rows.uninstalled());
                  var steps = setup.plan(rows.ofSetup(asked), asked, now);
                  var taken = new SetupSteps(session, outbox, vault, rows, asked, now);
                  return Multi.createFrom()
                      .iterable(steps)
                      .onItem()
                      .transformToUniAndConcatenate(step -> taken.take(step, refreshTokens))
                      .collect()
                      .asList()
                      .replaceWith(steps);
                }))
        .invoke(outbox::nudge);
  }
}
