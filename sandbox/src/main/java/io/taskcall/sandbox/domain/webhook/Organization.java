package io.taskcall.sandbox.domain.webhook;

/**
 * The Datadog organization that all of this happens in.
 *
 * @param app where its people look, without a slash at the end
 */
public record Organization(String id, String name, String app) {
  /** The only one that the sandbox has. */
  public static final Organization SANDBOX =
      new Organization("1000831", "TaskCall Sandbox", "https://app.datadoghq.com");
}
