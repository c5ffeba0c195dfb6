package io.taskcall.sync.kafka;

/** Looks at records without reading them. */
final class Bytes {
  private Bytes() {}

  /** True if {@code part}, which must not be empty, occurs in {@code whole}. */
  static boolean contains(byte[] whole, byte[] part) {
    byte first = part[0];
    for (int start = 0; start <= whole.length - part.length; start++) {
      if (whole[start] == first && isAt(whole, start, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] whole, int start, byte[] part) {
    for (int i = 1; i < part.length; i++) {
      if (whole[start + i] != part[i]) {
        return false;
      }
    }
    return true;
  }
}
