package io.taskcall.auth.domain.passkey;

/** What speaks against a passkey. */
public enum Refusal {
  /** Its counter did not grow: there may be a copy of it. */
  COUNTER("its counter went back, so there may be a copy of it"),

  /** Somebody else signed, or something else was signed. */
  SIGNATURE("its signature is wrong"),

  /** The device did not make sure of who holds it. */
  NOT_VERIFIED("the device did not verify who holds it"),

  /** Another site asked for it. */
  ORIGIN("it was used at another address"),

  /** It is another site's. */
  RELYING_PARTY("it was made for another site"),

  /** The device says that it is somebody else's. */
  OWNER("the device says that it is somebody else's"),

  /** Whoever it belongs to is no longer here. */
  LEFT("its owner was deactivated"),

  /** Its owner's organization has everybody but owners sign in at its own provider. */
  AT_PROVIDER("the organization signs in at its own provider"),

  /** It is of a kind that was not asked for, or contradicts itself. */
  KIND("it is not of the kind that was asked for");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /** The reason, as people read it. */
  public String text() {
    return text;
  }
}
