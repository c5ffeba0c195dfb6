package io.taskcall.sandbox.domain.fault;

/**
 * What goes wrong with a vendor that is called over HTTP.
 *
 * @param delayMillis how long it thinks before it answers
 * @param refuseWith the HTTP status that every call gets (400, 429, 503, …), or 0 for none
 * @param hangAfterAccept whether it takes what it gets and then says nothing for a minute
 */
public record VendorFaults(int delayMillis, int refuseWith, boolean hangAfterAccept) {
  public static final VendorFaults NONE = new VendorFaults(0, 0, false);

  public VendorFaults {
    if (delayMillis < 0) {
      throw new IllegalArgumentException("a delay must not be negative, was " + delayMillis);
    }
    if (refuseWith != 0 && (refuseWith < 400 || refuseWith > 599)) {
      throw new IllegalArgumentException(
          "an HTTP status to refuse with must be 0 or 400 to 599, was " + refuseWith);
    }
  }
}
