package io.taskcall.quickstart.demo;

/** Something is not as it should be; the message says what. */
final class Unexpected extends RuntimeException {
  Unexpected(String message) {
    super(message);
  }
}
