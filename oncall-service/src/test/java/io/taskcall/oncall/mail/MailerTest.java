package io.taskcall.oncall.mail;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskcall.oncall.OncallConfig;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class MailerTest {
  @Test
  void server_that_says_nothing_does_not_keep_its_connection() throws Exception {
    var vertx = Vertx.vertx();
    try (var silent = new ServerSocket(0)) {
      var client = MailClient.create(vertx, Mailer.mailConfig(config(silent.getLocalPort())));
      var mail = new MailMessage("a@example.com", "b@example.com", "subject", "text");
      var given = client.sendMail(mail).toCompletionStage().toCompletableFuture();
      assertThat(given).failsWithin(10, SECONDS);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
    }
  }

  private static OncallConfig config(int port) {
    return new SmallRyeConfigBuilder()
        .withMapping(OncallConfig.class)
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withDefaultValue("oncall.smtp.host", "localhost")
        .withDefaultValue("oncall.smtp.port", Integer.toString(port))
        .withDefaultValue("oncall.mail.timeout", "0.3s")
        .build()
        .getConfigMapping(OncallConfig.class);
  }
}
