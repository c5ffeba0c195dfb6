package io.taskcall.sandbox.smtp;

import io.taskcall.sandbox.domain.mail.Mailbox;
import io.taskcall.sandbox.memory.SwitchBoard;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One mail as it comes in; what the switches say goes wrong, goes wrong here. */
class Receiving implements MessageHandler {
  private final Mailbox mailbox;
  private final SwitchBoard switches;
  private final List<String> recipients = new ArrayList<>();

  Receiving(Mailbox mailbox, SwitchBoard switches) {
    this.mailbox = mailbox;
    this.switches = switches;
  }

  @Override
  public void from(String from) {}

  @Override
  public void recipient(String recipient) {
    recipients.add(recipient);
  }

  @Override
  public @Nullable String data(InputStream data) throws RejectException, IOException {
    var bytes = data.readAllBytes();
    var received = Instant.now();
    var faults = switches.switches().mail();
    if (faults.delayMillis() > 0) {
      pause(faults.delayMillis());
    }
    if (faults.refuseWith() != 0) {
      throw new RejectException(faults.refuseWith(), "Refused, as the sandbox was told to");
    }
    var content = MailContent.read(bytes);
    recipients.forEach(to -> mailbox.add(content.to(to, received)));
    if (faults.dropAfterData()) {
      throw new DropConnectionException("Dropped, as the sandbox was told to");
    }
    return null;
  }

  @Override
  public void done() {}

  private static void pause(int millis) {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
        .join();
  }
}
