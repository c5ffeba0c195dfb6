package io.taskcall.oncall.setup;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Definitions;
import io.taskcall.oncall.postgres.Definitions.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Knows who may change a team without the right to configure. */
@ApplicationScoped
public class TeamManagers {
  private final Definitions definitions;

  TeamManagers(Definitions definitions) {
    this.definitions = definitions;
  }

  /** The managers of a team, by its id or its key; empty if there is no such team. */
  public Uni<Optional<Set<UUID>>> of(UUID organization, String idOrKey) {
    return definitions
        .known(organization)
        .map(known ->
            Configuration.find(known, Kind.TEAM, idOrKey)
                .map(team ->
                    team.data()
                        .path("managers")
                        .valueStream()
                        .map(email -> known.people().get(email.asText().toLowerCase(Locale.ROOT)))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())));
  }
}
