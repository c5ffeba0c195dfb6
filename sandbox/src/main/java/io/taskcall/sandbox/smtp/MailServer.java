package io.taskcall.sandbox.smtp;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.mail.Mailbox;
import io.taskcall.sandbox.memory.SwitchBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that takes mail for everybody and puts it into the mailbox. */
@ApplicationScoped
public class MailServer {
  private static final int CONNECTIONS_MAX = 500;
  private static final int MAIL_BYTES_MAX = 1024 * 1024;

  private final SMTPServer server;

  MailServer(SandboxConfig config, Mailbox mailbox, SwitchBoard switches) {
    server =
        SMTPServer.port(config.smtp().port())
            .bindAddress(Optional.of(address(config.smtp().host())))
            .hostName("mail.sandbox.example")
            .softwareName("TaskCall sandbox")
            .maxConnections(CONNECTIONS_MAX)
            .maxMessageSize(MAIL_BYTES_MAX)
            .insertReceivedHeaders(false)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .messageHandlerFactory(context -> new Receiving(mailbox, switches))
            .build();
  }

  void start(@Observes StartupEvent starting) {
    try {
      server.start();
    } catch (RuntimeException failed) {
      throw new IllegalStateException(
          "Mail can't be taken on port "
              + server.getPort()
              + " (sandbox.smtp.port): "
              + failed.getMessage(),
          failed);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    server.stop();
  }

  /** The one it really listens on. */
  public int port() {
    return server.getPortAllocated();
  }

  boolean running() {
    return server.isRunning();
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("sandbox.smtp.host is no address here: " + host, unknown);
    }
  }
}
