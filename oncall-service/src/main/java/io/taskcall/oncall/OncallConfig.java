package io.taskcall.oncall;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything an operator can set on the on-call service. */
@ConfigMapping(prefix = "oncall")
public interface OncallConfig {
  /** Where people reach TaskCall: the front door's address, for links in mails. */
  @WithDefault("http://localhost:8080")
  URI publicUrl();

  /** The mail server. */
  Smtp smtp();

  /** What mails look like and how they are sent. */
  Mail mail();

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
