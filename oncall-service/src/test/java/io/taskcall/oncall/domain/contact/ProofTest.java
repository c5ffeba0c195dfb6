package io.taskcall.oncall.domain.contact;

import static io.taskcall.oncall.domain.contact.Ana.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final UUID ID = new UUID(3, 3);
  private static final Codes CODES = new Codes("a key".getBytes(StandardCharsets.UTF_8));

  private final Proof proof = Proof.first(ID, CODES.hash(ID, "123456"), NOON);

  @Test
  void right_code_is_right_until_it_is_too_old() {
    assertThat(judge(proof, "123456", Proof.LIFE.minusNanos(1))).isEqualTo(Proof.Verdict.RIGHT);
    assertThat(judge(proof, "123456", Proof.LIFE)).isEqualTo(Proof.Verdict.SPENT);
  }

  @Test
  void code_that_was_guessed_at_too_often_is_worth_nothing() {
    var guessed = proof;
    for (int guess = 0; guess < Proof.WRONG_MAX; guess++) {
      assertThat(judge(guessed, "654321", Duration.ZERO)).isEqualTo(Proof.Verdict.WRONG);
      guessed = guessed.missed();
    }
    assertThat(judge(guessed, "123456", Duration.ZERO)).isEqualTo(Proof.Verdict.SPENT);
    assertThat(guessed.again("other", NOON).wrong()).isZero();
  }

  @Test
  void next_code_has_to_wait_for_the_pause() {
    assertThat(proof.nextAt(NOON)).contains(NOON.plus(Proof.PAUSE));
    assertThat(proof.nextAt(NOON.plus(Proof.PAUSE))).isEmpty();
  }

  @Test
  void after_enough_codes_the_address_is_left_alone_for_a_while() {
    var last = proof;
    var at = NOON;
    for (int code = 1; code < Proof.CODES_MAX; code++) {
      at = at.plus(Proof.PAUSE);
      last = last.again("hash", at);
    }
    assertThat(last.nextAt(at.plus(Proof.PAUSE))).contains(NOON.plus(Proof.WINDOW));
    assertThat(last.nextAt(NOON.plus(Proof.WINDOW))).isEmpty();
    assertThat(last.again("hash", NOON.plus(Proof.WINDOW)).sent()).isEqualTo(1);
  }

  @Test
  void hash_depends_on_code_address_and_key() {
    var other = new Codes("other".getBytes(StandardCharsets.UTF_8));
    assertThat(CODES.hash(ID, "123456"))
        .isNotEqualTo(CODES.hash(ID, "123457"))
        .isNotEqualTo(CODES.hash(new UUID(3, 4), "123456"))
        .isNotEqualTo(other.hash(ID, "123456"));
    assertThat(Codes.fresh(new Random(1))).matches("[0-9]{6}");
  }

  private static Proof.Verdict judge(Proof proof, String code, Duration later) {
    Instant at = NOON.plus(later);
    return proof.judge(CODES.hash(ID, code), at);
  }
}
