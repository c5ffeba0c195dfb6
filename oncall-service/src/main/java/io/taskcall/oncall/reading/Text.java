package io.taskcall.oncall.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What is text: whole Unicode characters, none of them NUL, which no database keeps. */
public final class Text {
  /** What is said of what is none, to go on after the name of a field. */
  public static final String WANTED = "has a NUL or half of a character in it";

  private Text() {}

  /** Whether all of it is. */
  public static boolean isText(String text) {
    return text.codePoints().noneMatch(Text::isNone);
  }

  /** The same text. */
  static String read(String text) {
    if (!isText(text)) {
      throw new IllegalArgumentException(WANTED);
    }
    return text;
  }

  /**
   * The text that was sent.
   *
   * @throws CharacterCodingException if it is not UTF-8
   */
  public static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static boolean isNone(int character) {
    return character == 0
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
  }
}
