package io.taskcall.sandbox.http;

import io.taskcall.sandbox.domain.fault.MailFaults;
import io.taskcall.sandbox.domain.fault.Switches;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The switches as people see and set them; what isn't named stays as it is. */
record SwitchesBody(
    @Nullable Integer delayMillis,
    @Nullable Integer failEvery,
    @Nullable Boolean revoked,
    @Nullable Integer rateLimitPerMinute,
    @Nullable Boolean loseWebhooks,
    @Nullable Integer mailDelayMillis,
    @Nullable Integer mailRefuseWith,
    @Nullable Boolean mailDropAfterData) {

  static SwitchesBody of(Switches switches) {
    return new SwitchesBody(
        switches.delayMillis(),
        switches.failEvery(),
        switches.revoked(),
        switches.rateLimitPerMinute(),
        switches.loseWebhooks(),
        switches.mail().delayMillis(),
        switches.mail().refuseWith(),
        switches.mail().dropAfterData());
  }

  Switches over(Switches known) {
    return new Switches(
        Objects.requireNonNullElse(delayMillis, known.delayMillis()),
        Objects.requireNonNullElse(failEvery, known.failEvery()),
        Objects.requireNonNullElse(revoked, known.revoked()),
        Objects.requireNonNullElse(rateLimitPerMinute, known.rateLimitPerMinute()),
        Objects.requireNonNullElse(loseWebhooks, known.loseWebhooks()),
        new MailFaults(
            Objects.requireNonNullElse(mailDelayMillis, known.mail().delayMillis()),
            Objects.requireNonNullElse(mailRefuseWith, known.mail().refuseWith()),
            Objects.requireNonNullElse(mailDropAfterData, known.mail().dropAfterData())));
  }
}
