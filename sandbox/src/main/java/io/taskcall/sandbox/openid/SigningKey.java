package io.taskcall.sandbox.openid;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** What the provider signs with; another one after every start. */
@ApplicationScoped
public class SigningKey {
  private static final int BITS = 2048;

  private final RsaJsonWebKey key;

  SigningKey() {
    try {
      key = RsaJwkGenerator.generateJwk(BITS);
    } catch (JoseException impossible) {
      throw new IllegalStateException("every JDK has RSA", impossible);
    }
    key.setKeyId("sandbox");
    key.setUse("sig");
    key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
  }

  Map<String, Object> published() {
    return key.toParams(OutputControlLevel.PUBLIC_ONLY);
  }

  String sign(JwtClaims claims) {
    var token = new JsonWebSignature();
    token.setPayload(claims.toJson());
    token.setKey(key.getPrivateKey());
    token.setKeyIdHeaderValue(key.getKeyId());
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("its own key does not sign", e);
    }
  }
}
