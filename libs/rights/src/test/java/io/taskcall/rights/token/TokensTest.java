package io.taskcall.rights.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  private static final String ISSUER = "https://taskcall.example";
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final UUID MEMBER = new UUID(0, 1);
  private static final UUID ORGANIZATION = new UUID(0, 2);
  private static final Claims CLAIMS =
      new Claims(MEMBER, ORGANIZATION, Set.of(Right.VIEW_STATUS, Right.READ), NOW.plusSeconds(60));

  private final EllipticCurveJsonWebKey key = key("first");
  private CompletionStage<String> published = CompletableFuture.completedStage(set(key));
  private Instant clock = NOW;
  private int asked;
  private Tokens tokens;

  @BeforeEach
  void reader() {
    var keys =
        new PublishedKeys(
            () -> {
              asked++;
              return published;
            },
            () -> clock);
    keys.refresh();
    tokens = new Tokens(ISSUER, keys, () -> {});
  }

  @Test
  void what_auth_signs_is_read_until_the_second_it_ends() {
    var token = TokenForm.sign(CLAIMS, ISSUER, key, NOW);
    assertThat(tokens.read(token, NOW)).contains(CLAIMS);
    assertThat(tokens.read(token, NOW.plusSeconds(59))).contains(CLAIMS);
    assertThat(tokens.read(token, NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void clock_that_is_five_seconds_behind_reads_a_new_token_and_no_earlier_one() {
    var token = TokenForm.sign(CLAIMS, ISSUER, key, NOW);
    assertThat(tokens.read(token, NOW.minusSeconds(5))).contains(CLAIMS);
    assertThat(tokens.read(token, NOW.minusSeconds(6))).isEmpty();
  }

  @Test
  void token_of_another_issuer_or_signed_with_another_key_of_the_same_name_is_refused() {
    assertThat(tokens.read(TokenForm.sign(CLAIMS, "https://evil.example", key, NOW), NOW))
        .isEmpty();
    assertThat(tokens.read(TokenForm.sign(CLAIMS, ISSUER, key("first"), NOW), NOW)).isEmpty();
  }

  @Test
  void token_without_a_signature_is_refused() {
    var parts = TokenForm.sign(CLAIMS, ISSUER, key, NOW).split("\\.", 3);
    for (var algorithm : new String[] {"none", "None", "NONE", "nOnE", ""}) {
      var header = encoded("{\"alg\":\"" + algorithm + "\",\"kid\":\"first\"}");
      assertThat(tokens.read(header + "." + parts[1] + ".", NOW)).as(algorithm).isEmpty();
      assertThat(tokens.read(header + "." + parts[1] + "." + parts[2], NOW)).isEmpty();
    }
    assertThat(tokens.read(parts[0] + "." + parts[1] + ".", NOW)).isEmpty();
  }

  @Test
  void token_signed_with_the_public_key_as_a_secret_is_refused() throws Exception {
    for (var secret :
        new byte[][] {
          key.getPublicKey().getEncoded(),
          key.toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8)
        }) {
      var forged = new JsonWebSignature();
      forged.setPayload(payload());
      forged.setAlgorithmHeaderValue("HS256");
      forged.setKeyIdHeaderValue("first");
      forged.setKey(new HmacKey(secret));
      assertThat(tokens.read(forged.getCompactSerialization(), NOW)).isEmpty();
    }
  }

  @Test
  void key_that_a_token_brings_along_is_not_believed() throws Exception {
    var own = key("first");
    var forged = new JsonWebSignature();
    forged.setPayload(payload());
    forged.setAlgorithmHeaderValue("ES256");
    forged.setJwkHeader(own);
    forged.setHeader("jku", "https://evil.example/jwks.json");
    forged.setKey(own.getPrivateKey());
    for (var id : new String[] {"", "first"}) {
      forged.setKeyIdHeaderValue(id);
      assertThat(tokens.read(forged.getCompactSerialization(), NOW)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "aud":"taskcall"      | "aud":"other"
          "aud":"taskcall",     | ``
          "iss":"https          | "iss":"http
          "sub":"0000           | "sub":"x000
          "org":"0000           | "org":"x000
          "org":                | "organization":
          "rights":             | "scope":
          "exp":                | "expires":
          "nbf":                | "from":
          "jti":                | "id":
          "iat":                | "at":
          "rights":["read"      | "rights":[7
          """)
  void token_that_says_something_else_is_refused_although_the_key_is_right(
      String said, String instead) throws Exception {
    assertThat(payload()).contains(said);
    assertThat(tokens.read(signed(payload()), NOW)).isPresent();
    assertThat(tokens.read(signed(payload().replace(said, instead)), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "tc_key", "eyJ", "eyJ..", "eyJ.eyJ.x", "a.b.c", "eyJhbGciOiJFUzI1NiJ9.e30.AA"})
  void what_is_no_token_is_refused_and_auth_is_not_asked_about_it(String nonsense) {
    clock = NOW.plusSeconds(60);
    assertThat(tokens.read(nonsense, NOW)).isEmpty();
    assertThat(tokens.ready(nonsense)).isCompleted();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void altered_or_oversized_token_is_refused() throws Exception {
    var token = TokenForm.sign(CLAIMS, ISSUER, key, NOW);
    var parts = token.split("\\.", 3);
    var more = encoded(payload().replace("\"read\"", "\"read\",\"own\""));
    assertThat(tokens.read(parts[0] + "." + more + "." + parts[2], NOW)).isEmpty();
    var big = payload().replace("{", "{\"pad\":\"" + "x".repeat(4000) + "\",");
    assertThat(tokens.read(signed(big), NOW)).isEmpty();
  }

  @Test
  void key_that_is_not_known_yet_is_asked_for_once_in_a_while() {
    var next = key("second");
    var header = "Bearer " + TokenForm.sign(CLAIMS, ISSUER, next, NOW);
    published = CompletableFuture.completedStage(set(key, next));
    tokens.ready(header);
    assertThat(asked).as("a moment ago").isEqualTo(1);
    clock = NOW.plusSeconds(5);
    tokens.ready(header);
    assertThat(tokens.read(header.substring("Bearer ".length()), NOW)).contains(CLAIMS);
    clock = NOW.plusSeconds(50);
    tokens.ready(header);
    assertThat(asked).as("known by now").isEqualTo(2);
  }

  @Test
  void keys_stay_known_while_auth_is_away_or_talks_nonsense_and_go_when_it_takes_them_back() {
    var token = TokenForm.sign(CLAIMS, ISSUER, key, NOW);
    var unknown = "Bearer " + TokenForm.sign(CLAIMS, ISSUER, key("second"), NOW);
    for (var answer : Arrays.asList("nonsense", "[]", "{}", "{\"keys\":{}}", null)) {
      published =
          answer == null
              ? CompletableFuture.failedStage(new CompletionException(new Exception("away")))
              : CompletableFuture.completedStage(answer);
      clock = clock.plusSeconds(5);
      assertThat(tokens.ready(unknown)).isCompleted();
      assertThat(tokens.read(token, NOW)).as(answer).isPresent();
    }
    published = CompletableFuture.completedStage(set(key("second")));
    clock = clock.plusSeconds(5);
    tokens.ready(unknown);
    assertThat(tokens.read(token, NOW)).isEmpty();
  }

  @Test
  void token_never_allows_more_than_its_members_role_does_by_now() {
    assertThat(CLAIMS.within(Role.OWNER)).containsExactlyInAnyOrder(Right.VIEW_STATUS, Right.READ);
    assertThat(CLAIMS.within(Role.LIMITED_STAKEHOLDER)).containsExactly(Right.VIEW_STATUS);
  }

  private String payload() throws Exception {
    var body = TokenForm.sign(CLAIMS, ISSUER, key, NOW).split("\\.", 3)[1];
    return new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8);
  }

  private String signed(String payload) throws Exception {
    var signature = new JsonWebSignature();
    signature.setPayload(payload);
    signature.setAlgorithmHeaderValue("ES256");
    signature.setKeyIdHeaderValue("first");
    signature.setKey(key.getPrivateKey());
    return signature.getCompactSerialization();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String set(EllipticCurveJsonWebKey... keys) {
    return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  private static EllipticCurveJsonWebKey key(String id) {
    try {
      var made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      made.setKeyId(id);
      return made;
    } catch (org.jose4j.lang.JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
