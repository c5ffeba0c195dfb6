package io.taskcall.oncall.domain.contact;

import io.taskcall.contracts.PageEvent.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One way to reach a person.
 *
 * @param address where it leads: a mailbox, a phone number, a channel, a URL
 * @param label what its owner calls it; may be empty
 * @param verifiedAt when its owner proved to be there; it does not count before
 */
public record ContactMethod(
    UUID id, Channel channel, String address, String label, Optional<Instant> verifiedAt) {
  private static final Pattern MAILBOX = Pattern.compile("[^\\s<>\"@,;:]+@[^\\s<>\"@,;:]+");
  private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern SLACK = Pattern.compile("[CDGUW][A-Z0-9]{2,20}");

  /** One that still has to be verified. */
  public static ContactMethod fresh(UUID id, Channel channel, String address, String label) {
    return new ContactMethod(id, channel, address, label, Optional.empty());
  }

  /**
   * The mailbox of a person's account, which nobody has to verify again. Its id is that of the
   * person. Empty if what we have is no address.
   */
  public static Optional<ContactMethod> ofAccount(UUID userId, String email) {
    return isMailbox(email)
        ? Optional.of(
            new ContactMethod(userId, Channel.EMAIL, email, "account", Optional.of(Instant.EPOCH)))
        : Optional.empty();
  }

  /** False if a text cannot be an address of a channel; {@link #form} says what one looks like. */
  public static boolean fits(Channel channel, String address) {
    return switch (channel) {
      case EMAIL -> isMailbox(address);
      case SMS, VOICE -> PHONE.matcher(address).matches();
      case SLACK -> SLACK.matcher(address).matches();
      case PUSH -> address.startsWith("{") && address.contains("\"p256dh\"");
      case TEAMS, WEBHOOK -> address.startsWith("https://") || address.startsWith("http://");
    };
  }

  /** What an address of a channel looks like. */
  public static String form(Channel channel) {
    return switch (channel) {
      case EMAIL -> "is an e-mail address such as ana@example.com";
      case SMS, VOICE -> "is a phone number in international form such as +491701234567";
      case SLACK -> "is the id of a Slack member or channel such as U012AB3CD";
      case TEAMS -> "is the URL of a Teams incoming webhook";
      case WEBHOOK -> "is an http or https URL";
      case PUSH -> "is a push subscription of a browser, as JSON";
    };
  }

  /** True if it counts. */
  public boolean isVerified() {
    return verifiedAt.isPresent();
  }

  /** The same way, proved. */
  public ContactMethod verified(Instant at) {
    return new ContactMethod(id, channel, address, label, Optional.of(at));
  }

  private static boolean isMailbox(String text) {
    return MAILBOX.matcher(text).matches();
  }
}
