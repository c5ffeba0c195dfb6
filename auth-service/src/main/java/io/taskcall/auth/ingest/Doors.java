package io.taskcall.auth.ingest;

import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.Secret;
import io.taskcall.contracts.IntegrationEvent.Tool;
import jakarta.enterprise.context.ApplicationScoped;

/** Where tools send their alerts. */
@ApplicationScoped
public class Doors {
  private final String outside;
  private final String inside;

  Doors(AuthConfig config) {
    this.outside = trimmed(config.publicUrl().toString());
    this.inside = config.ingestUrl().map(url -> trimmed(url.toString())).orElse(outside);
  }

  /** The Integration URL: what people paste into their tool. */
  public String url(Tool tool, Secret key) {
    return outside + path(tool) + key.reveal();
  }

  /** The same without its key, which is not kept. */
  public String urlWithoutKey(Tool tool) {
    return outside + path(tool) + "…";
  }

  /** The same as we reach it ourselves. */
  String ownUrl(Tool tool, Secret key) {
    return inside + path(tool) + key.reveal();
  }

  private static String path(Tool tool) {
    return switch (tool) {
      case DATADOG -> "/integrations/datadog/v1/";
      case ALERTMANAGER -> "/integrations/alertmanager/v1/";
      case EVENTS_V2 -> "/integrations/events/v2/";
    };
  }

  private static String trimmed(String url) {
    return url.replaceFirst("/+$", "");
  }
}
