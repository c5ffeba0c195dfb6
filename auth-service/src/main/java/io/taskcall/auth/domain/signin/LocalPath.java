package io.taskcall.auth.domain.signin;

import java.util.Optional;
import java.util.regex.Pattern;

/** A way back to a page of ours, and to no other site's: what a link may carry along. */
public record LocalPath(String text) {
  private static final int LENGTH_MAX = 2_000;

  /** No second slash and no backslash at the start, which browsers take for another host. */
  private static final Pattern OURS =
      Pattern.compile("/(?:[A-Za-z0-9_.~-][A-Za-z0-9/_.~%?&=:+,@-]*)?");

  /** The path, if it is one of ours. */
  public static Optional<LocalPath> of(String text) {
    return text.length() <= LENGTH_MAX && OURS.matcher(text).matches()
        ? Optional.of(new LocalPath(text))
        : Optional.empty();
  }
}
