package io.taskcall.sandbox.http;

import io.taskcall.sandbox.domain.fault.MailFaults;
import io.taskcall.sandbox.domain.fault.Switches;
import io.taskcall.sandbox.domain.fault.VendorFaults;
import io.taskcall.sandbox.domain.fault.Vendors;
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
    @Nullable Boolean mailDropAfterData,
    @Nullable Integer phoneDelayMillis,
    @Nullable Integer phoneRefuseWith,
    @Nullable Boolean phoneHangAfterAccept,
    @Nullable Boolean phoneUndeliverable,
    @Nullable Integer chatDelayMillis,
    @Nullable Integer chatRefuseWith,
    @Nullable Boolean chatHangAfterAccept,
    @Nullable Integer hookDelayMillis,
    @Nullable Integer hookRefuseWith,
    @Nullable Boolean hookHangAfterAccept) {

  static SwitchesBody of(Switches switches) {
    return new SwitchesBody(
        switches.delayMillis(),
        switches.failEvery(),
        switches.revoked(),
        switches.rateLimitPerMinute(),
        switches.loseWebhooks(),
        switches.mail().delayMillis(),
        switches.mail().refuseWith(),
        switches.mail().dropAfterData(),
        switches.vendors().phone().delayMillis(),
        switches.vendors().phone().refuseWith(),
        switches.vendors().phone().hangAfterAccept(),
        switches.vendors().undeliverable(),
        switches.vendors().chat().delayMillis(),
        switches.vendors().chat().refuseWith(),
        switches.vendors().chat().hangAfterAccept(),
        switches.vendors().hooks().delayMillis(),
        switches.vendors().hooks().refuseWith(),
        switches.vendors().hooks().hangAfterAccept());
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
            Objects.requireNonNullElse(mailDropAfterData, known.mail().dropAfterData())),
        over(known.vendors()));
  }

  private Vendors over(Vendors known) {
    return new Vendors(
        over(known.phone(), phoneDelayMillis, phoneRefuseWith, phoneHangAfterAccept),
        Objects.requireNonNullElse(phoneUndeliverable, known.undeliverable()),
        over(known.chat(), chatDelayMillis, chatRefuseWith, chatHangAfterAccept),
        over(known.hooks(), hookDelayMillis, hookRefuseWith, hookHangAfterAccept));
  }

  private static VendorFaults over(
      VendorFaults known,
      @Nullable Integer delayMillis,
      @Nullable Integer refuseWith,
      @Nullable Boolean hangAfterAccept) {
    return new VendorFaults(
        Objects.requireNonNullElse(delayMillis, known.delayMillis()),
        Objects.requireNonNullElse(refuseWith, known.refuseWith()),
        Objects.requireNonNullElse(hangAfterAccept, known.hangAfterAccept()));
  }
}
