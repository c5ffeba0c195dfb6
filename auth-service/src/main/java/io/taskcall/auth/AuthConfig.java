package io.taskcall.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** The front door as people's browsers and tools see it; https makes cookies secure. */
  @WithDefault("http://localhost:8080")
  URI publicUrl();

  /** Where tests of an integration are sent; without it, the front door. */
  Optional<URI> ingestUrl();

  /** Who may sign in, and for how long. */
  SignIn signIn();

  /** How long a key signs tokens before another does; two hours or more. */
  @WithDefault("P1D")
  Duration signingKeyEvery();

  /** How we ask the providers at which people sign in. */
  Sso sso();

  /** How we are known at Datadog, and how long we wait for it. */
  Datadog datadog();

  /** Whether anybody may register an organization here. */
  @WithDefault("false")
  boolean registration();

  /** How letters leave. */
  Mail mail();

  /** The mail server, and who writes. */
  interface Mail {
    /** The sender. */
    @WithDefault("TaskCall <taskcall@localhost>")
    String from();

    /** The mail server's host. */
    @WithDefault("localhost")
    String smtpHost();

    /** The mail server's port. */
    @WithDefault("8025")
    int smtpPort();

    /** {@code disabled}, {@code optional} or {@code required}. */
    @WithDefault("optional")
    String smtpStartTls();

    /** Speak TLS from the start. */
    @WithDefault("false")
    boolean smtpTls();

    /** The user, if it wants one. */
    Optional<String> smtpUsername();

    /** The user's password. */
    Optional<String> smtpPassword();

    /** How long the mail server may take for one letter. */
    @WithDefault("PT8S")
    Duration timeout();
  }

  /** Passwords and sessions. */
  interface SignIn {
    /** How long a session lasts without being used. */
    @WithDefault("PT12H")
    Duration idle();

    /** How long a session lasts at most. */
    @WithDefault("P7D")
    Duration life();

    /** The longest that wrong passwords make the next try wait. */
    @WithDefault("PT1M")
    Duration waitLongest();

    /** The shortest password that may be chosen. */
    @WithDefault("10")
    int passwordLengthMin();

    /** What hashing a password costs: memory in KiB. */
    @WithDefault("19456")
    int hashMemoryKib();

    /** What hashing a password costs: passes over that memory. */
    @WithDefault("2")
    int hashPasses();
  }

  /** Single sign-on through OpenID Connect. */
  interface Sso {
    /**
     * Hosts of providers that may be asked although their addresses are not of the public internet;
     * they need no TLS.
     */
    Optional<Set<String>> privateHosts();

    /** How long to wait for a provider's answer. */
    @WithDefault("PT10S")
    Duration timeout();

    /** How long people may take to sign in at their provider. */
    @WithDefault("PT10M")
    Duration signInWithin();
  }

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

    /** Where browsers find those sites, if not at their API URLs; by site. */
    Map<String, URI> pages();

    /** What people must be allowed to do at Datadog for the mirror to work. */
    @WithDefault("monitors_read,events_read,incident_read,incident_write")
    Set<String> scopes();

    /** How long people may take at Datadog to allow TaskCall. */
    @WithDefault("PT10M")
    Duration connectWithin();

    /**
     * Whether Datadog must hand our state back. Its documentation is silent on that; without it,
     * the session and the proof of possession (PKCE) still tie the answer to the question.
     */
    @WithDefault("true")
    boolean stateRequired();
  }
}
