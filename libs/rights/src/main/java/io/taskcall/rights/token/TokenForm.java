package io.taskcall.rights.token;

import io.taskcall.rights.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** How claims are written as a JSON Web Token and read from one: with ES256, and nothing else. */
public final class TokenForm {
  private static final String AUDIENCE = "taskcall";
  private static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
  private static final String ORGANIZATION = "org";
  private static final String RIGHTS = "rights";

  /** How far a reader's clock may be behind; one that is ahead refuses a little early. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

  private TokenForm() {}

  /** Signs claims with a private key, which must have an id. */
  public static String sign(
      Claims claims, String issuer, EllipticCurveJsonWebKey key, Instant now) {
    var said = new JwtClaims();
    said.setIssuer(issuer);
    said.setAudience(AUDIENCE);
    said.setSubject(claims.memberId().toString());
    said.setClaim(ORGANIZATION, claims.organizationId().toString());
    said.setClaim(RIGHTS, claims.rights().stream().map(Right::wireName).sorted().toList());
    said.setJwtId(UUID.randomUUID().toString());
    said.setIssuedAt(at(now));
    said.setNotBefore(at(now.minus(CLOCKS_DIFFER)));
    said.setExpirationTime(at(claims.until()));
    var signature = new JsonWebSignature();
    signature.setPayload(said.toJson());
    signature.setAlgorithmHeaderValue(ALGORITHM);
    signature.setHeader("typ", "JWT");
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setKey(key.getPrivateKey());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("cannot sign with key " + key.getKeyId(), e);
    }
  }

  /** What a token says, if all of it is as it must be. */
  static Optional<Claims> read(
      String token, String issuer, VerificationKeyResolver keys, Instant now) {
    try {
      var consumer =
          new JwtConsumerBuilder()
              .setJwsAlgorithmConstraints(
                  new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM))
              .setVerificationKeyResolver(keys)
              .setExpectedIssuer(true, issuer)
              .setExpectedAudience(true, AUDIENCE)
              .setRequireSubject()
              .setRequireJwtId()
              .setRequireIssuedAt()
              .setRequireNotBefore()
              .setRequireExpirationTime()
              .setEvaluationTime(at(now))
              .build();
      return Optional.of(claims(consumer.processToClaims(token)));
    } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Claims claims(JwtClaims said) throws MalformedClaimException {
    return new Claims(
        UUID.fromString(said.getSubject()),
        UUID.fromString(text(said, ORGANIZATION)),
        Right.named(rights(said)),
        Instant.ofEpochMilli(said.getExpirationTime().getValueInMillis()));
  }

  private static String text(JwtClaims said, String name) throws MalformedClaimException {
    var text = said.getStringClaimValue(name);
    if (text == null) {
      throw new MalformedClaimException("it has no " + name);
    }
    return text;
  }

  private static List<String> rights(JwtClaims said) throws MalformedClaimException {
    if (!said.hasClaim(RIGHTS)) {
      throw new MalformedClaimException("it has no " + RIGHTS);
    }
    return said.getStringListClaimValue(RIGHTS);
  }

  private static NumericDate at(Instant instant) {
    return NumericDate.fromSeconds(instant.getEpochSecond());
  }
}
