package io.taskcall.dedup;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Everything an operator can set on the dedup service, beside where Kafka is. */
@ConfigMapping(prefix = "dedup")
public interface DedupConfig {
  /** Where auth publishes its keys, {@code TASKCALL_AUTH_JWKS_URL}; without, no token is good. */
  @WithDefault("${TASKCALL_AUTH_JWKS_URL:}")
  Optional<URI> authJwksUrl();

  /** What auth calls itself in tokens: its public URL. {@code TASKCALL_AUTH_ISSUER}. */
  @WithDefault("${TASKCALL_AUTH_ISSUER:http://localhost:8080}")
  URI authIssuer();

  /** How often at most the repeats of one alert are told. */
  @WithDefault("30s")
  Duration repeatEvery();

  /** When an alert flaps. */
  Flap flap();

  /** How long a firing alert may be silent before it is taken to be over. */
  @WithDefault("7d")
  Duration expireAfter();

  /** How long a quiet alert is remembered, so that what comes late opens nothing. */
  @WithDefault("7d")
  Duration forgetAfter();

  /** How many observations of an alert are remembered one by one. */
  @WithDefault("16")
  int remembered();

  /** The name that this service's instances share in Kafka: group, changelog, transactions. */
  @WithDefault("taskcall-dedup")
  String applicationId();

  /**
   * Where the state is kept on disk. It is a copy of the changelog in Kafka: losing it costs the
   * time to read that again, not more.
   */
  @WithDefault("${java.io.tmpdir}/taskcall-dedup")
  String stateDir();

  /** How many partitions are judged at the same time. */
  @WithDefault("2")
  int threads();

  /** How long a change waits at most until others may read it; shorter costs throughput. */
  @WithDefault("30ms")
  Duration commitInterval();

  /** How much of the state is kept in memory, outside the heap. */
  @WithDefault("32M")
  MemorySize stateCache();

  /** How long to wait after a failure before trying again. */
  @WithDefault("1s")
  Duration retryAfter();

  /** An alert that opens this often within the window flaps, until it is calm for the window. */
  interface Flap {
    /** How many openings. */
    @WithDefault("4")
    int openings();

    /** Within how long. */
    @WithDefault("15m")
    Duration window();
  }
}
