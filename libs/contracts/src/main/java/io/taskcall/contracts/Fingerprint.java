package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What makes two observations the same alert: {@code v1:} and a SHA-256 in hex over organization,
 * integration and the alert's own identity. The version lets a better rule live beside this one.
 */
public record Fingerprint(@JsonValue String value) {
  private static final String VERSION = "v1:";
  private static final int LENGTH = VERSION.length() + 64;

  @JsonCreator
  public Fingerprint {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("a fingerprint is v1: and 64 hex digits, was " + value);
    }
  }

  /** The fingerprint of the alert that its source knows by {@code identity}. */
  public static Fingerprint of(UUID organizationId, UUID integrationId, String... identity) {
    var causes = new Object[identity.length + 2];
    causes[0] = organizationId;
    causes[1] = integrationId;
    System.arraycopy(identity, 0, causes, 2, identity.length);
    return new Fingerprint(VERSION + HexFormat.of().formatHex(Ids.digest("alert", causes)));
  }

  /** By hand, for every event names one, and a regular expression takes ten times as long. */
  private static boolean isWellFormed(String value) {
    if (value.length() != LENGTH || !value.startsWith(VERSION)) {
      return false;
    }
    for (int i = VERSION.length(); i < LENGTH; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
