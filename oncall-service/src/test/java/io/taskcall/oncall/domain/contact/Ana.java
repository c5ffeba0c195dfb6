package io.taskcall.oncall.domain.contact;

import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.PageEvent.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Somebody with a mailbox, a phone and a laptop, at noon. */
public final class Ana {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final UUID ID = new UUID(0, 1);
  public static final String EMAIL = "ana@x.example";
  public static final ContactMethod MAIL = ContactMethod.ofAccount(ID, EMAIL).orElseThrow();
  public static final ContactMethod SMS = phone(11, Channel.SMS).verified(NOON);
  public static final ContactMethod VOICE = phone(12, Channel.VOICE).verified(NOON);
  public static final ContactMethod NEW_PHONE = phone(13, Channel.SMS);

  private Ana() {}

  private static ContactMethod phone(long id, Channel channel) {
    return ContactMethod.fresh(new UUID(1, id), channel, "+4917012345" + id, "phone " + id);
  }

  public static NotificationRule rule(Urgency urgency, ContactMethod method, int minutes) {
    return new NotificationRule(
        new UUID(2, method.id().getLeastSignificantBits() * 100 + minutes),
        urgency,
        method.id(),
        Duration.ofMinutes(minutes));
  }

  public static Reach reach(NotificationRule... rules) {
    return new Reach(List.of(SMS, VOICE, NEW_PHONE), List.of(rules), Optional.empty())
        .withAccount(ID, EMAIL);
  }
}
