package io.taskcall.auth.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * An integration with a new key.
 *
 * @param url what to give the tool; shown this once
 * @param webhook what came of the webhook in Datadog that TaskCall makes where it has keys
 * @param key what the URL ends with; for Events API v2 also the routing_key
 */
record WithKey(
    @JsonUnwrapped IntegrationItem integration,
    String url,
    String key,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String webhook) {
  @Override
  public String toString() {
    return "(a new key of " + integration.name() + ")";
  }
}
