package io.taskcall.auth.http;

import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.passkey.Passkeys;
import io.taskcall.auth.passkey.Passkeys.Begun;
import io.taskcall.auth.passkey.RelyingParty;
import java.util.Base64;
import java.util.List;

/** What browsers are told to ask a device for, as WebAuthn spells it; bytes are in base64url. */
final class PasskeyOptions {
  private static final String TYPE = "public-key";
  private static final String REQUIRED = "required";

  private PasskeyOptions() {}

  /** To make a passkey. */
  record Creation(
      Site rp,
      User user,
      String challenge,
      List<Kind> pubKeyCredParams,
      long timeout,
      List<Known> excludeCredentials,
      Selection authenticatorSelection,
      String attestation) {}

  /** To use one, whichever the person chooses. */
  record Request(String challenge, long timeout, String rpId, String userVerification) {}

  /** Whom a passkey is for. */
  record Site(String id, String name) {}

  /** Whose it is going to be. */
  record User(String id, String name, String displayName) {}

  /** A kind of key. */
  record Kind(String type, int alg) {}

  /** A passkey that is there already. */
  record Known(String type, String id) {}

  /** It has to be found without being named, and to make sure of who holds it. */
  record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

  static Creation creation(String site, Caller caller, Begun begun) {
    return new Creation(
        new Site(site, "TaskCall"),
        new User(text(Passkeys.userHandle(caller.memberId())), caller.email(), caller.name()),
        begun.challenge().reveal(),
        RelyingParty.ALGORITHMS.stream().map(kind -> new Kind(TYPE, kind)).toList(),
        Passkeys.PATIENCE.toMillis(),
        begun.known().stream().map(id -> new Known(TYPE, text(id))).toList(),
        new Selection(REQUIRED, true, REQUIRED),
        "none");
  }

  static Request request(String site, Secret challenge) {
    return new Request(challenge.reveal(), Passkeys.PATIENCE.toMillis(), site, REQUIRED);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
