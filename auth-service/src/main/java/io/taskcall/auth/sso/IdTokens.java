package io.taskcall.auth.sso;

import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.sso.Claims;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Makes sure of what a provider says of somebody (OpenID Connect Core, 3.1.3.7). */
final class IdTokens {
  private static final int CLOCKS_DIFFER_SECONDS = 60;
  private static final int OLD_SECONDS = 600;

  /** What is wrong, as far as it can be told apart; a wrong signature above all. */
  private static final Map<Integer, String> PROBLEMS =
      Map.of(
          ErrorCodes.ISSUER_INVALID, "it is from another issuer",
          ErrorCodes.AUDIENCE_INVALID, "it is meant for another application",
          ErrorCodes.EXPIRED, "it has expired",
          ErrorCodes.ISSUED_AT_INVALID_PAST, "it is too old",
          ErrorCodes.ISSUED_AT_INVALID_FUTURE, "it is from the future",
          ErrorCodes.NOT_YET_VALID, "it is from the future");

  private IdTokens() {}

  /** What a look at a token showed. */
  sealed interface Checked {
    /** The provider says this, to us, about this very sign-in. */
    record Good(Claims claims) implements Checked {}

    /** It cannot be trusted. */
    record Bad(String reason) implements Checked {}
  }

  /**
   * Looks at a token.
   *
   * @param keys those of the provider, as a JWK set
   * @param nonce what we have asked the provider to put into it
   */
  static Checked check(
      String token, String keys, String issuer, String clientId, Secret nonce, Instant now) {
    try {
      var claims = consumer(keys, issuer, clientId, now).build().processToClaims(token);
      if (!isSame(nonce.reveal(), claims.getStringClaimValue("nonce"))) {
        return new Checked.Bad("it does not belong to this sign-in");
      }
      if (claims.getSubject().isBlank()) {
        return new Checked.Bad("it says of nobody who they are");
      }
      boolean forAnother =
          claims.hasClaim("azp")
              ? !clientId.equals(claims.getStringClaimValue("azp"))
              : claims.getAudience().size() > 1;
      return forAnother
          ? new Checked.Bad("it is meant for another application")
          : new Checked.Good(claims(claims));
    } catch (InvalidJwtException e) {
      return new Checked.Bad(problem(e));
    } catch (MalformedClaimException e) {
      return new Checked.Bad("it is not an ID token");
    } catch (JoseException | ClassCastException e) {
      // The library takes for granted that a set of keys has the form of one.
      return new Checked.Bad("the provider's keys cannot be read");
    }
  }

  /** Nothing without a signature passes, nor anything that is signed with a secret. */
  private static JwtConsumerBuilder consumer(
      String keys, String issuer, String clientId, Instant now) throws JoseException {
    var resolver = new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys());
    resolver.setDisambiguateWithVerifySignature(true);
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(resolver)
        .setJwsAlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA)
        .setExpectedIssuer(true, issuer)
        .setExpectedAudience(true, clientId)
        .setRequireSubject()
        .setRequireExpirationTime()
        .setRequireIssuedAt()
        .setIssuedAtRestrictions(0, OLD_SECONDS)
        .setAllowedClockSkewInSeconds(CLOCKS_DIFFER_SECONDS)
        .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()));
  }

  private static Claims claims(JwtClaims claims) throws MalformedClaimException {
    return new Claims(
        claims.getSubject(),
        text(claims.getClaimValue("email")),
        isTrue(claims.getClaimValue("email_verified")),
        text(claims.getClaimValue("name")));
  }

  /** Some providers say it in words. */
  static boolean isTrue(@Nullable Object said) {
    return Boolean.TRUE.equals(said) || "true".equals(said);
  }

  static String text(@Nullable Object said) {
    return said instanceof String text ? text : "";
  }

  private static String problem(InvalidJwtException e) {
    return PROBLEMS.entrySet().stream()
        .filter(known -> e.hasErrorCode(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("it is not signed with a key of the provider");
  }

  private static boolean isSame(String nonce, @Nullable String said) {
    return said != null
        && MessageDigest.isEqual(
            nonce.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
  }
}
