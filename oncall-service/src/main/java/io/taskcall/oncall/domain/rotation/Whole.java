package io.taskcall.oncall.domain.rotation;

/** Arithmetic of whole numbers. */
final class Whole {
  private Whole() {}

  /** The greatest number that divides both. */
  static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
