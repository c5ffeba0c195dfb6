package io.taskcall.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Everything an operator can set on the sync service. */
@ConfigMapping(prefix = "sync")
public interface SyncConfig {
  /** Where auth is, which hands out access tokens for Datadog. */
  @WithDefault("http://localhost:8085")
  URI authUrl();

  /** What auth knows us by. */
  String internalSecret();

  /** How often we look for calls that are due. */
  @WithDefault("500ms")
  Duration poll();

  /** How many calls are made at once. */
  @WithDefault("4")
  int lanes();

  /** How long a call may take before somebody else may make it. */
  @WithDefault("60s")
  Duration lease();

  /** How long a request to Datadog or to auth may take. */
  @WithDefault("10s")
  Duration requestTimeout();

  /** How long a call waits after its first failure; doubled with each further one. */
  @WithDefault("1s")
  Duration retryFirst();

  /** The longest wait between two tries. */
  @WithDefault("2m")
  Duration retryLongest();

  /** How long a call is tried before it is parked. */
  @WithDefault("3d")
  Duration giveUpAfter();

  /** How long an integration is left alone when Datadog does not let us in. */
  @WithDefault("10m")
  Duration disconnectedHold();

  /** How long what is over is remembered; at least as long as Kafka keeps its topics. */
  @WithDefault("35d")
  Duration remember();

  /** How often what is past remembering is deleted. */
  @WithDefault("1h")
  Duration forgetEvery();
}
