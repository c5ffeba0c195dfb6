package io.taskcall.sandbox.domain.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The texts of a mail, compressed: a storm of mails has to fit into a small process. */
final class PackedBody {
  /** Longer texts are cut here. */
  static final int TEXT_CHARS_MAX = 16_000;

  private final byte[] packed;
  private final int length;
  private final int textLength;

  private PackedBody(byte[] packed, int length, int textLength) {
    this.packed = packed;
    this.length = length;
    this.textLength = textLength;
  }

  static PackedBody of(String text, @Nullable String html) {
    var plain = cut(text).getBytes(StandardCharsets.UTF_8);
    var rich = html == null ? new byte[0] : cut(html).getBytes(StandardCharsets.UTF_8);
    var all = Arrays.copyOf(plain, plain.length + rich.length);
    System.arraycopy(rich, 0, all, plain.length, rich.length);
    var room = new byte[all.length + all.length / 100 + 64];
    try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(all);
      deflater.finish();
      var size = deflater.deflate(room);
      return new PackedBody(Arrays.copyOf(room, size), all.length, plain.length);
    }
  }

  int size() {
    return packed.length;
  }

  String text() {
    return new String(unpacked(), 0, textLength, StandardCharsets.UTF_8);
  }

  @Nullable String html() {
    return length == textLength
        ? null
        : new String(unpacked(), textLength, length - textLength, StandardCharsets.UTF_8);
  }

  private byte[] unpacked() {
    var all = new byte[length];
    try (var inflater = new Inflater()) {
      inflater.setInput(packed);
      var size = inflater.inflate(all);
      if (size != length) {
        throw new IllegalStateException("unpacked " + size + " bytes of " + length);
      }
      return all;
    } catch (DataFormatException broken) {
      throw new IllegalStateException("what was packed here must unpack", broken);
    }
  }

  private static String cut(String text) {
    return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX) + "…";
  }
}
