package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What makes two observations the same alert: {@code v1:} and a SHA-256 in hex over organization,
 * integration and the alert's own identity. The version lets a better rule live beside this one.
 */
public record Fingerprint(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("v1:[0-9a-f]{64}");

  @JsonCreator
  public Fingerprint {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a fingerprint is v1: and 64 hex digits, was " + value);
    }
  }

  /** The fingerprint of the alert that its source knows by {@code identity}. */
  public static Fingerprint of(UUID organizationId, UUID integrationId, String... identity) {
    var causes = new Object[identity.length + 2];
    causes[0] = organizationId;
    causes[1] = integrationId;
    System.arraycopy(identity, 0, causes, 2, identity.length);
    return new Fingerprint("v1:" + HexFormat.of().formatHex(Ids.digest("alert", causes)));
  }

  @Override
  public String toString() {
    return value;
  }
}
