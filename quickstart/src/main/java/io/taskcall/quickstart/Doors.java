package io.taskcall.quickstart;

import io.taskcall.contracts.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The Integration URLs of the demo organization, by the integration's id. */
final class Doors {
  private static final UUID ORGANIZATION = Ids.derive("organization", "demo");
  private static final Map<String, String> KEYS_BY_NAME =
      Map.of(
          "Datadog", Secrets.DATADOG_KEY,
          "Alertmanager", Secrets.ALERTMANAGER_KEY,
          "Events", Secrets.EVENTS_KEY,
          "Datadog (payments)", Secrets.PAYMENTS_KEY);

  private final Settings settings;
  private final Map<UUID, String> keys = new LinkedHashMap<>();

  Doors(Settings settings) {
    this.settings = settings;
    var secrets = Secrets.in(settings.data());
    KEYS_BY_NAME.forEach(
        (name, key) -> keys.put(Ids.derive("integration", ORGANIZATION, name), secrets.get(key)));
  }

  /** The URL that leads to an integration through the door of that path, which lacks the key. */
  String keyed(UUID integration, String path) {
    var key = keys.get(integration);
    if (key == null) {
      throw new StartFailed("integration " + integration + " is none of quickstart/demo.yaml");
    }
    return settings.url() + (path.endsWith("/") ? path : path + "/") + key;
  }
}
