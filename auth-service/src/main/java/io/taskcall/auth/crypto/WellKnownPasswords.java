package io.taskcall.auth.crypto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that guessers try first. */
public final class WellKnownPasswords {
  private WellKnownPasswords() {}

  /** All of them, in lower case. */
  public static Set<String> read() {
    var file = WellKnownPasswords.class.getResourceAsStream("/well-known-passwords.txt");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("the list of well-known passwords cannot be read", e);
    }
  }
}
