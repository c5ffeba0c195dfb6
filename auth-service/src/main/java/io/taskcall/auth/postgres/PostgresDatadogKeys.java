package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.connect.DatadogKeys;
import io.taskcall.contracts.IntegrationEvent.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the keys of Datadogs that are connected without an authorization, sealed. */
@ApplicationScoped
public class PostgresDatadogKeys {
  private final Mutiny.SessionFactory sessions;
  private final Vault vault;

  PostgresDatadogKeys(Mutiny.SessionFactory sessions, Vault vault) {
    this.sessions = sessions;
    this.vault = vault;
  }

  /**
   * What is kept for an integration.
   *
   * @param webhook the name of the webhook that we made there
   */
  public record Held(
      UUID organizationId, State state, String site, DatadogKeys keys, String webhook) {}

  /** The keys of an integration that has some. */
  public Uni<Optional<Held>> of(UUID integration) {
    return sessions.withSession(session ->
        session
            .find(DatadogKeysRow.class, integration)
            .flatMap(keys ->
                keys == null
                    ? Uni.createFrom().item(Optional.empty())
                    : session.find(IntegrationRow.class, integration).map(row -> held(row, keys))));
  }

  /** The integrations whose keys have yet to prove themselves. */
  public Uni<List<UUID>> untried() {
    return sessions.withSession(session ->
        session
            .createSelectionQuery(
                """
                select i.id from IntegrationRow i, DatadogKeysRow k
                where k.integrationId = i.id and i.state = ?1 and not i.removed
                """,
                UUID.class)
            .setParameter(1, State.CREATED)
            .getResultList());
  }

  private Optional<Held> held(IntegrationRow row, DatadogKeysRow keys) {
    var site = row.site;
    return row.removed || site == null
        ? Optional.empty()
        : Optional.of(
            new Held(row.organizationId, row.state, site, keys.open(vault), keys.webhook));
  }
}
