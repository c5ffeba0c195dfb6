package io.taskcall.auth.domain.signin;

import io.taskcall.auth.domain.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which passwords may be chosen: long ones that guessers don't try first. There is no rule on
 * digits or symbols, since those make people write {@code Password1!}.
 *
 * @param wellKnown what guessers try first, in lower case, without digits and signs at its ends
 */
public record PasswordRule(int lengthMin, Set<String> wellKnown) {
  /** Longer ones would only make us work. */
  public static final int LENGTH_MAX = 200;

  public PasswordRule {
    if (lengthMin < 8) {
      throw new IllegalArgumentException("passwords must have 8 characters or more: " + lengthMin);
    }
    wellKnown = Set.copyOf(wellKnown);
  }

  /** What is wrong with a password; nothing if it may be used. */
  public Optional<String> objection(Secret password, String email) {
    var text = password.reveal();
    int length = text.codePointCount(0, text.length());
    if (length < lengthMin) {
      return Optional.of("It must have at least " + lengthMin + " characters.");
    }
    if (length > LENGTH_MAX) {
      return Optional.of("It must have at most " + LENGTH_MAX + " characters.");
    }
    var lower = text.toLowerCase(Locale.ROOT);
    var mailbox = email.toLowerCase(Locale.ROOT).split("@", 2)[0];
    if (mailbox.length() >= 3 && lower.contains(mailbox) && length < mailbox.length() + lengthMin) {
      return Optional.of("It must not be made from your e-mail address.");
    }
    if (lower.chars().distinct().count() < 5) {
      return Optional.of("It must not repeat the same few characters.");
    }
    return wellKnown.contains(lower) || wellKnown.contains(core(lower))
        ? Optional.of("It is one of those that are tried first when somebody guesses passwords.")
        : Optional.empty();
  }

  /** The word inside: people put digits and signs around it, and write some letters as digits. */
  private static String core(String lower) {
    return lower
        .replaceAll("^[^a-z]+|[^a-z]+$", "")
        .replace('0', 'o')
        .replace('1', 'i')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('5', 's')
        .replace('@', 'a')
        .replace('$', 's');
  }
}
