package io.taskcall.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything an operator can set on the ingest service. */
@ConfigMapping(prefix = "ingest")
public interface IngestConfig {
  /** The largest body taken, in bytes. */
  @WithDefault("262144")
  int bodyBytesMax();

  /** How long a sender may take to send a body. */
  @WithDefault("10s")
  Duration bodyWithin();

  /** How many requests may wait for Kafka at once; more are told to come again. */
  @WithDefault("4096")
  int waitingRequestsMax();

  /** How many bytes of bodies may be held at once; more are told to come again. */
  @WithDefault("25165824")
  long waitingBytesMax();

  /**
   * How long Kafka may take to store what arrived before the sender hears that it could not be
   * stored. Datadog waits 15 s.
   */
  @WithDefault("8s")
  Duration storedWithin();

  /** How records travel to the broker: uncompressed, so that a reader needs no codec. */
  Producer producer();

  /** How records are gathered for the broker. */
  interface Producer {
    /** How long a record may wait for others to travel with. */
    @WithDefault("2ms")
    Duration linger();

    /** How many bytes travel to one partition together. */
    @WithDefault("65536")
    int batchBytes();

    /** Memory for records that have not been stored yet. */
    @WithDefault("50331648")
    long bufferBytes();
  }
}
