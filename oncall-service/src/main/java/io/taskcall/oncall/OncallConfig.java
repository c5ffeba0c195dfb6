package io.taskcall.oncall;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.taskcall.oncall.domain.page.Lane;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything an operator can set on the on-call service. */
@ConfigMapping(prefix = "oncall")
public interface OncallConfig {
  /** Where people reach TaskCall: the front door's address, for links in mails. */
  @WithDefault("http://localhost:8080")
  URI publicUrl();

  /** Where vendors reach the front door, if not at {@link #publicUrl}. */
  Optional<URI> callbackUrl();

  /** Where auth publishes its keys, {@code TASKCALL_AUTH_JWKS_URL}; without, no token is good. */
  @WithDefault("${TASKCALL_AUTH_JWKS_URL:}")
  Optional<URI> authJwksUrl();

  /** What auth calls itself in tokens: its public URL. {@code TASKCALL_AUTH_ISSUER}. */
  @WithDefault("${TASKCALL_AUTH_ISSUER:http://localhost:8080}")
  URI authIssuer();

  /** The mail server. */
  Smtp smtp();

  /** What mails look like and how they are sent. */
  Mail mail();

  /** How messages other than mails are sent. */
  Channels channels();

  /**
   * How many messages a second each process hands over at most, to phones, chats, webhooks or the
   * mail server; without a number, as many as they take.
   */
  Map<Lane, Double> perSecond();

  /** The phone company. */
  Twilio twilio();

  /** Slack. */
  Slack slack();

  /** Webhooks of people. */
  Webhook webhook();

  /** How pages for the same person become one message. */
  Bundle bundle();

  /** The database. */
  Database database();

  /** How often the rules look for incidents whose time has come. */
  @WithDefault("250ms")
  Duration tick();

  /** How often the auditor looks at everything open. */
  @WithDefault("30s")
  Duration audit();

  /**
   * What is called after every audit that found all well, and not called otherwise: an address of a
   * watch outside, which raises the alarm when it is not called.
   */
  Optional<URI> auditHeartbeatUrl();

  /** The stream of changes. */
  Stream stream();

  /** How long a link in a mail shows how its incident ended; until then people answer by it. */
  @WithDefault("24h")
  Duration linkLife();

  /** How long handled events are remembered; at least as long as Kafka keeps them. */
  @WithDefault("35d")
  Duration remember();

  /** Services, policies and schedules to begin with; {@code TASKCALL_SETUP_FILE}. */
  @WithName("setup-file")
  @WithDefault("${taskcall.setup.file:}")
  Optional<Path> setupFile();

  /** How pages for the same person become one message. */
  interface Bundle {
    /**
     * After a message, how long what else is to reach the same place is gathered; the first goes at
     * once, and so does the next when all before it is dealt with. With 0, each page is a message.
     */
    @WithDefault("5s")
    Duration window();

    /** How long it is gathered at most, when pages keep coming and nobody deals with them. */
    @WithDefault("30s")
    Duration longest();
  }

  /** The database. */
  interface Database {
    /** How long it may take for one statement; a transaction may take twice as long. */
    @WithDefault("10s")
    Duration patience();
  }

  /** The stream of changes. */
  interface Stream {
    /** How many may follow it at once; each keeps a connection. */
    @WithDefault("50")
    int clients();

    /** How often something is sent to those for whom there is nothing. */
    @WithDefault("15s")
    Duration heartbeat();

    /** After how long a client has to connect again, with a key that is still good. */
    @WithDefault("15m")
    Duration life();

    /** How often changes are looked for while somebody follows. */
    @WithDefault("250ms")
    Duration poll();
  }

  /** The mail server. */
  interface Smtp {
    /** Its host. */
    @WithDefault("localhost")
    String host();

    /** Its port. */
    @WithDefault("8025")
    int port();

    /** {@code disabled}, {@code optional} or {@code required}. */
    @WithDefault("optional")
    String startTls();

    /** Speak TLS from the start. */
    @WithDefault("false")
    boolean tls();

    /** The user, if it wants one. */
    Optional<String> username();

    /** The user's password. */
    Optional<String> password();
  }

  /** How messages other than mails are sent. */
  interface Channels {
    /** How many messages are handed over at once, to phones, to chats and to webhooks each. */
    @WithDefault("24")
    int connections();

    /** How long a vendor may take for one message. */
    @WithDefault("8s")
    Duration timeout();
  }

  /** The phone company, or whoever speaks as Twilio does; without an account nobody is called. */
  interface Twilio {
    /** Its API. */
    @WithDefault("https://api.twilio.com")
    URI url();

    /** The account, such as {@code AC…}. */
    Optional<String> accountSid();

    /** The account's secret, which also signs what the phone company tells us. */
    Optional<String> authToken();

    /** The number that calls and sends. */
    Optional<String> from();

    /** Another one, for what the first has no receipt of. */
    Second second();

    /** How long a receipt may take before the second one is asked. */
    @WithDefault("60s")
    Duration receiptWithin();

    /** A second vendor of the same kind. */
    interface Second {
      /** Its API. */
      @WithDefault("https://api.twilio.com")
      URI url();

      /** The account. */
      Optional<String> accountSid();

      /** The account's secret. */
      Optional<String> authToken();

      /** The number that calls and sends. */
      Optional<String> from();
    }
  }

  /** Slack; without a token nobody is written to there. */
  interface Slack {
    /** Its API. */
    @WithDefault("https://slack.com/api")
    URI url();

    /** The token of the app's bot. */
    Optional<String> token();

    /** What Slack signs with when somebody presses a button. */
    Optional<String> signingSecret();
  }

  /** Webhooks of people. */
  interface Webhook {
    /** Hosts that may be called although their addresses are not of the public internet. */
    Optional<Set<String>> privateHosts();
  }

  /** What mails look like and how they are sent. */
  interface Mail {
    /** The sender. */
    @WithDefault("TaskCall <taskcall@localhost>")
    String from();

    /** How many mails are sent at once, each on a connection of its own. */
    @WithDefault("24")
    int connections();

    /** How long the mail server may take for one mail. */
    @WithDefault("8s")
    Duration timeout();

    /** The wait before a failed mail is tried again; it doubles up to {@link #retryLongest}. */
    @WithDefault("1s")
    Duration retryFirst();

    /** The longest wait before a failed mail is tried again. */
    @WithDefault("1m")
    Duration retryLongest();
  }
}
