package io.taskcall.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything an operator can set on the auth service. */
@ConfigMapping(prefix = "auth")
public interface AuthConfig {
  /**
   * The file that says who is in the organization and what is integrated; without it, nothing is
   * set up.
   */
  Optional<String> setupFile();

  /** What datadog-sync-service must present to get an access token. */
  String internalSecret();

  /** Seals secrets in the database: 32 bytes in base64. */
  String encryptionKey();

  /** Encryption keys of the past, which still open what they sealed. */
  Optional<List<String>> oldEncryptionKeys();

  /** How long an integration key goes on working after the setup file has replaced it. */
  @WithDefault("PT24H")
  Duration keyGrace();

  /** How we are known at Datadog, and how long we wait for it. */
  Datadog datadog();

  /** The OAuth client that TaskCall is at Datadog. */
  interface Datadog {
    /** The client's id. */
    @WithDefault("taskcall")
    String clientId();

    /** The client's secret; without it no access token can be had. */
    Optional<String> clientSecret();

    /** How long to wait for an answer to a token request. */
    @WithDefault("PT10S")
    Duration timeout();

    /** How long to wait before a new grant that could not be tried is tried again. */
    @WithDefault("PT15S")
    Duration retryAfter();

    /** API URLs of sites beside Datadog's own, by site. */
    Map<String, URI> sites();
  }
}
