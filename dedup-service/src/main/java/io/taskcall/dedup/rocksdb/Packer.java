package io.taskcall.dedup.rocksdb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes small values into few bytes; {@link Unpacker} reads them back. */
final class Packer {
  private byte[] bytes = new byte[320];
  private int size;

  Packer oneByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  Packer fixed(long value) {
    room(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Small numbers of either sign take one byte, larger ones more. */
  Packer number(long value) {
    room(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  Packer time(Instant value) {
    return number(value.toEpochMilli());
  }

  Packer uuid(UUID value) {
    return fixed(value.getMostSignificantBits()).fixed(value.getLeastSignificantBits());
  }

  Packer text(String value) {
    var utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  Packer textOrNone(@Nullable String value) {
    return value == null ? oneByte(0) : oneByte(1).text(value);
  }

  byte[] packed() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
