package io.taskcall.sync.calling;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.datadog.Datadog;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.DatadogIncident;
import io.taskcall.sync.domain.Listing;
import io.taskcall.sync.domain.Wish;
import io.taskcall.sync.postgres.Polls;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Declares an incident in Datadog, once: Datadog knows no request that is sent twice, so whoever is
 * not the first to try looks whether it is there already, by the mark that its title ends with.
 */
@ApplicationScoped
class Creator {
  /** So many may have been declared by others since a try of ours that we do not know about. */
  private static final int MARGIN = 300;

  private final Datadog datadog;
  private final Polls polls;
  private final SyncConfig config;

  Creator(Datadog datadog, Polls polls, SyncConfig config) {
    this.datadog = datadog;
    this.polls = polls;
    this.config = config;
  }

  Uni<Answer> create(Call call, Wish.Create wish) {
    var noted = withLink(call, wish);
    return call.attempt() == 1
        ? datadog.create(call.link().integrationId(), noted, Instant.now())
        : polls
            .listedUpTo(call.link().integrationId())
            .flatMap(listed -> findFrom(call, noted, Math.max(0, listed - MARGIN)));
  }

  private Wish.Create withLink(Call call, Wish.Create wish) {
    return config
        .publicUrl()
        .map(url -> wish.noted(url + "/api/v1/incidents/" + call.link().incidentId()))
        .orElse(wish);
  }

  /** Lists are true at once, unlike searches. */
  private Uni<Answer> findFrom(Call call, Wish.Create wish, int offset) {
    var integrationId = call.link().integrationId();
    return datadog
        .list(integrationId, offset, Instant.now())
        .flatMap(listing ->
            switch (listing) {
              case Listing.Failed(var failure) -> Uni.createFrom().item(failure);
              case Listing.Part part -> {
                var found = marked(part, call.link().mark());
                if (found.isPresent()) {
                  yield Uni.createFrom().item(new Answer.Shown(found.get(), Optional.empty()));
                }
                yield part.incidents().size() < Datadog.PART_MAX
                    ? datadog.create(integrationId, wish, Instant.now())
                    : findFrom(call, wish, offset + part.incidents().size());
              }
            });
  }

  private static Optional<DatadogIncident> marked(Listing.Part part, String mark) {
    return part.incidents().stream()
        .filter(incident -> incident.title() != null && incident.title().endsWith(mark))
        .findFirst();
  }
}
