package io.taskcall.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Everything an operator can set on the sync service. */
@ConfigMapping(prefix = "sync")
public interface SyncConfig {
  /** Where auth is, which hands out access tokens for Datadog. */
  @WithDefault("http://localhost:8085")
  URI authUrl();

  /** Where auth publishes its keys, {@code TASKCALL_AUTH_JWKS_URL}; without, no token is good. */
  @WithDefault("${TASKCALL_AUTH_JWKS_URL:}")
  Optional<URI> authJwksUrl();

  /** What auth calls itself in tokens: its public URL. {@code TASKCALL_AUTH_ISSUER}. */
  @WithDefault("${TASKCALL_AUTH_ISSUER:http://localhost:8080}")
  URI authIssuer();

  /** Where people find TaskCall, for links in Datadog. */
  Optional<URI> publicUrl();

  /** What auth knows us by. */
  String internalSecret();

  /** How often we look for calls that are due, besides whenever we hear of one. */
  @WithDefault("500ms")
  Duration poll();

  /** How many calls are made at once. */
  @WithDefault("16")
  int lanes();

  /** How many of them for one organization, so that it delays nobody but itself. */
  @WithDefault("4")
  int lanesPerOrganization();

  /** How long a call may take before somebody else may make it. */
  @WithDefault("60s")
  Duration lease();

  /** After how long a process that no longer says that it is alive loses what it was about. */
  @WithDefault("15s")
  Duration deadAfter();

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

  /** After how many failures in a row a Datadog site is left alone. */
  @WithDefault("10")
  int breakerFailures();

  /** For how long it is left alone then. */
  @WithDefault("15s")
  Duration breakerPause();

  /** How soon Datadog is asked again what changed when it had something to tell. */
  @WithDefault("15s")
  Duration pollingShortest();

  /** How late at most while it has not; {@code polling-enabled} turns all of it off. */
  @WithDefault("2m")
  Duration pollingLongest();

  /** How far Datadog's search may lag behind what it has shown us. */
  @WithDefault("60s")
  Duration pollingLag();

  /** How often a monitor whose alert goes on is asked whether it does. */
  @WithDefault("5m")
  Duration monitorEvery();

  /** How long a monitor's priority is taken to be what it was when Datadog told us. */
  @WithDefault("10m")
  Duration monitorPriorityKept();

  /** Whether Datadog is asked at all what webhooks may not have told. */
  @WithDefault("true")
  boolean pollingEnabled();

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
