package io.taskcall.quickstart;

/** Strangers' texts for a terminal: what they would have it do is shown instead of obeyed. */
final class Harmless {
  private Harmless() {}

  /** The text with everything that is not printed as itself as its number in hexadecimal. */
  static String text(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (isPrinted(c)) {
            shown.appendCodePoint(c);
          } else {
            shown.append("\\u%04x".formatted(c));
          }
        });
    return shown.toString();
  }

  /** Where it begins, in one line. */
  static String beginning(String text, int charactersMax) {
    var line = text.strip().replaceAll("\\s+", " ");
    return text(
        line.codePointCount(0, line.length()) <= charactersMax
            ? line
            : line.substring(0, line.offsetByCodePoints(0, charactersMax)) + "…");
  }

  /** Not: C0 and C1 controls, changes of direction, what has no width, breaks of lines. */
  private static boolean isPrinted(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
