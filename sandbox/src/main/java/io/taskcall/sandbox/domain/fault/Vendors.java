package io.taskcall.sandbox.domain.fault;

/**
 * What goes wrong with whoever carries messages.
 *
 * @param phone the phone company
 * @param undeliverable whether what the phone company took never reaches a phone
 * @param chat Slack and Teams
 * @param hooks the sink for webhooks, and the push service
 */
public record Vendors(
    VendorFaults phone, boolean undeliverable, VendorFaults chat, VendorFaults hooks) {
  public static final Vendors WELL =
      new Vendors(VendorFaults.NONE, false, VendorFaults.NONE, VendorFaults.NONE);
}
