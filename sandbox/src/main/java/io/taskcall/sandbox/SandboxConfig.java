package io.taskcall.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Everything that can be set on the sandbox. */
@ConfigMapping(prefix = "sandbox")
public interface SandboxConfig {
  Smtp smtp();

  Mailbox mailbox();

  Datadog datadog();

  OpenId openid();

  Webhook webhook();

  Phone phone();

  Slack slack();

  interface Smtp {
    @WithDefault("127.0.0.1")
    String host();

    /** 0 takes any free port. */
    @WithDefault("8025")
    int port();
  }

  interface Mailbox {
    @WithDefault("50000")
    int mailsMax();

    /** How much the packed texts of all mails may take together. */
    @WithDefault("16000000")
    long bodyBytesMax();
  }

  interface Datadog {
    @WithDefault("taskcall")
    String clientId();

    @WithDefault("sandbox-secret")
    String clientSecret();

    /** What TaskCall's client is registered for; nothing else is granted. */
    @WithDefault("monitors_read,events_read,incident_write,incident_read")
    Set<String> scopes();

    /** Empty: any address on this machine. */
    Optional<Set<String>> redirectUris();

    /** What comes back in {@code domain} when somebody authorized. */
    @WithDefault("sandbox")
    String domain();

    /** The refresh token of a grant that is there from the start. */
    @WithDefault("sandbox-refresh-token")
    String refreshToken();

    /** Seals tokens. Keep it, and a restarted sandbox knows the tokens that it gave out. */
    @WithDefault("sandbox-token-secret")
    String tokenSecret();

    @WithDefault("sandbox-api-key")
    String apiKey();

    @WithDefault("sandbox-application-key")
    String applicationKey();

    /** How far the search lags behind. */
    @WithDefault("PT2S")
    Duration searchDelay();

    /** How many calls a minute the API takes while no switch says otherwise. */
    @WithDefault("6000")
    int rateLimitPerMinute();
  }

  interface OpenId {
    @WithDefault("taskcall")
    String clientId();

    @WithDefault("sandbox-openid-secret")
    String clientSecret();

    /** Empty: any address on this machine. */
    Optional<Set<String>> redirectUris();
  }

  interface Webhook {
    /** Where the webhook {@code taskcall} goes. */
    Optional<String> url();

    /** The pause before the first retry; each further one is twice as long. */
    @WithDefault("PT0.5S")
    Duration backoff();

    @WithDefault("PT15S")
    Duration timeout();
  }

  interface Phone {
    @WithDefault("ACsandbox0000000000000000000000000")
    String accountSid();

    /** What callers show, and what signs everything that is posted to them. */
    @WithDefault("sandbox-phone-token")
    String authToken();

    /** Where replies to texts go. */
    Optional<String> smsUrl();
  }

  interface Slack {
    @WithDefault("xoxb-sandbox-token")
    String token();

    @WithDefault("sandbox-slack-secret")
    String signingSecret();

    /** Where it is told that somebody pressed a button. */
    Optional<String> interactionUrl();
  }
}
