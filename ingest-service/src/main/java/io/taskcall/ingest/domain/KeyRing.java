package io.taskcall.ingest.domain;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.Removed;
import io.taskcall.contracts.IntegrationEvent.Saved;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which key opens which integration. One thread tells it what happened, any number ask.
 *
 * <p>Keys are known by their SHA-256 alone, so comparing them tells a stranger nothing about any of
 * them.
 */
public final class KeyRing implements Integrations {
  private static final int KEY_MAX = 128;

  private record Entry(IntegrationEvent event, @Nullable Instant retiresAt) {}

  private final Map<String, Entry> entriesByHash = new ConcurrentHashMap<>();
  private final Map<UUID, List<IntegrationEvent.Key>> keysById = new ConcurrentHashMap<>();

  /** Takes in what happened to an integration: the last event is the whole truth. */
  public void learn(IntegrationEvent event) {
    var keys = event.keys();
    for (var key : keys) {
      entriesByHash.put(key.sha256(), new Entry(event, key.retiresAt()));
    }
    var before = keysById.put(event.integrationId(), keys);
    if (before != null) {
      before.stream().filter(old -> !contains(keys, old)).forEach(this::forget);
    }
  }

  @Override
  public Access access(String key, Tool tool, Instant now) {
    var entry = isWellFormed(key) ? entriesByHash.get(Ids.sha256(key)) : null;
    if (entry == null) {
      return new Access.Unknown();
    }
    return switch (entry.event()) {
      case Removed _ -> new Access.Gone();
      case Saved saved when saved.tool() != tool -> new Access.Unknown();
      case Saved _ when entry.retiresAt() != null && !now.isBefore(entry.retiresAt()) ->
          new Access.Gone();
      case Saved saved ->
          new Access.Granted(
              new Integration(
                  saved.integrationId(),
                  saved.organizationId(),
                  saved.serviceId(),
                  tool,
                  saved.state() == State.PAUSED));
    };
  }

  private void forget(IntegrationEvent.Key key) {
    entriesByHash.remove(key.sha256());
  }

  private static boolean contains(List<IntegrationEvent.Key> keys, IntegrationEvent.Key wanted) {
    return keys.stream().anyMatch(key -> key.sha256().equals(wanted.sha256()));
  }

  private static boolean isWellFormed(String key) {
    if (key.isEmpty() || key.length() > KEY_MAX) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean fine =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!fine) {
        return false;
      }
    }
    return true;
  }
}
