package io.taskcall.auth.domain.passkey;

/**
 * What tells a passkey from all others.
 *
 * @param id what its device calls it
 * @param attested its public key, as the device handed it over
 * @param counter how often the device says it has signed; 0 for those that don't count
 * @param backupEligible whether it may be on several devices, which never changes
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record Credential(byte[] id, byte[] attested, long counter, boolean backupEligible) {
  /** The longest that a device may call one. */
  public static final int ID_LENGTH_MAX = 1_023;
}
