package io.taskcall.sandbox.domain.fault;

/**
 * What goes wrong in the sandbox at the moment.
 *
 * @param delayMillis how long Datadog's API thinks before it answers
 * @param failEvery every nth call to Datadog's API ends in 500; 0 for none
 * @param revoked whether every grant counts as revoked by its user
 * @param rateLimitPerMinute how many calls Datadog's API takes; 0 for its usual limit
 * @param loseWebhooks whether webhooks are lost instead of sent
 */
public record Switches(
    int delayMillis,
    int failEvery,
    boolean revoked,
    int rateLimitPerMinute,
    boolean loseWebhooks,
    MailFaults mail,
    Vendors vendors) {
  public static final Switches NONE =
      new Switches(0, 0, false, 0, false, MailFaults.NONE, Vendors.WELL);

  public Switches {
    if (delayMillis < 0 || failEvery < 0 || rateLimitPerMinute < 0) {
      throw new IllegalArgumentException(
          "delayMillis, failEvery and rateLimitPerMinute must not be negative");
    }
  }
}
