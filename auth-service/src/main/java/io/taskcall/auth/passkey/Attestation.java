package io.taskcall.auth.passkey;

import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.client.challenge.Challenge;

/**
 * What a device says of a passkey that it has made; nothing of it is believed yet.
 *
 * @param challenge the one that it says it was asked
 */
public record Attestation(RegistrationData data, Challenge challenge) {}
