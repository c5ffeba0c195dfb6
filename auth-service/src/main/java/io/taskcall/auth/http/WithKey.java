package io.taskcall.auth.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An integration with a new key.
 *
 * @param url what to give the tool; shown this once
 * @param key what the URL ends with; for Events API v2 also the routing_key
 */
record WithKey(@JsonUnwrapped IntegrationItem integration, String url, String key) {
  @Override
  public String toString() {
    return "(a new key of " + integration.name() + ")";
  }
}
