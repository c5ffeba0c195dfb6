package io.taskcall.sandbox.delivery;

import java.time.Instant;

/**
 * One try to deliver a webhook.
 *
 * @param status the answer's, or 0 if none came
 * @param error why none came, or empty
 */
public record Attempt(Instant at, int status, String error, long tookMillis) {
  /** Datadog tries again after our failures and its own, never after being refused. */
  boolean worthARetry() {
    return status == 0 || status >= 500;
  }

  boolean accepted() {
    return status >= 200 && status < 400;
  }
}
