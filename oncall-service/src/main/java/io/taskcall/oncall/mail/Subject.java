package io.taskcall.oncall.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes the subject of a mail as RFC 2047 wants it. The mail client does so byte by byte and cuts
 * characters in two where a line is full, which many readers show as question marks.
 */
final class Subject {
  /** What fits in an encoded word on the header's first line of 76 characters. */
  private static final int BYTES_MAX = 39;

  private Subject() {}

  static String encoded(String subject) {
    if (isPlain(subject)) {
      return subject;
    }
    var header = new StringBuilder();
    var word = new StringBuilder();
    int bytes = 0;
    for (int character : subject.codePoints().toArray()) {
      var text = Character.toString(character);
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > BYTES_MAX) {
        header.append(word(word)).append("\n ");
        word.setLength(0);
        bytes = 0;
      }
      word.append(text);
      bytes += length;
    }
    return header.append(word(word)).toString();
  }

  /** What looks like an encoded word already would be read as one. */
  private static boolean isPlain(String subject) {
    return subject.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !subject.contains("=?");
  }

  private static String word(CharSequence text) {
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
