package io.taskcall.bench;

import java.util.function.BooleanSupplier;

/**
 * Whether so many incidents were in some mail. As a mail may be about many, its text is looked at,
 * but only when there are few mails and new ones: looking must not slow down what is measured.
 */
final class EveryIncident implements BooleanSupplier {
  private static final long FEW = 300;

  private final Mailbox mailbox;
  private final long wanted;
  private long seen = -1;

  EveryIncident(Mailbox mailbox, long wanted) {
    this.mailbox = mailbox;
    this.wanted = wanted;
  }

  @Override
  public boolean getAsBoolean() {
    long mails = mailbox.count();
    if (mails >= wanted) {
      return true;
    }
    if (mails == seen || mails > FEW) {
      return false;
    }
    seen = mails;
    return mailbox.incidents().size() >= wanted;
  }
}
