package io.taskcall.ingest.domain;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes strangers' texts safe to show: no control characters, no terminal escapes, no half
 * characters.
 */
public final class Texts {
  /** The most characters of a name, tag, host or id that are kept. */
  public static final int NAME_MAX = 255;

  private static final int URL_MAX = 2048;
  private static final int TAGS_MAX = 256;
  private static final int TAG_LIST_MAX = 64 * 1024;
  private static final Pattern TERMINAL_ESCAPE =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b\\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c)?|\u001b[@-_]?");

  private Texts() {}

  /**
   * True for the ways in which tools spell nothing: blank, {@code null} in any case, and a variable
   * that was not replaced, such as {@code $ALERT_ID}. A variable's name inside a text is text.
   */
  public static boolean isAbsent(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return true;
    }
    var bare = text.strip();
    return bare.equalsIgnoreCase("null") || isVariable(bare);
  }

  /** One line of at most {@code max} characters. */
  public static String line(String text, int max) {
    return clean(text, max, false);
  }

  /** A name, tag, host or id: one line of at most {@value #NAME_MAX} characters. */
  public static @Nullable String name(@Nullable String text) {
    return text == null ? null : line(text, NAME_MAX);
  }

  /** Text of several lines, of at most {@code max} characters. */
  public static String prose(String text, int max) {
    return clean(text, max, true);
  }

  /** A link that a browser may follow: http or https, and not longer than browsers like. */
  public static @Nullable String link(@Nullable String text) {
    if (text == null
        || text.length() > URL_MAX
        || !(text.regionMatches(true, 0, "https://", 0, 8)
            || text.regionMatches(true, 0, "http://", 0, 7))) {
      return null;
    }
    var clean = line(text, URL_MAX);
    return clean.equals(text) ? text : null;
  }

  /** The tags of a comma-separated list: each once, sorted. */
  public static List<String> tags(@Nullable String list) {
    return list == null ? List.of() : tags(List.of(cut(list, TAG_LIST_MAX).split(",", -1)));
  }

  /** Tags as a set: each once, sorted. */
  public static List<String> tags(List<String> tags) {
    var sorted = new TreeSet<String>();
    for (var tag : tags) {
      sorted.add(line(tag, NAME_MAX));
    }
    sorted.remove("");
    while (sorted.size() > TAGS_MAX) {
      sorted.pollLast();
    }
    return List.copyOf(sorted);
  }

  private static boolean isVariable(String text) {
    if (text.length() < 2 || text.charAt(0) != '$' || !isUpper(text.charAt(1))) {
      return false;
    }
    int at = 1;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return at == text.length()
        || (text.charAt(at) == '[' && text.indexOf(']', at) == text.length() - 1);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isNamePart(char c) {
    return isUpper(c) || (c >= '0' && c <= '9') || c == '_';
  }

  private static String clean(String text, int max, boolean lines) {
    // Twice the length is enough to look at: what is cut off need not be cleaned.
    var head = cut(text, 2 * max);
    return cut(isClean(head, lines) ? head : cleaned(head, lines), max).strip();
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    boolean splitsPair =
        Character.isHighSurrogate(text.charAt(max - 1))
            && Character.isLowSurrogate(text.charAt(max));
    return text.substring(0, splitsPair ? max - 1 : max);
  }

  private static boolean isClean(String text, boolean lines) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        if (!(lines && (c == '\n' || c == '\t'))) {
          return false;
        }
      } else if (c >= 0x7f && isSuspicious(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < length
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean isSuspicious(char c) {
    return c <= 0x9f || Character.isSurrogate(c) || isDirection(c) || c == 0x2028 || c == 0x2029;
  }

  private static boolean isDirection(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  private static String cleaned(String text, boolean lines) {
    var plain = TERMINAL_ESCAPE.matcher(text).replaceAll("");
    var clean = new StringBuilder(plain.length());
    plain
        .codePoints()
        .forEach(c -> {
          if (lines && (c == '\n' || c == '\t')) {
            clean.append((char) c);
          } else if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029) {
            clean.append(' ');
          } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            clean.append('\ufffd');
          } else if (!Character.isISOControl(c) && !isDirection(c)) {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }
}
