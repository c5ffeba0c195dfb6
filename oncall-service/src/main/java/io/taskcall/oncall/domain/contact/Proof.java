package io.taskcall.oncall.domain.contact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A code that was sent so that somebody proves to be at an address, and how often it was tried.
 *
 * @param id the same for the same person and address
 * @param hash of the code that counts, which is the last one
 * @param since when counting the codes began
 * @param sent how many codes since then
 * @param wrong how many wrong answers to the last one
 */
public record Proof(
    UUID id, String hash, Instant sentAt, Instant expiresAt, Instant since, int sent, int wrong) {
  /** How long a code can be used. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  /** How long to wait before a further code is sent to the same address. */
  public static final Duration PAUSE = Duration.ofSeconds(30);

  /** How many codes go to one address within {@link #WINDOW}. */
  public static final int CODES_MAX = 5;

  /** How many wrong answers a code survives. */
  public static final int WRONG_MAX = 5;

  /** The time within which codes are counted. */
  public static final Duration WINDOW = Duration.ofHours(1);

  /** What an answer is worth. */
  public enum Verdict {
    /** Somebody is there. */
    RIGHT,
    /** It is another code. */
    WRONG,
    /** The code is too old, or was guessed at too often: a new one is needed. */
    SPENT
  }

  /** The first code to an address. */
  public static Proof first(UUID id, String hash, Instant now) {
    return new Proof(id, hash, now, now.plus(LIFE), now, 1, 0);
  }

  /** When the next code may be sent; empty if it may be now. */
  public Optional<Instant> nextAt(Instant now) {
    var window = since.plus(WINDOW);
    var next = sent >= CODES_MAX && now.isBefore(window) ? window : sentAt.plus(PAUSE);
    return Optional.of(next).filter(now::isBefore);
  }

  /** A further code, which takes the place of the one before. */
  public Proof again(String other, Instant now) {
    return now.isBefore(since.plus(WINDOW))
        ? new Proof(id, other, now, now.plus(LIFE), since, sent + 1, 0)
        : first(id, other, now);
  }

  /** Judges an answer by its hash. */
  public Verdict judge(String answer, Instant now) {
    if (wrong >= WRONG_MAX || !now.isBefore(expiresAt)) {
      return Verdict.SPENT;
    }
    boolean right =
        MessageDigest.isEqual(
            hash.getBytes(StandardCharsets.US_ASCII), answer.getBytes(StandardCharsets.US_ASCII));
    return right ? Verdict.RIGHT : Verdict.WRONG;
  }

  /** One wrong answer more. */
  public Proof missed() {
    return new Proof(id, hash, sentAt, expiresAt, since, sent, wrong + 1);
  }
}
