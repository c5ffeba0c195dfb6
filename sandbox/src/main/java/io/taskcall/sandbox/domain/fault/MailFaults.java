package io.taskcall.sandbox.domain.fault;

/**
 * What goes wrong with mail.
 *
 * @param delayMillis how long the server thinks before it takes a mail
 * @param refuseWith the SMTP code that every mail gets (451, 550, …), or 0 for none
 * @param dropAfterData whether the line goes dead after a mail was taken, before the answer
 */
public record MailFaults(int delayMillis, int refuseWith, boolean dropAfterData) {
  public static final MailFaults NONE = new MailFaults(0, 0, false);

  public MailFaults {
    if (delayMillis < 0) {
      throw new IllegalArgumentException(
          "mailDelayMillis must not be negative, was " + delayMillis);
    }
    if (refuseWith != 0 && (refuseWith < 400 || refuseWith > 599)) {
      throw new IllegalArgumentException(
          "mailRefuseWith must be 0 or 400 to 599, was " + refuseWith);
    }
  }
}
