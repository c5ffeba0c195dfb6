package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.mail.Mailbox;
import io.taskcall.sandbox.domain.webhook.EventIds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one mailbox and the one counter of events. */
class Singletons {
  @Produces
  @Singleton
  Mailbox mailbox(SandboxConfig config) {
    return new Mailbox(config.mailbox().mailsMax(), config.mailbox().bodyBytesMax());
  }

  @Produces
  @Singleton
  EventIds eventIds() {
    return new EventIds();
  }
}
