package io.taskcall.auth.passkey;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.client.challenge.Challenge;

/**
 * What a device says for somebody who wants to sign in; nothing of it is believed yet.
 *
 * @param challenge the one that it says it was asked
 */
public record Assertion(Parts parts, AuthenticationData data, Challenge challenge) {
  /** What the browser hands over, as the device gave it. */
  @SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
  public record Parts(
      byte[] credentialId,
      byte[] clientData,
      byte[] authenticatorData,
      byte[] signature,
      byte[] userHandle) {}
}
