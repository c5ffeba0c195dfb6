package io.taskcall.quickstart;

/** Something that the person who started us can put right; the message tells them how. */
public final class StartFailed extends RuntimeException {
  StartFailed(String message) {
    super(message);
  }

  StartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
