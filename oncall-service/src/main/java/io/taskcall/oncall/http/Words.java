package io.taskcall.oncall.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of ours as the API writes them. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The one of {@code all} that a request names. */
  static <E extends Enum<E>> E read(String field, String given, List<E> all) {
    return all.stream()
        .filter(one -> of(one).equals(given))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.field(
                field,
                "is one of " + all.stream().map(Words::of).collect(Collectors.joining(", "))));
  }
}
